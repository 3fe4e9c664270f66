using System.Globalization;
using System.Text.Json.Nodes;
using LiveIp.Emulators.YouTube.Access;
using LiveIp.Emulators.YouTube.Live;

namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>
/// GET v2/reports of the YouTube Analytics API, for reports by video. Data come days late, and a video without data has no row. It uses
/// none of the data API's units.
/// </summary>
internal sealed class AnalyticsReports(YouTubeStage stage, TimeProvider clock)
{
    private const int MostVideos = 500;

    /// <summary>One to three days: here two.</summary>
    private static readonly TimeSpan Lag = TimeSpan.FromDays(2);

    private static readonly Dictionary<string, Func<BroadcastFacts, double>> Metrics = new(StringComparer.Ordinal)
    {
        ["views"] = static f => f.Views,
        ["likes"] = static f => f.Likes,
        ["comments"] = static f => f.Comments,
        ["estimatedMinutesWatched"] = static f => f.Analytics!.EstimatedMinutesWatched,
        ["averageViewDuration"] = static f => f.Analytics!.AverageViewDuration,
        ["shares"] = static f => f.Analytics!.Shares,
        ["subscribersGained"] = static f => f.Analytics!.SubscribersGained,
    };

    public ApiMethod Method =>
        new("/v2/reports", Units: 0, OwnerOnly: true, Query)
        {
            Bucket = QuotaBucket.None,
            Scopes = AccessControl.AnalyticsScopes,
            ByOwner = true,
        };

    private Answer Query(ApiQuery query, Caller caller)
    {
        var ids = query.Required("ids");
        if (ids != "channel==MINE" && ids != $"channel=={stage.Options.ChannelId}")
        {
            throw ApiErrors.Invalid("ids", $"Invalid value '{ids}'.");
        }

        var (from, until) = (Date(query, "startDate"), Date(query, "endDate"));
        if (until < from)
        {
            throw ApiErrors.Invalid("endDate", "The end date must not be before the start date.");
        }

        var metrics = query.Required("metrics").Split(',');
        if (metrics.FirstOrDefault(static m => !Metrics.ContainsKey(m)) is { } unknown)
        {
            throw ApiErrors.Invalid("metrics", $"Unknown identifier ({unknown}) given in field parameters.metrics.");
        }

        if (query.Text("dimensions") is var dimensions and not "video")
        {
            throw ApiErrors.Invalid("dimensions", $"Unknown identifier ({dimensions}) given in field parameters.dimensions.");
        }

        var videos = Videos(query.Required("filters"));
        var most = query.Number("maxResults", 1, 500, 500);
        var rows = stage
            .Channel.Broadcasts.Where(b =>
                videos.Contains(b.Id) && b.Facts is { Analytics: not null, EndedAt: { } end } && IsTold(end, from, until)
            )
            .Take(most)
            .Select(b => new JsonArray([b.Id, .. metrics.Select(m => (JsonNode)JsonValue.Create(Metrics[m](b.Facts)))]))
            .ToArray();
        var body = new JsonObject
        {
            ["kind"] = "youtubeAnalytics#resultTable",
            ["columnHeaders"] = new JsonArray([
                Column("video", "DIMENSION", "STRING"),
                .. metrics.Select(static m => Column(m, "METRIC", "INTEGER")),
            ]),
        };
        if (rows.Length > 0)
        {
            body["rows"] = new JsonArray([.. rows]);
        }

        return new Answer(body);
    }

    private bool IsTold(DateTimeOffset end, DateOnly from, DateOnly until) =>
        end < clock.GetUtcNow() - Lag && DateOnly.FromDateTime(end.UtcDateTime) is var day && day >= from && day <= until;

    private static HashSet<string> Videos(string filters)
    {
        const string By = "video==";
        var videos = filters.StartsWith(By, StringComparison.Ordinal) ? filters[By.Length..].Split(',') : [];
        return videos.Length is > 0 and <= MostVideos
            ? [.. videos]
            : throw ApiErrors.Invalid("filters", $"Invalid value. The filter must be video==ID[,ID…] with at most {MostVideos} ids.");
    }

    private static DateOnly Date(ApiQuery query, string name) =>
        DateOnly.TryParseExact(query.Required(name), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw ApiErrors.Invalid(
                name,
                "Invalid value. Values must match the following regular expression: '[0-9]{4}-[0-9]{2}-[0-9]{2}'"
            );

    private static JsonObject Column(string name, string type, string data) =>
        new()
        {
            ["name"] = name,
            ["columnType"] = type,
            ["dataType"] = data,
        };
}

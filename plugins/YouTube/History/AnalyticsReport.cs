using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api;
using LiveIp.Plugins.YouTube.Api.Data;

namespace LiveIp.Plugins.YouTube.History;

/// <summary>
/// What only YouTube Analytics knows of a broadcast, one to three days later: the time it was watched, live and since. It is stated by
/// video, so one report tells of a page of them.
/// </summary>
internal static class AnalyticsReport
{
    private const string Minutes = "estimatedMinutesWatched";
    private const string AverageSeconds = "averageViewDuration";
    private const string Shares = "shares";
    private const string Followers = "subscribersGained";

    private static readonly string[] Metrics = [Minutes, AverageSeconds, Shares, Followers];

    /// <summary>By video; those of which there is no data yet are left out.</summary>
    /// <exception cref="AdapterException">There is no report to be had. SignInRequired: the sign-in does not allow it.</exception>
    public static async Task<Dictionary<string, IReadOnlyList<PastMetric>>> ReadAsync(
        YouTubeClient api,
        IReadOnlyList<PastVideo> videos,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        // Days of the report are days in Los Angeles, where it may still be the day before.
        var from = DateOnly.FromDateTime(videos.Min(static v => v.StartedAt).UtcDateTime).AddDays(-1);
        var until = DateOnly.FromDateTime(now.UtcDateTime);
        var ids = videos.Select(static v => v.Id).Distinct(StringComparer.Ordinal).ToArray();
        var report = await api.ReportAsync(ids, Metrics, from, until, cancellationToken);
        var columns = (report.ColumnHeaders ?? []).Select(static (h, i) => (Name: h?.Name ?? "", Index: i)).ToArray();
        var found = new Dictionary<string, IReadOnlyList<PastMetric>>(StringComparer.Ordinal);
        foreach (var row in report.Rows ?? [])
        {
            if (Cell(row, "video") is { ValueKind: JsonValueKind.String } video && video.GetString() is { } id)
            {
                found[id] = [.. Of(name => Number(Cell(row, name)))];
            }
        }

        return found;

        JsonElement? Cell(IList<JsonElement>? row, string name) =>
            columns.FirstOrDefault(c => c.Name == name) is { Name: not null, Index: var i } && row is not null && i < row.Count
                ? row[i]
                : null;
    }

    /// <summary>That it was left out, and why.</summary>
    public static HistoryNote Missing(AdapterException why) =>
        why.Kind switch
        {
            FailureKind.SignInRequired => new()
            {
                Id = "analytics_scope_missing",
                Text =
                    "Watch time is left out: the sign-in does not allow YouTube Analytics. Connect youtube again, and repeat the import with --restart.",
                TextZh = "未导入观看时长：登录未授予 YouTube Analytics 权限。请重新 connect youtube，然后用 --restart 再次导入。",
            },
            FailureKind.Refused => new()
            {
                Id = "analytics_refused",
                Text = $"Watch time is left out: {why.Message}",
                TextZh = $"未导入观看时长：{why.Message}",
            },
            _ => new()
            {
                Id = "analytics_failed",
                Text = $"Watch time is left out for some broadcasts: {why.Message} Repeat the import with --restart to add it.",
                TextZh = $"部分直播未导入观看时长：{why.Message} 请用 --restart 再次导入以补上。",
            },
        };

    private static IEnumerable<PastMetric> Of(Func<string, double?> value)
    {
        if (value(Minutes) is { } minutes)
        {
            // The same time under both of its names: what viewers gave, and what the analytics say.
            yield return Metric(MetricIds.WatchSeconds, minutes * 60);
            yield return Metric(MetricIds.AnalyticsWatchSeconds, minutes * 60);
        }

        if (value(AverageSeconds) is { } seconds)
        {
            yield return Metric(MetricIds.AnalyticsAverageViewSeconds, seconds);
        }

        if (value(Shares) is { } shares)
        {
            yield return Metric(MetricIds.Shares, shares);
        }

        if (value(Followers) is { } followers)
        {
            yield return Metric(MetricIds.FollowsGained, followers);
        }
    }

    private static PastMetric Metric(string id, double value) => new() { Metric = id, Value = (long)Math.Round(value) };

    private static double? Number(JsonElement? cell) =>
        cell is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var value) && value is >= 0 and < 1e15 ? value : null;
}

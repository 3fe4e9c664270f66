using System.Text.Json.Nodes;
using LiveIp.Emulators.YouTube.Access;
using LiveIp.Emulators.YouTube.Live;

namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>liveStreams: where encoders send to, with the key.</summary>
internal sealed class LiveStreamsApi(YouTubeStage stage)
{
    private const string Path = "/youtube/v3/liveStreams";
    private const int MaxTitle = 128;
    private const int MaxDescription = 10_000;

    private static readonly string[] KnownParts = ["id", "snippet", "cdn", "contentDetails", "status"];
    private static readonly string[] Resolutions = ["240p", "360p", "480p", "720p", "1080p", "1440p", "2160p", "variable"];
    private static readonly string[] FrameRates = ["30fps", "60fps", "variable"];
    private static readonly string[] IngestionTypes = ["rtmp", "dash", "webrtc", "hls"];

    public IEnumerable<ApiMethod> Methods =>
        [
            new(Path, Quota.ListUnits, OwnerOnly: true, List),
            ApiMethod.Acting("POST", Path, Insert),
            ApiMethod.Acting("PUT", Path, Update),
            ApiMethod.Acting("DELETE", Path, Delete),
        ];

    private Answer List(ApiQuery query, Caller caller)
    {
        var parts = query.Parts(KnownParts);
        if (!stage.Options.LiveStreamingEnabled)
        {
            throw LiveErrors.NotEnabled();
        }

        var filter = query.Filter("id", "mine");
        _ = query.Flag("mine");
        var maxResults = query.Number("maxResults", 0, 50, 5);
        query.NoFurtherPages();
        var ids = query.List("id");
        var found = stage.Channel.Ingests.Where(i => filter == "mine" || ids.Contains(i.Id)).ToArray();
        var body = ListEnvelope.Create(
            "youtube#liveStreamListResponse",
            [.. found.Take(maxResults).Select(i => Resource(i, parts))],
            maxResults
        );
        body["pageInfo"]!["totalResults"] = found.Length;
        return new Answer(body);
    }

    private Answer Insert(ApiQuery query, Caller caller)
    {
        var parts = query.Parts(KnownParts);
        if (!stage.Options.LiveStreamingEnabled)
        {
            throw LiveErrors.NotEnabled();
        }

        var title = Title(query.Body);
        var cdn = query.Body.Part("cdn");
        var type = OneOf(cdn, "ingestionType", IngestionTypes, "invalidIngestionType", "ingestionTypeRequired");
        var resolution = OneOf(cdn, "resolution", Resolutions, "invalidResolution", "resolutionRequired");
        var frameRate = OneOf(cdn, "frameRate", FrameRates, "invalidFrameRate", "frameRateRequired");
        var ingest = stage.Channel.AddIngest(title, query.Body.Part("contentDetails").Flag("isReusable") ?? true) with
        {
            Description = Description(query.Body),
            Resolution = resolution,
            FrameRate = frameRate,
            IngestionType = type,
        };
        stage.Channel.Replace(ingest);
        return new Answer(Resource(ingest, parts));
    }

    private Answer Update(ApiQuery query, Caller caller)
    {
        var parts = query.Parts(KnownParts);
        var ingest = Known(query.Body.Text("id"));
        if (parts.Contains("snippet"))
        {
            ingest = ingest with { Title = Title(query.Body), Description = Description(query.Body) };
        }

        stage.Channel.Replace(ingest);
        return new Answer(Resource(ingest, parts));
    }

    private Answer Delete(ApiQuery query, Caller caller)
    {
        var ingest = Known(query.Text("id"));
        if (stage.Channel.Broadcasts.Any(b => b.Facts.EndedAt is null && b.Facts.BoundStream == ingest.Id))
        {
            throw LiveErrors.StreamDeletionNotAllowed();
        }

        stage.Channel.Remove(ingest);
        return new Answer(null);
    }

    private Ingest Known(string? id) =>
        stage.Channel.FindIngest(id ?? throw LiveErrors.InvalidStream("idRequired", "Stream ID is required"))
        ?? throw LiveErrors.StreamNotFound();

    private static string Title(JsonObject body)
    {
        var title = body.Part("snippet").Text("title");
        return string.IsNullOrWhiteSpace(title) ? throw LiveErrors.InvalidStream("titleRequired", "Title is required")
            : title.EnumerateRunes().Count() > MaxTitle ? throw LiveErrors.InvalidStream("invalidTitle", "Title is invalid")
            : title;
    }

    private static string Description(JsonObject body) =>
        body.Part("snippet").Text("description") is not { } text ? ""
        : text.Length <= MaxDescription ? text
        : throw LiveErrors.InvalidStream("invalidDescription", "Description is invalid");

    private static string OneOf(JsonObject? cdn, string field, string[] values, string invalid, string required)
    {
        var value = cdn.Text(field) ?? throw LiveErrors.InvalidStream(required, $"{field} is required");
        return values.Contains(value) ? value : throw LiveErrors.InvalidStream(invalid, $"{field} is invalid");
    }

    /// <summary>A process has no certificate that anybody trusts, so its own address is plain.</summary>
    private JsonObject IngestionInfo(Ingest ingest) =>
        stage.Options.IngestAddress is { } own
            ? new()
            {
                ["streamName"] = ingest.StreamName,
                ["ingestionAddress"] = own + "live2",
                ["backupIngestionAddress"] = own + "live2?backup=1",
            }
            : new()
            {
                ["streamName"] = ingest.StreamName,
                ["ingestionAddress"] = "rtmp://a.rtmp.youtube.com/live2",
                ["backupIngestionAddress"] = "rtmp://b.rtmp.youtube.com/live2?backup=1",
                ["rtmpsIngestionAddress"] = "rtmps://a.rtmps.youtube.com/live2",
                ["rtmpsBackupIngestionAddress"] = "rtmps://b.rtmps.youtube.com/live2?backup=1",
            };

    private JsonObject Resource(Ingest ingest, IReadOnlySet<string> parts) =>
        ListEnvelope.Resource(
            "youtube#liveStream",
            ingest.Id,
            parts,
            (
                "snippet",
                new JsonObject
                {
                    ["publishedAt"] = ListEnvelope.Time(ingest.CreatedAt),
                    ["channelId"] = stage.Options.ChannelId,
                    ["title"] = ingest.Title,
                    ["description"] = ingest.Description,
                    ["isDefaultStream"] = false,
                }
            ),
            (
                "cdn",
                new JsonObject
                {
                    ["ingestionType"] = ingest.IngestionType,
                    ["ingestionInfo"] = IngestionInfo(ingest),
                    ["resolution"] = ingest.Resolution,
                    ["frameRate"] = ingest.FrameRate,
                }
            ),
            ("contentDetails", new JsonObject { ["isReusable"] = ingest.IsReusable }),
            (
                "status",
                new JsonObject
                {
                    ["streamStatus"] = ingest.Status,
                    ["healthStatus"] = new JsonObject { ["status"] = ingest.IsActive ? "good" : "noData" },
                }
            )
        );
}

using Google.Protobuf;
using Google.Protobuf.Collections;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Broadcasts.GoingLive;
using LiveIp.Host.Channels;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>What a request to plan a broadcast has to be, before any platform's own limits.</summary>
internal sealed class BroadcastPlanChecks(ChannelStore store, TimeProvider clock)
{
    private const int MostChannels = 20;
    private const int LongestTitle = 1000;
    private const int LongestText = 20_000;
    private const int MostTags = 100;
    private const int LongestTag = 200;
    private const int LongestWord = 200;
    private const int LongestRequestId = 128;

    /// <summary>A broadcast is planned for a season at most; anything beyond is a slip of the pen.</summary>
    private static readonly TimeSpan FurthestStart = TimeSpan.FromDays(365);

    private static readonly string[] Paths = ["title", "description", "category", "tags", "language", "privacy", "overrides", "thumbnail"];

    /// <summary>The request with its channels named, and these channels.</summary>
    public (CreateBroadcastRequest Asked, IReadOnlyList<ChannelRecord> Channels) Created(CreateBroadcastRequest request)
    {
        var checks = new FieldChecks();
        var start = checks.Time(request.StartTime, "start_time");
        checks.Require(
            start is null || start > clock.GetUtcNow(),
            "start_time",
            "must lie ahead; without it the broadcast begins with GoLive"
        );
        checks.Require(start is null || start - clock.GetUtcNow() < FurthestStart, "start_time", "must not be more than a year ahead");
        checks.Require(!request.Announce || request.StartTime is not null, "start_time", "is needed to announce the broadcast");
        checks.Require(request.Labels.Count <= BroadcastBook.MostLabels, "labels", $"at most {BroadcastBook.MostLabels}");
        RequestId(request.RequestId, checks);
        var channels = Channels(request.Channels, checks);
        var asked = request.Clone();
        asked.Channels.Clear();
        asked.Channels.Add(channels.Select(static c => c.Name));
        Details(asked.Details, "details", checks);
        Thumbnail(asked.Thumbnail, checks);
        Overrides(asked.Overrides, asked.Channels, checks);
        checks.ThrowIfAny();
        BroadcastServiceChecks.Words("", request.Labels, takesAway: false);
        return (asked, channels);
    }

    /// <summary>What is planned, with what the mask names replaced.</summary>
    public static CreateBroadcastRequest Updated(CreateBroadcastRequest planned, UpdateBroadcastRequest request)
    {
        var checks = new FieldChecks();
        var paths = request.UpdateMask.Paths;
        checks.Require(paths.Count > 0, "update_mask", $"must name one of {string.Join(", ", Paths)}");
        foreach (var unknown in paths.Except(Paths).Take(1))
        {
            checks.Add("update_mask", $"'{unknown}' is none of {string.Join(", ", Paths)}");
        }

        checks.Require(
            !request.HasTitle && request.Labels.Count == 0,
            "update_mask",
            "is for details, overrides and the thumbnail; title and labels go without it"
        );
        RequestId(request.RequestId, checks);
        var asked = planned.Clone();
        // False is also what a request says that does not speak of it: a plan that allows it goes on doing so.
        asked.AllowUnsupported |= request.AllowUnsupported;
        Apply(asked, request, paths);
        Details(asked.Details, "details", checks);
        Thumbnail(asked.Thumbnail, checks);
        Overrides(asked.Overrides, asked.Channels, checks);
        checks.ThrowIfAny();
        return asked;
    }

    public static void RequestId(string requestId)
    {
        var checks = new FieldChecks();
        RequestId(requestId, checks);
        checks.ThrowIfAny();
    }

    /// <summary>The channels of these names, or all that are followed.</summary>
    public IReadOnlyList<ChannelRecord> Channels(IReadOnlyList<string> names)
    {
        var checks = new FieldChecks();
        var channels = Channels(names, checks);
        checks.ThrowIfAny();
        return channels;
    }

    private IReadOnlyList<ChannelRecord> Channels(IReadOnlyList<string> names, FieldChecks checks)
    {
        if (names.Count == 0)
        {
            var followed = store.All().Where(static c => c.Enabled).ToArray();
            checks.Require(followed.Length > 0, "channels", "no channel is followed; create one first");
            checks.Require(
                followed.Length <= MostChannels,
                "channels",
                $"more than {MostChannels} channels are followed; name those that are meant"
            );
            return followed;
        }

        checks.Require(names.Count <= MostChannels, "channels", $"at most {MostChannels}");
        var found = new List<ChannelRecord>();
        for (var i = 0; i < Math.Min(names.Count, MostChannels); i++)
        {
            checks.ChannelName(names[i], $"channels[{i}]");
            var isTwice = found.Exists(c => c.Name == names[i]);
            checks.Require(!isTwice, $"channels[{i}]", "is named twice");
            if (ChannelRecord.IdOf(names[i]) is { } id && !isTwice)
            {
                found.Add(store.Get(id) ?? throw ChannelServiceErrors.NoChannel(names[i]));
            }
        }

        return found;
    }

    private static void Apply(CreateBroadcastRequest asked, UpdateBroadcastRequest request, IEnumerable<string> paths)
    {
        var given = request.Details ?? new();
        asked.Details ??= new();
        foreach (var path in paths)
        {
            switch (path)
            {
                case "title":
                    asked.Details.Title = given.Title;
                    break;
                case "description":
                    asked.Details.Description = given.Description;
                    break;
                case "category":
                    asked.Details.Category = given.Category;
                    break;
                case "language":
                    asked.Details.Language = given.Language;
                    break;
                case "privacy":
                    asked.Details.Privacy = given.Privacy;
                    break;
                case "tags":
                    asked.Details.Tags.Clear();
                    asked.Details.Tags.Add(given.Tags);
                    break;
                case "thumbnail":
                    asked.Thumbnail = request.Thumbnail;
                    break;
                case "overrides":
                    asked.Overrides.Clear();
                    asked.Overrides.Add(request.Overrides);
                    break;
            }
        }
    }

    private static void Overrides(RepeatedField<ChannelOverride> overrides, RepeatedField<string> channels, FieldChecks checks)
    {
        checks.Require(overrides.Count <= MostChannels, "overrides", $"at most {MostChannels}");
        for (var i = 0; i < Math.Min(overrides.Count, MostChannels); i++)
        {
            checks.Require(channels.Contains(overrides[i].Channel), $"overrides[{i}].channel", "must be one of the broadcast's channels");
            Details(overrides[i].Details, $"overrides[{i}].details", checks);
        }
    }

    private static void Details(PlannedDetails? details, string path, FieldChecks checks)
    {
        if (details is null)
        {
            return;
        }

        Text(details.Title, LongestTitle, $"{path}.title", checks);
        Text(details.Description, LongestText, $"{path}.description", checks, mayHaveLines: true);
        Text(details.Category, LongestWord, $"{path}.category", checks);
        checks.Require(details.Tags.Count <= MostTags, $"{path}.tags", $"at most {MostTags}");
        for (var i = 0; i < Math.Min(details.Tags.Count, MostTags); i++)
        {
            checks.Require(!string.IsNullOrWhiteSpace(details.Tags[i]), $"{path}.tags[{i}]", "must not be empty");
            Text(details.Tags[i], LongestTag, $"{path}.tags[{i}]", checks);
        }

        checks.Require(
            details.Language.Length is 0 or (>= 2 and <= 35) && details.Language.All(static c => char.IsAsciiLetterOrDigit(c) || c == '-'),
            $"{path}.language",
            "must be a language tag, such as en or zh-Hans"
        );
        checks.Require(Enum.IsDefined(details.Privacy), $"{path}.privacy", "must be PRIVACY_PUBLIC, PRIVACY_UNLISTED or PRIVACY_PRIVATE");
    }

    private static void Text(string text, int longest, string field, FieldChecks checks, bool mayHaveLines = false)
    {
        checks.Require(text.Length <= longest, field, $"must not have more than {longest} characters");
        checks.Require(
            !text.Any(c => char.IsControl(c) && !(mayHaveLines && c is '\n' or '\r' or '\t')),
            field,
            "must not hold control characters"
        );
    }

    private static void Thumbnail(ByteString thumbnail, FieldChecks checks)
    {
        checks.Require(thumbnail.Length <= Thumbnails.MaxBytes, "thumbnail", $"at most {Thumbnails.MaxBytes} bytes");
        checks.Require(thumbnail.IsEmpty || Thumbnails.Of(thumbnail) is not null, "thumbnail", "must be a JPEG or PNG image");
    }

    private static void RequestId(string requestId, FieldChecks checks) =>
        checks.Require(requestId.Length <= LongestRequestId, "request_id", $"at most {LongestRequestId} characters");
}

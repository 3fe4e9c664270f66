using Google.Protobuf.Collections;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Broadcasts.GoingLive;
using LiveIp.Host.Distribution;
using LiveIp.Host.Distribution.Scheduling;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>What a request about posts has to be.</summary>
internal static class PostChecks
{
    private const int LongestPost = 64 * 1024;
    public const int MostDistributors = 250;
    private const int MostTags = 30;
    private const int LongestTag = 64;
    private const int LongestUri = 2000;
    private const int MostFiles = 20;
    private const int LongestPath = 4096;
    private const int LongestAltText = 1000;

    private static readonly TimeSpan FurthestStart = TimeSpan.FromDays(366);

    /// <summary>When the deliveries of the post may leave.</summary>
    public static DeliveryTerms Created(CreatePostRequest request, DateTimeOffset now, TimeZones zones)
    {
        var checks = new FieldChecks();
        checks.RequestId(request.RequestId);
        Content(request.Post, request.Distributors, now, zones, checks);
        ClipHasSomething(request.Post, request.Media, checks);
        Media(request.Media, checks);
        var notBefore = checks.Time(request.NotBefore, "not_before");
        var notAfter = checks.Time(request.NotAfter, "not_after");
        var wall = Wall(request, zones, checks, ref notBefore);
        checks.Require(
            notBefore is null || notBefore - now < FurthestStart,
            request.LocalTime.Length > 0 ? "local_time" : "not_before",
            "must not be more than a year ahead"
        );
        checks.ThrowIfAny();
        var terms = DeliveryTerms.Of(request.Post!.Kind, notBefore, notAfter, now);
        checks.Require(terms.NotAfter > terms.NotBefore && terms.NotAfter > now, "not_after", "must lie ahead, and after not_before");
        checks.ThrowIfAny();
        return terms with { Wall = wall };
    }

    private static WallTime? Wall(CreatePostRequest request, TimeZones zones, FieldChecks checks, ref DateTimeOffset? notBefore)
    {
        if (request.LocalTime.Length + request.TimeZone.Length == 0)
        {
            return null;
        }

        checks.Require(request.NotBefore is null, "not_before", "must be absent where local_time says when");
        var local = WallTime.Parse(request.LocalTime);
        checks.Require(local is not null, "local_time", "must be a date and a time of the day in time_zone, as 2026-05-01T18:00");
        if (ZoneChecks.Zone(zones, request.TimeZone, "time_zone", checks) is not { } zone || local is null)
        {
            return null;
        }

        notBefore = WallTime.Resolve(local.Value, zone);
        return new WallTime(local.Value, request.TimeZone);
    }

    public static void Edited(EditPostRequest request, DateTimeOffset now, TimeZones zones)
    {
        var checks = new FieldChecks();
        checks.RequestId(request.RequestId);
        Content(request.Post, [], now, zones, checks);
        checks.Require(
            request.Post is null || request.Post.Name.Length == 0 || request.Post.Name == request.Name,
            "post.name",
            "must be empty, or the name of the post"
        );
        checks.ThrowIfAny();
    }

    public static void Deleted(DeletePostRequest request)
    {
        var checks = new FieldChecks();
        checks.RequestId(request.RequestId);
        checks.ThrowIfAny();
    }

    public static void Previewed(PreviewPostRequest request, DateTimeOffset now, TimeZones zones)
    {
        var checks = new FieldChecks();
        Content(request.Post, request.Distributors, now, zones, checks);
        ClipHasSomething(request.Post, request.Media, checks);
        Media(request.Media, checks);
        checks.ThrowIfAny();
    }

    /// <summary>The end of time that a person gives to what is tried again.</summary>
    public static DateTimeOffset? Retried(RetryDeliveriesRequest request, DateTimeOffset now)
    {
        var checks = new FieldChecks();
        var notAfter = checks.Time(request.NotAfter, "not_after");
        checks.Require(notAfter is null || notAfter > now, "not_after", "must lie ahead");
        checks.ThrowIfAny();
        return notAfter;
    }

    public static void Resolved(ResolveDeliveryRequest request)
    {
        var checks = new FieldChecks();
        checks.Require(
            request.Finding is ResolveDeliveryRequest.Types.Finding.There or ResolveDeliveryRequest.Types.Finding.NotThere,
            "finding",
            "must be FINDING_THERE or FINDING_NOT_THERE"
        );
        checks.Require(request.RemoteUri.Length == 0 || IsWebAddress(request.RemoteUri), "remote_uri", "must be an http or https address");
        checks.ThrowIfAny();
    }

    private static void Content(Post? post, RepeatedField<string> distributors, DateTimeOffset now, TimeZones zones, FieldChecks checks)
    {
        checks.Require(distributors.Count <= MostDistributors, "distributors", $"at most {MostDistributors}");
        if (post is null)
        {
            checks.Add("post", "is needed: say what to post");
            return;
        }

        checks.Require(post.Title.Trim().Length + post.Text.Trim().Length > 0, "post.text", "a post needs a title or a text");
        checks.Require(System.Enum.IsDefined(post.Kind), "post.kind", "is not known here");
        checks.Require(post.CalculateSize() <= LongestPost, "post", $"at most {LongestPost} bytes");
        for (var i = 0; i < post.Links.Count; i++)
        {
            checks.Require(IsWebAddress(post.Links[i].Uri), $"post.links[{i}].uri", "must be an http or https address");
        }

        checks.Require(
            post.Broadcast.Length == 0 || BroadcastRecord.IdOf(post.Broadcast) is not null || PlanRecord.IdOf(post.Broadcast) is not null,
            "post.broadcast",
            "must be the name of a broadcast, broadcasts/{id}"
        );
        checks.Require(post.Media.Count == 0, "post.media", "must be empty: files are named in media of the request, and kept by an edit");
        Tags(post.Tags, "post.tags", checks);
        SlotChecks.Check(post, now, zones, checks);
    }

    // An edit keeps the files, which it does not name.
    private static void ClipHasSomething(Post? post, RepeatedField<MediaSource> media, FieldChecks checks) =>
        checks.Require(
            post is not { Kind: Post.Types.Kind.Clip } || post.Links.Count + media.Count > 0,
            "post.links",
            "a clip needs a link, or a file in media of the request"
        );

    private static void Media(RepeatedField<MediaSource> media, FieldChecks checks)
    {
        checks.Require(media.Count <= MostFiles, "media", $"at most {MostFiles}");
        checks.Require(media.Count(static m => m.IsCover) <= 1, "media", "at most one of them is the cover");
        for (var i = 0; i < Math.Min(media.Count, MostFiles); i++)
        {
            checks.Require(
                media[i].Path.Length is > 0 and <= LongestPath && !media[i].Path.Any(char.IsControl),
                $"media[{i}].path",
                "must be the absolute path of a file"
            );
            checks.Require(media[i].AltText.Length <= LongestAltText, $"media[{i}].alt_text", $"at most {LongestAltText} characters");
        }
    }

    public static void Tags(RepeatedField<string> tags, string field, FieldChecks checks)
    {
        checks.Require(tags.Count <= MostTags, field, $"at most {MostTags}");
        for (var i = 0; i < Math.Min(tags.Count, MostTags); i++)
        {
            checks.Require(IsTag(tags[i]), $"{field}[{i}]", $"must be 1 to {LongestTag} letters, digits or '_', without '#'");
        }
    }

    private static bool IsTag(string tag) =>
        tag.Length is > 0 and <= LongestTag && tag.EnumerateRunes().All(static r => System.Text.Rune.IsLetterOrDigit(r) || r.Value == '_');

    private static bool IsWebAddress(string text) =>
        text.Length <= LongestUri
        && Uri.TryCreate(text, UriKind.Absolute, out var uri)
        && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp)
        && !text.Any(static c => char.IsWhiteSpace(c) || char.IsControl(c));
}

using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LiveIp.V1;

namespace LiveIp.Plugins.Bluesky.Records;

/// <summary>A post as a record of app.bsky.feed.post.</summary>
internal static partial class PostRecord
{
    public const string Collection = "app.bsky.feed.post";
    public const int MaxGraphemes = 300;
    public const int MaxBytes = 3000;

    /// <summary>The same for the same delivery in every attempt: it is made of what is frozen only.</summary>
    public static JsonObject Of(RenderedPost post, DateTimeOffset createdAt, JsonObject? embed = null)
    {
        var record = new JsonObject
        {
            ["$type"] = Collection,
            ["text"] = post.Text,
            ["createdAt"] = Instant(createdAt),
        };
        if (Language().IsMatch(post.Language))
        {
            record["langs"] = new JsonArray(post.Language);
        }

        if (Facets.Of(post) is { Count: > 0 } facets)
        {
            record["facets"] = facets;
        }

        if (embed is not null)
        {
            record["embed"] = embed;
        }

        return record;
    }

    /// <summary>As records hold times.</summary>
    public static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", RegexOptions.CultureInvariant)]
    private static partial Regex Language();
}

using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LiveIp.Plugins.Bluesky.Tests.Support;

/// <summary>What a server refuses in a record of app.bsky.feed.post, in its words.</summary>
internal static partial class PostRules
{
    /// <summary>Null where it is taken.</summary>
    public static string? Refuse(JsonObject input, string did)
    {
        if ((string?)input["repo"] != did || (string?)input["collection"] != "app.bsky.feed.post")
        {
            return "Input/repo must be the signed in account";
        }

        if (!Tid().IsMatch((string?)input["rkey"] ?? ""))
        {
            return "Invalid TID string";
        }

        if (input["record"] is not JsonObject record || (string?)record["$type"] != "app.bsky.feed.post")
        {
            return "Invalid $type";
        }

        return Text(record["text"])
            ?? CreatedAt(record["createdAt"])
            ?? Languages(record["langs"])
            ?? Facets(record["facets"])
            ?? EmbedRules.Refuse(record["embed"]);
    }

    private static string? Text(JsonNode? node)
    {
        if ((string?)node is not { } text)
        {
            return "Missing required key \"text\"";
        }

        var graphemes = new StringInfo(text).LengthInTextElements;
        var bytes = Encoding.UTF8.GetByteCount(text);
        return bytes > 3000 ? $"string too big (maximum 3000, got {bytes})"
            : graphemes > 300 ? $"grapheme too big (maximum 300, got {graphemes})"
            : null;
    }

    public static string? CreatedAt(JsonNode? node) => Instant().IsMatch((string?)node ?? "") ? null : "Invalid datetime";

    private static string? Languages(JsonNode? node) =>
        node is null ? null
        : node.AsArray().Count > 3 ? "array too big (maximum 3)"
        : node.AsArray().All(l => Language().IsMatch((string?)l ?? "")) ? null
        : "Invalid language";

    /// <summary>The offsets are not compared with the text: the real server takes any.</summary>
    private static string? Facets(JsonNode? node)
    {
        foreach (var facet in node?.AsArray() ?? [])
        {
            if (facet!["index"] is not { } index || (int?)index["byteStart"] is not >= 0 || (int?)index["byteEnd"] is not >= 0)
            {
                return "Missing required key \"index\"";
            }

            foreach (var feature in facet["features"]!.AsArray())
            {
                var tag = (string?)feature!["tag"];
                var fault = (string?)feature["$type"] switch
                {
                    "app.bsky.richtext.facet#link" when Uri.IsWellFormedUriString((string?)feature["uri"], UriKind.Absolute) => null,
                    "app.bsky.richtext.facet#tag" when tag is null => "Missing required key \"tag\"",
                    "app.bsky.richtext.facet#tag" when Encoding.UTF8.GetByteCount(tag) > 640 => "string too big (maximum 640)",
                    "app.bsky.richtext.facet#tag" when new StringInfo(tag).LengthInTextElements > 64 => "grapheme too big (maximum 64)",
                    "app.bsky.richtext.facet#tag" => null,
                    _ => "Invalid uri",
                };
                if (fault is not null)
                {
                    return fault;
                }
            }
        }

        return null;
    }

    [GeneratedRegex("^[234567abcdefghij][234567abcdefghijklmnopqrstuvwxyz]{12}$")]
    private static partial Regex Tid();

    [GeneratedRegex(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$")]
    private static partial Regex Instant();

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]+)*$")]
    private static partial Regex Language();
}

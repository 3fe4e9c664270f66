using System.Text.Json.Nodes;

namespace LiveIp.Plugins.Bluesky.Tests.Support;

/// <summary>What a server refuses below the text of a post (lexicons app.bsky.embed.*), in its words.</summary>
internal static class EmbedRules
{
    /// <summary>Null where it is taken.</summary>
    public static string? Refuse(JsonNode? embed) =>
        (string?)embed?["$type"] switch
        {
            null when embed is null => null,
            "app.bsky.embed.images" => Images(embed["images"] as JsonArray),
            "app.bsky.embed.video" => Blob(embed["video"], "video/mp4", 300_000_000) ?? Ratio(embed["aspectRatio"]),
            "app.bsky.embed.external" => External(embed["external"]),
            _ => "Invalid $type",
        };

    private static string? Images(JsonArray? images) =>
        images is null ? "Missing required key \"images\""
        : images.Count > 4 ? $"array too big (maximum 4, got {images.Count})"
        : images.Select(Image).FirstOrDefault(static fault => fault is not null);

    private static string? Image(JsonNode? image) =>
        image?["alt"] is null ? "Missing required key \"alt\"" : Blob(image["image"], "image/", 2_000_000) ?? Ratio(image["aspectRatio"]);

    private static string? External(JsonNode? external) =>
        external?["title"] is null || external["description"] is null ? "Missing required key"
        : !Uri.IsWellFormedUriString((string?)external["uri"], UriKind.Absolute) ? "Invalid uri"
        : external["thumb"] is { } thumb ? Blob(thumb, "image/", 1_000_000)
        : null;

    private static string? Blob(JsonNode? blob, string accepts, long most) =>
        (string?)blob?["$type"] != "blob" || blob["ref"]?["$link"] is null ? "Expected a blob ref"
        : (string?)blob["mimeType"] is not { } type || !type.StartsWith(accepts, StringComparison.Ordinal) ? "mime type not accepted"
        : (long?)blob["size"] is not { } size || size > most ? $"blob too big (maximum {most}, got {blob["size"]})"
        : null;

    private static string? Ratio(JsonNode? ratio) =>
        ratio is null || ((int?)ratio["width"] >= 1 && (int?)ratio["height"] >= 1) ? null : "integer too small (minimum 1)";
}

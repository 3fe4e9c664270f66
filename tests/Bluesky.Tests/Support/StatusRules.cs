using System.Text.Json.Nodes;

namespace LiveIp.Plugins.Bluesky.Tests.Support;

/// <summary>What a server refuses in a record of app.bsky.actor.status, in its words.</summary>
internal static class StatusRules
{
    /// <summary>Null where it is taken.</summary>
    public static string? Refuse(JsonObject input, string did) =>
        (string?)input["repo"] != did ? "Input/repo must be the signed in account"
        : (string?)input["rkey"] != "self" ? "Invalid literal: expected self"
        : input["record"] is not JsonObject record || (string?)record["$type"] != "app.bsky.actor.status" ? "Invalid $type"
        : record["status"] is null ? "Missing required key \"status\""
        : PostRules.CreatedAt(record["createdAt"]) is { } fault ? fault
        : record["durationMinutes"] is { } minutes && (int)minutes < 1 ? "integer too small (minimum 1)"
        : record["embed"] is { } embed && (string?)embed["$type"] != "app.bsky.embed.external" ? "Invalid $type"
        : EmbedRules.Refuse(record["embed"]);
}

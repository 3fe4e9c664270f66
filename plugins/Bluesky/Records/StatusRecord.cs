using System.Text.Json.Nodes;
using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Plugins.Bluesky.Records;

/// <summary>The mark of an account that is live, as the record of app.bsky.actor.status. There is one only.</summary>
internal static class StatusRecord
{
    public const string Collection = "app.bsky.actor.status";
    public const string Key = "self";

    /// <summary>Null where no link can be shown.</summary>
    public static JsonObject? Of(LiveBadge badge, DateTimeOffset now) =>
        Link(badge.Links) is { } link
            ? new JsonObject
            {
                ["$type"] = Collection,
                ["status"] = $"{Collection}#live",
                ["embed"] = new JsonObject
                {
                    ["$type"] = "app.bsky.embed.external",
                    ["external"] = new JsonObject
                    {
                        ["uri"] = link,
                        ["title"] = badge.Title,
                        ["description"] = "",
                    },
                },
                ["durationMinutes"] = Math.Max(1, (int)Math.Ceiling(badge.Duration.TotalMinutes)),
                ["createdAt"] = PostRecord.Instant(now),
            }
            : null;

    /// <summary>Twitch before all others: when Bluesky gave the badge to everyone, it showed it for links to Twitch alone.</summary>
    private static string? Link(IReadOnlyList<Post.Types.Link> links) =>
        links.OrderByDescending(static l => l.Platform == "twitch").FirstOrDefault()?.Uri;
}

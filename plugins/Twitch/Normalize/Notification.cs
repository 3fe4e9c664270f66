using System.Text.Json;

namespace LiveIp.Plugins.Twitch.Normalize;

/// <summary>One EventSub notification, taken out of its frame.</summary>
internal sealed record Notification
{
    /// <summary><c>metadata.message_id</c>: the same when Twitch sends the notification again.</summary>
    public required string MessageId { get; init; }

    /// <summary><c>metadata.message_timestamp</c></summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Subscription type: "channel.follow".</summary>
    public required string Type { get; init; }

    /// <summary><c>payload.event</c></summary>
    public required JsonElement Event { get; init; }
}

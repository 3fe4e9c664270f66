using System.Text.Json;
using LiveIp.Plugins.YouTube.Api;

namespace LiveIp.Plugins.YouTube.Following;

/// <summary>Where reading goes on: the broadcast followed, its chat, and the last page token. All null between broadcasts.</summary>
internal sealed record ChatCheckpoint
{
    public string? Broadcast { get; init; }

    /// <summary>Null when the broadcast has no chat.</summary>
    public string? Chat { get; init; }

    public string? PageToken { get; init; }

    /// <summary>The broadcast whose end was told last: YouTube may list it as active for a little longer.</summary>
    public string? Ended { get; init; }

    /// <summary>Reads what <see cref="ToString"/> wrote; anything else is no checkpoint.</summary>
    public static ChatCheckpoint Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return new ChatCheckpoint();
        }

        try
        {
            return JsonSerializer.Deserialize(text, YouTubeJson.Default.ChatCheckpoint) ?? new ChatCheckpoint();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // Written by another version: beginning anew is right, and the host will know of the gap.
            return new ChatCheckpoint();
        }
    }

    public override string ToString() => JsonSerializer.Serialize(this, YouTubeJson.Default.ChatCheckpoint);
}

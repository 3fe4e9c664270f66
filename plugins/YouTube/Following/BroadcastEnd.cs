using LiveIp.Plugins.YouTube.Api;
using LiveIp.Plugins.YouTube.Normalize;

namespace LiveIp.Plugins.YouTube.Following;

/// <summary>The broadcast is over.</summary>
/// <param name="Title">Null when it is not known.</param>
/// <param name="EndedAt">As YouTube states it, or null.</param>
internal sealed record BroadcastEnd(string? Title, string? EndedAt)
{
    /// <summary>
    /// Asks whether it is over. The chat only hints at it: it also ends when it is switched off, and says nothing at all on a
    /// channel's default broadcast.
    /// </summary>
    public static async Task<(BroadcastEnd? End, string? Chat)> AskAsync(YouTubeClient api, string id, CancellationToken cancellationToken)
    {
        var broadcast = await api.BroadcastAsync(id, cancellationToken);
        if (broadcast is null)
        {
            return (new BroadcastEnd(null, null), null);
        }

        return BroadcastStates.IsOver(broadcast)
            ? (new BroadcastEnd(broadcast.Snippet?.Title, broadcast.Snippet?.ActualEndTime), null)
            : (null, broadcast.Snippet?.LiveChatId);
    }
}

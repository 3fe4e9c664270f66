using System.Collections.Concurrent;

namespace LiveIp.Plugins.YouTube.Following;

/// <summary>
/// The chat that each followed channel is live with, as who follows it knows: whoever writes need not spend quota to ask. Shared by all
/// channels of the plugin.
/// </summary>
internal sealed class LiveChats
{
    private readonly ConcurrentDictionary<string, string> _chats = new(StringComparer.Ordinal);

    /// <summary>Null when it is not known, or there is none.</summary>
    public string? Find(string channelId) => _chats.GetValueOrDefault(channelId);

    /// <summary>The channel is live with this chat; null or empty: with none.</summary>
    public void Set(string channelId, string? chat)
    {
        if (string.IsNullOrEmpty(chat))
        {
            _chats.TryRemove(channelId, out _);
        }
        else
        {
            _chats[channelId] = chat;
        }
    }
}

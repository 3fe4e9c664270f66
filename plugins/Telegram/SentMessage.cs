using System.Globalization;

namespace LiveIp.Plugins.Telegram;

/// <summary>A message that the bot posted, wherever the settings point now.</summary>
internal sealed record SentMessage(long Chat, long Id)
{
    /// <summary>Of "chat/message", as it was kept when it was posted; null for anything else.</summary>
    public static SentMessage? TryParse(string remoteId) =>
        remoteId.Split('/') is [var chat, var id]
        && long.TryParse(chat, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var chatId)
        && long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var messageId)
            ? new SentMessage(chatId, messageId)
            : null;
}

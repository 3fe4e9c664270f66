using LiveIp.Emulators.Show;
using LiveIp.Emulators.YouTube.Access;
using LiveIp.Emulators.YouTube.Chat;
using LiveIp.Emulators.YouTube.Wire;
using BanType = LiveIp.Emulators.YouTube.Wire.LiveChatUserBannedMessageDetails.Types.BanTypeWrapper.Types.BanType;
using MessageType = LiveIp.Emulators.YouTube.Wire.LiveChatMessageSnippet.Types.TypeWrapper.Types.Type;

namespace LiveIp.Emulators.YouTube.Live;

/// <summary>
/// What the channel's owner does in its chats over the API. Everybody who reads the chat reads it too, under the same id. To be called
/// under the gate of <see cref="LiveControl"/>.
/// </summary>
internal sealed class ChatDesk(
    ChannelState channel,
    Func<Broadcast, Scene> scene,
    Action<ChatLog, IReadOnlyList<ChatEntry>> publish,
    TimeProvider clock
)
{
    /// <summary>Characters of a message.</summary>
    public const int MaxText = 200;

    private readonly Dictionary<string, PlacedBan> _bans = new(StringComparer.Ordinal);
    private long _written;

    /// <summary>Throws what the platform refuses with.</summary>
    public ChatEntry Insert(Viewer author, string chatId, string text)
    {
        var broadcast = Open(chatId);
        if (text.EnumerateRunes().Count() > MaxText)
        {
            throw ChatErrors.TextInvalid();
        }

        var at = scene(broadcast);
        var id = NextId(at);
        // The words of the channel and its bot are no audience, so the row counts for no metric.
        var row = at.Row(id, "chat_message", MessageType.TextMessageEvent, author, text);
        var message = at.Message(
            id,
            MessageType.TextMessageEvent,
            author,
            text,
            snippet => snippet.TextMessageDetails = new LiveChatTextMessageDetails { MessageText = text }
        );
        var entry = new ChatEntry(message, row);
        publish(broadcast.Chat, [entry]);
        return entry;
    }

    /// <summary>Takes a message out of whichever chat it is in.</summary>
    public void Delete(string messageId)
    {
        var broadcast =
            channel.Broadcasts.LastOrDefault(b => b.Chat.Find(messageId) is { Message.Snippet.HasDisplayContent: true })
            ?? throw ChatErrors.MessageNotFound();
        if (broadcast.Facts.EndedAt is not null)
        {
            throw ApiErrors.ChatEnded();
        }

        var at = scene(broadcast);
        var id = NextId(at);
        var message = at.Message(
            id,
            MessageType.MessageDeletedEvent,
            Viewer.Owner,
            $"Message deleted by {Viewer.Owner.Name}.",
            snippet => snippet.MessageDeletedDetails = new LiveChatMessageDeletedDetails { DeletedMessageId = messageId }
        );
        publish(broadcast.Chat, [new ChatEntry(message, at.Row(id, "retraction", MessageType.MessageDeletedEvent, Viewer.Owner))]);
    }

    /// <summary>Hides somebody from the chat: for so many seconds, or for good. The id of the ban, by which alone it is lifted.</summary>
    public string Ban(string chatId, string channelId, long? seconds)
    {
        var broadcast = Open(chatId);
        var at = scene(broadcast);
        if (channelId == at.Channel)
        {
            throw ChatErrors.NotBannable();
        }

        var id = NextId(at);
        var known = broadcast.Chat.FindAuthor(channelId);
        var profile = new ChannelProfileDetails
        {
            ChannelId = channelId,
            ChannelUrl = $"http://www.youtube.com/channel/{channelId}",
            DisplayName = known?.DisplayName ?? "",
            ProfileImageUrl = known?.ProfileImageUrl ?? "",
        };
        var message = at.Message(
            id,
            MessageType.UserBannedEvent,
            Viewer.Owner,
            $"{profile.DisplayName} was hidden by {Viewer.Owner.Name}.",
            snippet =>
            {
                snippet.UserBannedDetails = new LiveChatUserBannedMessageDetails
                {
                    BannedUserDetails = profile,
                    BanType = seconds is null ? BanType.Permanent : BanType.Temporary,
                };
                if (seconds is { } duration)
                {
                    snippet.UserBannedDetails.BanDurationSeconds = (ulong)duration;
                }
            }
        );
        publish(broadcast.Chat, [new ChatEntry(message, at.Row(id, "retraction", MessageType.UserBannedEvent, Viewer.Owner))]);
        var ban = $"ban.{id}";
        _bans[ban] = new(channelId, seconds is { } length ? clock.GetUtcNow().AddSeconds(length) : DateTimeOffset.MaxValue);
        return ban;
    }

    /// <summary>Throws when there is no such ban.</summary>
    public void Unban(string ban)
    {
        if (!_bans.Remove(ban))
        {
            throw ChatErrors.BanNotFound();
        }
    }

    /// <summary>Whether what the person writes is shown to nobody.</summary>
    public bool IsBanned(string channelId)
    {
        var now = clock.GetUtcNow();
        return _bans.Values.Any(b => b.ChannelId == channelId && b.Ends > now);
    }

    /// <summary>The broadcast whose chat takes words.</summary>
    public Broadcast Open(string chatId)
    {
        var broadcast = channel.ByChat(chatId);
        return broadcast.Facts.EndedAt is null ? broadcast : throw ApiErrors.ChatEnded();
    }

    /// <summary>The script's numbers are positive, and what it makes of one has the part 0.</summary>
    public string NextId(Scene at) => at.Ids.Message(--_written, part: 1);

    private sealed record PlacedBan(string ChannelId, DateTimeOffset Ends);
}

using LiveIp.Contracts;
using LiveIp.Plugins.Twitch.Api;

namespace LiveIp.Plugins.Twitch;

// Writing in the channel's chat, and taking out of it. The bot only writes: whether it is a moderator, nobody has told us.
internal sealed partial class TwitchAdapter : IChatSender, IChatAnnouncer, IMessageRemover, IPersonBanner
{
    /// <inheritdoc/>
    /// <remarks>Helix reference, Send Chat Message: 500 characters. A broadcaster may write 100 lines in 30 s.</remarks>
    public ChatLimits ChatLimits { get; } =
        new()
        {
            Unit = TextUnit.CodePoint,
            MaxLength = 500,
            MinInterval = TimeSpan.FromMilliseconds(300),
            Replies = true,
        };

    /// <inheritdoc/>
    /// <remarks>Helix reference, Send Chat Announcement: 500 characters, one in 2 s.</remarks>
    public ChatLimits AnnouncementLimits { get; } =
        new()
        {
            Unit = TextUnit.CodePoint,
            MaxLength = 500,
            MinInterval = TimeSpan.FromSeconds(2.1),
        };

    /// <inheritdoc/>
    public async Task<SentMessage> SendAsync(OutgoingMessage message, IChannelContext context, CancellationToken cancellationToken) =>
        new() { Id = await Voice(context).SendAsync(message.Text, message.ReplyTo, cancellationToken) };

    /// <inheritdoc/>
    public async Task<SentMessage> AnnounceAsync(OutgoingMessage announcement, IChannelContext context, CancellationToken cancellationToken)
    {
        await Chat(context).AnnounceAsync(announcement.Text, cancellationToken);
        return new SentMessage();
    }

    /// <inheritdoc/>
    public Task RemoveMessageAsync(string messageId, IChannelContext context, CancellationToken cancellationToken) =>
        Chat(context).RemoveAsync(messageId, cancellationToken);

    /// <inheritdoc/>
    /// <remarks>Helix reference, Ban User: 1,209,600 s.</remarks>
    public TimeSpan MaxTimeout => TimeSpan.FromDays(14);

    /// <inheritdoc/>
    public async Task<PlacedBan> BanAsync(BanOrder order, IChannelContext context, CancellationToken cancellationToken)
    {
        await Chat(context).BanAsync(UserOf(order.Person), order.Duration, order.Reason, cancellationToken);
        return new PlacedBan();
    }

    /// <inheritdoc/>
    public Task UnbanAsync(UnbanOrder order, IChannelContext context, CancellationToken cancellationToken) =>
        Chat(context).UnbanAsync(UserOf(order.Person), cancellationToken);

    private static string UserOf(string person)
    {
        const string scheme = "twitch:";
        return person.StartsWith(scheme, StringComparison.Ordinal)
            ? person[scheme.Length..]
            : throw new AdapterException(FailureKind.Refused, "That is nobody on Twitch: their ids begin with \"twitch:\".");
    }

    private ChatClient Chat(IChannelContext context) =>
        new(new HelixClient(settings, http, context), context.Channel.Id, context.Channel.Id);

    private ChatClient Voice(IChannelContext context) =>
        context.Bot is { } bot ? new(new HelixClient(settings, http, context, bot), context.Channel.Id, bot.Id) : Chat(context);
}

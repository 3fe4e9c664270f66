using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api;
using LiveIp.Plugins.YouTube.Normalize;

namespace LiveIp.Plugins.YouTube;

// Writing in the chat of the broadcast that is on air, and taking out of it.
internal sealed partial class YouTubeAdapter : IChatSender, IMessageRemover, IPersonBanner
{
    /// <inheritdoc/>
    /// <remarks>
    /// YouTube's pages give no number; 200 is what the chat itself takes, counted as browsers count. There are no replies.
    /// </remarks>
    public ChatLimits ChatLimits { get; } =
        new()
        {
            Unit = TextUnit.Utf16,
            MaxLength = 200,
            MinInterval = TimeSpan.FromSeconds(1),
        };

    /// <inheritdoc/>
    public async Task<SentMessage> SendAsync(OutgoingMessage message, IChannelContext context, CancellationToken cancellationToken)
    {
        using var api = Client(context);
        using var bot = context.Bot is { } account ? new YouTubeClient(settings, context, account) : null;
        var voice = bot ?? api;
        return new SentMessage
        {
            Id = await InChatAsync(api, context, chat => voice.InsertTextAsync(chat, message.Text, cancellationToken), cancellationToken),
        };
    }

    /// <inheritdoc/>
    public async Task RemoveMessageAsync(string messageId, IChannelContext context, CancellationToken cancellationToken)
    {
        using var api = Client(context);
        try
        {
            await api.DeleteMessageAsync(messageId, cancellationToken);
        }
        catch (AdapterException e) when (e.Kind == FailureKind.NotFound)
        {
            // It is gone already, by whomever.
        }
    }

    /// <inheritdoc/>
    /// <remarks>YouTube's pages give no bound.</remarks>
    public TimeSpan MaxTimeout => TimeSpan.FromDays(365);

    /// <inheritdoc/>
    /// <remarks>liveChatBans.delete takes the id of the ban, and no method lists bans.</remarks>
    public bool LiftsByHandle => true;

    /// <inheritdoc/>
    public async Task<PlacedBan> BanAsync(BanOrder order, IChannelContext context, CancellationToken cancellationToken)
    {
        var person = ChannelOf(order.Person);
        var seconds = order.Duration is { } duration ? (ulong)Math.Ceiling(duration.TotalSeconds) : (ulong?)null;
        using var api = Client(context);
        return new PlacedBan
        {
            Handle = await InChatAsync(api, context, chat => api.BanAsync(chat, person, seconds, cancellationToken), cancellationToken),
        };
    }

    /// <inheritdoc/>
    public async Task UnbanAsync(UnbanOrder order, IChannelContext context, CancellationToken cancellationToken)
    {
        var ban =
            order.Handle
            ?? throw new AdapterException(
                FailureKind.Refused,
                "YouTube lifts a ban only by its id, which only who placed it is told. Lift it in YouTube Studio."
            );
        using var api = Client(context);
        try
        {
            await api.UnbanAsync(ban, cancellationToken);
        }
        catch (AdapterException e) when (e.Kind == FailureKind.NotFound)
        {
            // It was lifted already, or has run out.
        }
    }

    private static string ChannelOf(string person)
    {
        const string scheme = "youtube:";
        return person.StartsWith(scheme, StringComparison.Ordinal)
            ? person[scheme.Length..]
            : throw new AdapterException(FailureKind.Refused, "That is nobody on YouTube: their ids begin with \"youtube:\".");
    }

    /// <summary>Does something in the chat that is open, and once more in another one if it was the wrong one: a refusal did nothing.</summary>
    private async Task<T> InChatAsync<T>(
        YouTubeClient api,
        IChannelContext context,
        Func<string, Task<T>> act,
        CancellationToken cancellationToken
    )
    {
        if (chats.Find(context.Channel.Id) is { } known)
        {
            try
            {
                return await act(known);
            }
            catch (AdapterException e)
                when (e.Reason is ApiErrors.LiveChatEnded or ApiErrors.LiveChatNotFound or ApiErrors.LiveChatDisabled)
            {
                chats.Set(context.Channel.Id, chat: null);
                if (await FindChatAsync(api, context, cancellationToken) is not { } other || other == known)
                {
                    throw;
                }
            }
        }

        var chat =
            await FindChatAsync(api, context, cancellationToken)
            ?? throw new AdapterException(FailureKind.Refused, "No broadcast with a chat is live on this YouTube channel.")
            {
                Reason = ApiErrors.LiveChatNotFound,
            };
        var done = await act(chat);
        chats.Set(context.Channel.Id, chat);
        return done;
    }

    private static async Task<string?> FindChatAsync(YouTubeClient api, IChannelContext context, CancellationToken cancellationToken) =>
        (await api.ActiveBroadcastsAsync(cancellationToken))
            .Where(BroadcastStates.IsLive)
            .Where(b => b.Snippet?.ChannelId is null || b.Snippet.ChannelId == context.Channel.Id)
            .OrderByDescending(static b => Timestamps.Parse(b.Snippet?.ActualStartTime))
            .Select(static b => b.Snippet?.LiveChatId)
            .FirstOrDefault(static chat => !string.IsNullOrEmpty(chat));
}

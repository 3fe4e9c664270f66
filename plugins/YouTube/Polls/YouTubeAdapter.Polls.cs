using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api;
using LiveIp.Plugins.YouTube.Polls;

namespace LiveIp.Plugins.YouTube;

// Polls in the chat of the broadcast that is on air. How they stand comes with the chat.
internal sealed partial class YouTubeAdapter : IPollControl
{
    /// <inheritdoc/>
    /// <remarks>
    /// liveChatMessages.insert: 2 to 4 options. YouTube's pages give no length; that of a message in the chat is taken. A poll stays open
    /// until it is closed.
    /// </remarks>
    public PollLimits PollLimits { get; } =
        new()
        {
            Unit = TextUnit.Utf16,
            MaxQuestionLength = 200,
            MaxOptionLength = 200,
            MaxOptions = 4,
        };

    /// <inheritdoc/>
    public async Task<PlatformPoll> StartPollAsync(PollDraft draft, IChannelContext context, CancellationToken cancellationToken)
    {
        using var api = Client(context);
        var message = await InChatAsync(api, context, chat => api.InsertPollAsync(chat, draft, cancellationToken), cancellationToken);
        return PollMessages.Read(message)
            ?? throw new AdapterException(FailureKind.OutcomeUnknown, "YouTube's answer to a poll does not say which it is.");
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PlatformPoll>> FindPollsAsync(IChannelContext context, CancellationToken cancellationToken)
    {
        using var api = Client(context);
        return PollMessages.In(
            await InChatAsync(api, context, chat => api.MessagesAsync(chat, pageToken: null, cancellationToken), cancellationToken)
        );
    }

    /// <inheritdoc/>
    public async Task EndPollAsync(string id, IChannelContext context, CancellationToken cancellationToken)
    {
        using var api = Client(context);
        try
        {
            await api.ClosePollAsync(id, cancellationToken);
        }
        catch (AdapterException e) when (e.Kind == FailureKind.NotFound || e.Reason == ApiErrors.LiveChatEnded)
        {
            // It is gone, alone or with its chat.
        }
        catch (AdapterException e) when (e.Reason == ApiErrors.ModificationNotAllowed)
        {
            // Closed already, or no poll at all: only the chat tells.
            var polls = await InChatAsync(
                api,
                context,
                chat => api.MessagesAsync(chat, pageToken: null, cancellationToken),
                cancellationToken
            );
            if (!PollMessages.In(polls).Any(p => p.Id == id && !p.IsOpen))
            {
                throw;
            }
        }
    }
}

using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api.Data;

namespace LiveIp.Plugins.YouTube.Api;

// A poll is a message of the chat that lasts until it is closed.
internal sealed partial class YouTubeClient
{
    private const string Closed = "closed";

    /// <summary>Pins a poll in a chat; the message that it is.</summary>
    public Task<LiveChatMessage> InsertPollAsync(string liveChatId, PollDraft draft, CancellationToken cancellationToken)
    {
        var message = new LiveChatMessage
        {
            Snippet = new LiveChatMessageSnippet
            {
                LiveChatId = liveChatId,
                Type = "pollEvent",
                PollDetails = new LiveChatPollDetails
                {
                    Metadata = new LiveChatPollDetailsPollMetadata
                    {
                        QuestionText = draft.Question,
                        Options = [.. draft.Options.Select(static o => new LiveChatPollDetailsPollMetadataPollOption { OptionText = o })],
                    },
                },
            },
        };
        return ExecuteAsync(QuotaCosts.ChatInsert, _service.LiveChatMessages.Insert(message, "snippet"), cancellationToken);
    }

    /// <summary>Closes the poll that this message is.</summary>
    public Task ClosePollAsync(string id, CancellationToken cancellationToken) =>
        ExecuteAsync(QuotaCosts.ChatTransition, _service.LiveChatMessages.Transition(id, Closed), cancellationToken);
}

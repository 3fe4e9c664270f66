using System.Diagnostics.CodeAnalysis;
using Google.Protobuf;
using LiveIp.Plugins.YouTube.Api.Streaming;
using LiveIp.Plugins.YouTube.Normalize;
using LiveIp.V1;

namespace LiveIp.Plugins.YouTube.Following;

/// <summary>Writes what the stream's responses hold, each with its page token as the checkpoint.</summary>
internal sealed class ChatResponses(EventSink sink, GiftReader gifts, string broadcast, TimeProvider clock)
{
    /// <summary>
    /// Messages read of one response; YouTube sends 2000 at most. In 16 MiB there is room for five million empty ones, and each would
    /// be an event.
    /// </summary>
    internal const int MaxItems = 4000;

    private (string Id, int Revision) _activePoll;

    /// <param name="response">What came.</param>
    /// <param name="readFrom">The page token before it.</param>
    /// <returns>True when the response hints that the broadcast is over.</returns>
    public async Task<bool> WriteAsync(LiveChatMessageListResponse response, string? readFrom, CancellationToken cancellationToken)
    {
        var context = new MessageContext(broadcast, clock.GetUtcNow());
        var events = new List<LiveEvent>(Math.Min(response.Items.Count, MaxItems) + 1);
        var announced = new List<(Api.Data.LiveChatMessage Message, ByteString Item)>();
        foreach (var item in response.Items.Take(MaxItems))
        {
            var message = StreamMessages.Read(item);
            if (IsAnnouncedGift(message))
            {
                announced.Add((message, item));
            }
            else
            {
                events.Add(StreamMessages.Normalize(message, item, context));
            }
        }

        if (LeftOut(response, context) is { } leftOut)
        {
            events.Add(leftOut);
        }

        AddActivePoll(response, events, context);
        var written = new ChatResponse(readFrom, response.HasNextPageToken ? response.NextPageToken : null, announced.Count);
        await sink.WriteAsync(events, written, cancellationToken);
        foreach (var (message, item) in announced)
        {
            await gifts.AddAsync(new AnnouncedGift(message, item, written), cancellationToken);
        }

        return response.HasOfflineAt || events.Exists(static e => e.BroadcastState?.State == BroadcastState.Types.State.ChatEnded);
    }

    /// <summary>What stands for the messages beyond <see cref="MaxItems"/>; null when there are none.</summary>
    internal static LiveEvent? LeftOut(LiveChatMessageListResponse response, MessageContext context) =>
        response.Items.Count > MaxItems
            ? VendorEvents.Unreadable(
                "unreadable",
                response.Items[MaxItems].Span,
                $"The response holds {response.Items.Count} messages, more than any; this is the first that was left out.",
                context.Broadcast,
                context.Now
            )
            : null;

    /// <summary>Whether it is a gift of which the stream does not say what it is.</summary>
    internal static bool IsAnnouncedGift([NotNullWhen(true)] Api.Data.LiveChatMessage? message) =>
        message is { Id.Length: > 0, Snippet: { Type: ChatMessages.GiftType, GiftDetails: null } };

    /// <summary>Keeps bytes that are no response.</summary>
    public Task WriteUnreadableAsync(ByteString bytes, CancellationToken cancellationToken) =>
        sink.WriteAsync([StreamMessages.Normalize(null, bytes, new MessageContext(broadcast, clock.GetUtcNow()))], cancellationToken);

    /// <summary>The poll that runs comes with every response, changed or not.</summary>
    private void AddActivePoll(LiveChatMessageListResponse response, List<LiveEvent> events, MessageContext context)
    {
        if (!response.HasActivePollItem)
        {
            return;
        }

        var poll = StreamMessages.Normalize(response.ActivePollItem, context);
        if (_activePoll != (poll.Id, poll.Revision))
        {
            _activePoll = (poll.Id, poll.Revision);
            events.Add(poll);
        }
    }
}

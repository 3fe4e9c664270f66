using LiveIp.Contracts;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Chat.Lines;
using LiveIp.Host.Events;

namespace LiveIp.Host.Chat.Sending;

/// <summary>
/// Sends one line and finds out what became of it. The order is the point: that it may leave is durable before it does, and where the
/// answer is lost the chat is looked at; it never leaves twice.
/// </summary>
internal sealed class LineSender(
    ChatLineStore store,
    ChannelActions actions,
    OwnLines own,
    EchoSearch echoes,
    IEventLog log,
    ILogger<LineSender> logger
)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    /// <summary>The line with its fate, durable.</summary>
    /// <exception cref="OperationCanceledException">The host ends; what became of the line is found out at the next start.</exception>
    public async Task<ChatLine> SendAsync(ChannelRecord channel, ChatLine line, CancellationToken stopping)
    {
        var begun = store.Save(line with { State = LineState.UnderWay, AfterSequence = log.LastSequence });
        var expected = own.Expect(begun);
        try
        {
            var sent = await AskAsync(channel, begun).ConfigureAwait(false);
            return Sent(expected, sent.Id ?? "");
        }
        catch (AdapterException e) when (e.Kind == FailureKind.OutcomeUnknown)
        {
            logger.LogWarning("The answer to a line in {Channel} was lost; its echo is looked for.", channel.Name);
            return await SearchAsync(expected, e, stopping).ConfigureAwait(false);
        }
        catch (AdapterException e)
        {
            own.Forget(expected);
            return store.Save(
                begun with
                {
                    State = LineState.Refused,
                    Failure = e.Kind,
                    PlatformReason = e.Reason ?? "",
                    Detail = e.Message,
                }
            );
        }
        catch (CapabilityMissingException e)
        {
            // The plugin was replaced by one that cannot do it, after the call was looked at.
            own.Forget(expected);
            return store.Save(begun with { State = LineState.Refused, Failure = FailureKind.Refused, Detail = e.Message });
        }
    }

    /// <summary>The fate of a line that may have left before.</summary>
    public async Task<ChatLine> SearchAsync(OwnLine expected, AdapterException? lost, CancellationToken stopping)
    {
        if (await echoes.FindAsync(expected, stopping).ConfigureAwait(false) is { } id)
        {
            return Sent(expected, id);
        }

        own.LetGo(expected);
        return store.Save(
            expected.Line with
            {
                State = LineState.Unknown,
                Failure = FailureKind.OutcomeUnknown,
                PlatformReason = lost?.Reason ?? "",
                Detail =
                    "The platform's answer was lost, and the line was not seen in the chat within "
                    + $"{LogLookout.Patience.TotalSeconds:0} s. Look before you send it again.",
            }
        );
    }

    private ChatLine Sent(OwnLine expected, string id)
    {
        if (id.Length > 0)
        {
            own.Confirm(expected, id);
        }
        else
        {
            own.LetGo(expected);
        }

        return store.Save(expected.Line with { State = LineState.Sent, EventId = id });
    }

    // Not to be cancelled: what has left has left, and its answer is worth waiting for.
    private Task<SentMessage> AskAsync(ChannelRecord channel, ChatLine line)
    {
        var message = new OutgoingMessage { Text = line.Text, ReplyTo = line.ReplyTo.Length > 0 ? line.ReplyTo : null };
        return line.Kind == LineKind.Announcement
            ? actions.UseAsync<IChatAnnouncer, SentMessage>(
                channel,
                (announcer, context, token) => announcer.AnnounceAsync(message, context, token),
                Limit,
                mutates: true,
                CancellationToken.None
            )
            : actions.UseAsync<IChatSender, SentMessage>(
                channel,
                (sender, context, token) => sender.SendAsync(message, context, token),
                Limit,
                mutates: true,
                CancellationToken.None
            );
    }
}

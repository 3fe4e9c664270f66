using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api;
using Microsoft.Extensions.Logging;

namespace LiveIp.Plugins.YouTube.Following;

/// <summary>
/// Reads one broadcast's chat until the broadcast is over. The stream is opened again with the last page token whenever it ends:
/// YouTube closes it as it likes, and that is no failure.
/// </summary>
internal sealed class ChatFollower(
    YouTubeClient api,
    ChatReading reading,
    OnlineReport online,
    IConnection connection,
    YouTubeSettings settings,
    UnitQuota quota,
    ChatCheckpoint followed,
    Task<BroadcastEnd> over
)
{
    /// <summary>Looks at the broadcast before a chat that was closed is tried again.</summary>
    private const int LooksBeforeRetry = 10;

    private static readonly TimeSpan ShortestStream = TimeSpan.FromSeconds(1);

    private string? _chat = followed.Chat;

    public async Task<BroadcastEnd> RunAsync(CancellationToken cancellationToken)
    {
        var silent = 0;
        var hinted = false;
        while (true)
        {
            if (string.IsNullOrEmpty(_chat))
            {
                online.Report(Continuity.FromNow);
                if (await WaitWithoutChatAsync(cancellationToken) is { } ended)
                {
                    return ended;
                }

                continue;
            }

            var opened = connection.Clock.GetUtcNow();
            var stream = await reading.ReadAsync(_chat, cancellationToken);
            if (stream.TokenRefused)
            {
                await DropTokenAsync(cancellationToken);
                continue;
            }

            silent = stream.WasSilent ? silent + 1 : 0;
            if (silent > 1)
            {
                throw new AdapterException(FailureKind.Transient, "The chat stream stands and says nothing, even when opened again.");
            }

            hinted |= stream.EndHinted;
            // A chat is read to its last message, also long after the broadcast: only then its end counts.
            var isRead = stream.ChatClosed || ((hinted || over.IsCompleted) && (stream.WasQuiet || stream.Items == 0));
            if (isRead)
            {
                var end = await AskAsync(cancellationToken);
                if (end is not null)
                {
                    return end;
                }

                hinted = false;
                reading.IgnoreHintsUntil = connection.Clock.GetUtcNow() + settings.BroadcastPollInterval;
                if (stream.ChatClosed)
                {
                    connection.Logger.LogInformation("The chat is closed or disabled while the broadcast goes on.");
                    _chat = null;
                }
            }

            var shortest = quota.PaceChat(stream.Items == 0 ? ShortestStream : TimeSpan.Zero);
            await PauseAsync(opened + Min(shortest, settings.MaxSilence / 2) - connection.Clock.GetUtcNow(), cancellationToken);
        }
    }

    /// <summary>The broadcast has no chat now: looks whether it is over, and in longer intervals for a chat.</summary>
    private async Task<BroadcastEnd?> WaitWithoutChatAsync(CancellationToken cancellationToken)
    {
        var half = settings.MaxSilence / 2;
        var interval = settings.BroadcastPollInterval < half ? settings.BroadcastPollInterval : half;
        for (var look = 1; ; look++)
        {
            await Task.WhenAny(over, PauseAsync(interval, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            var (end, chat) = over.IsCompletedSuccessfully
                ? (await over, null)
                : await BroadcastEnd.AskAsync(api, followed.Broadcast ?? "", cancellationToken);
            connection.ReportHeard();
            if (end is not null)
            {
                return end;
            }

            if (look >= LooksBeforeRetry && !string.IsNullOrEmpty(chat))
            {
                _chat = chat;
                return null;
            }
        }
    }

    private async Task<BroadcastEnd?> AskAsync(CancellationToken cancellationToken) =>
        over.IsCompletedSuccessfully ? await over : (await BroadcastEnd.AskAsync(api, followed.Broadcast ?? "", cancellationToken)).End;

    private async Task DropTokenAsync(CancellationToken cancellationToken)
    {
        connection.Logger.LogWarning("YouTube no longer accepts the page token; the chat is read without it.");
        reading.PageToken = null;
        if (online.Done)
        {
            // Going on from now breaks the continuity that this attempt has promised: only a new attempt can say so.
            await connection.WriteAsync([], (followed with { PageToken = null }).ToString(), cancellationToken);
            throw new AdapterException(FailureKind.Transient, "YouTube no longer accepts the point from which the chat was to go on.");
        }
    }

    // Longer, and the host would take it for a stall. The page token keeps what is said meanwhile.
    private static TimeSpan Min(TimeSpan a, TimeSpan b) => a < b ? a : b;

    private Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken) =>
        pause > TimeSpan.Zero ? Task.Delay(pause, connection.Clock, cancellationToken) : Task.CompletedTask;
}

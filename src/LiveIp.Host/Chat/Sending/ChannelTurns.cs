using System.Collections.Concurrent;

namespace LiveIp.Host.Chat.Sending;

/// <summary>One line at a time in each channel, and not faster than the platform takes them: lines keep their order.</summary>
internal sealed class ChannelTurns(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, Turn> _turns = new(StringComparer.Ordinal);

    /// <summary>Waits for the channel; dispose to let the next one in.</summary>
    public async Task<IDisposable> EnterAsync(string channel, CancellationToken cancellationToken)
    {
        var turn = _turns.GetOrAdd(channel, static _ => new Turn());
        await turn.Gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        return turn;
    }

    /// <summary>Waits until <paramref name="interval"/> after the line before, and counts this moment as a line.</summary>
    public async Task PaceAsync(string channel, TimeSpan interval, CancellationToken cancellationToken)
    {
        var turn = _turns[channel];
        if (turn.LastLine is { } last && interval - clock.GetElapsedTime(last) is { Ticks: > 0 } wait)
        {
            await Task.Delay(wait, clock, cancellationToken).ConfigureAwait(false);
        }

        turn.LastLine = clock.GetTimestamp();
    }

#pragma warning disable CA1001 // A semaphore whose handle is never asked for holds nothing; channels are few.
    private sealed class Turn : IDisposable
#pragma warning restore CA1001
    {
        public SemaphoreSlim Gate { get; } = new(1, 1);

        public long? LastLine { get; set; }

        public void Dispose() => Gate.Release();
    }
}

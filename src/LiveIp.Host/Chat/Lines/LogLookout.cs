using LiveIp.Host.Events;
using LiveIp.V1;

namespace LiveIp.Host.Chat.Lines;

/// <summary>
/// Looks in the log for what an act came to when its answer was lost: if the platform did it, it tells of it, and the log soon has it.
/// </summary>
internal sealed class LogLookout(IEventLog log, TimeProvider clock)
{
    /// <summary>How long is looked before what became of an act counts as unknown.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>The first such event behind <paramref name="after"/>, or null when none came within <see cref="Patience"/> from now.</summary>
    public async Task<LiveEvent?> FindAsync(LogFilter filter, long after, Func<LiveEvent, bool> wanted, CancellationToken cancellationToken)
    {
        var began = clock.GetTimestamp();
        var cursor = new LogCursor(log, filter, after);
        while (true)
        {
            var last = log.LastSequence;
            if (cursor.Next().FirstOrDefault(wanted) is { } found)
            {
                return found;
            }

            var left = Patience - clock.GetElapsedTime(began);
            if (left <= TimeSpan.Zero)
            {
                return null;
            }

            try
            {
                await log.WaitForMoreAsync(last, cancellationToken).WaitAsync(left, clock, cancellationToken).ConfigureAwait(false);
            }
            catch (TimeoutException)
            {
                // One last look, as something may have come in this moment.
            }
        }
    }
}

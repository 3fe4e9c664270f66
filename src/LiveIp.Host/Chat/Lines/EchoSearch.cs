using LiveIp.Host.Events;
using LiveIp.V1;

namespace LiveIp.Host.Chat.Lines;

/// <summary>Looks in the log for a line whose answer was lost: if the chat has it, the log soon has it too.</summary>
internal sealed class EchoSearch(IEventLog log, OwnLines own, TimeProvider clock)
{
    /// <summary>How long is looked before the fate of a line counts as unknown.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private const int Page = 500;

    /// <summary>Event id of the line, or null when it did not come within <see cref="Patience"/> from now.</summary>
    public async Task<string?> FindAsync(OwnLine line, CancellationToken cancellationToken)
    {
        var filter = new LogFilter { Channels = [line.Channel], Kinds = [LiveEvent.BodyOneofCase.ChatMessage] };
        var began = clock.GetTimestamp();
        var after = line.Line.AfterSequence;
        while (true)
        {
            var last = log.LastSequence;
            for (var more = true; more; )
            {
                var page = log.Read(after, Page, filter);
                if (page.Select(static s => s.Parse()).FirstOrDefault(e => IsEcho(line, e)) is { } echo)
                {
                    return echo.Id;
                }

                more = page.Count == Page;
                after = more ? page[^1].Sequence : Math.Max(after, last);
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

    private bool IsEcho(OwnLine line, LiveEvent e) => e.Own && OwnLines.IsText(line.Line, e.ChatMessage) && own.MayBe(line, e.Id);
}

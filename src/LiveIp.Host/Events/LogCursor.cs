using LiveIp.V1;

namespace LiveIp.Host.Events;

/// <summary>Reads what is new in the log of a filter's kind, from where it was before. For one thread at a time.</summary>
internal sealed class LogCursor(IEventLog log, LogFilter filter, long after)
{
    private const int Page = 500;

    private long _after = after;

    /// <summary>All that came since the last call, oldest first. Stopping early goes on behind the page that was begun.</summary>
    public IEnumerable<LiveEvent> Next()
    {
        var last = log.LastSequence;
        for (var more = true; more; )
        {
            var page = log.Read(_after, Page, filter);
            more = page.Count == Page;
            // What the filter left out is not looked through again.
            _after = more ? page[^1].Sequence : Math.Max(page.Count > 0 ? page[^1].Sequence : _after, last);
            foreach (var stored in page)
            {
                yield return stored.Parse();
            }
        }
    }
}

using System.Text;
using LiveIp.Host.Events;
using LiveIp.V1;

namespace LiveIp.Host.Chat;

/// <summary>Finds one event by its name. People act on what they just saw, so the log is read from its end.</summary>
internal sealed class EventFinder(IEventLog log)
{
    /// <summary>Events that are looked through for an id.</summary>
    public const int LooksBack = 100_000;

    private const int Window = 2000;

    /// <summary>Null when the log does not hold it.</summary>
    public LiveEvent? BySequence(long sequence) =>
        log.Read(sequence - 1, 1) is [var found] && found.Sequence == sequence ? found.Parse() : null;

    /// <summary>The newest state of the event with this id; null when it is not among the newest <see cref="LooksBack"/> events.</summary>
    public LiveEvent? ById(string channel, string id)
    {
        var filter = new LogFilter { Channels = [channel] };
        var wanted = Encoding.UTF8.GetBytes(id);
        var oldest = Math.Max(0, log.LastSequence - LooksBack);
        for (var end = log.LastSequence; end > oldest; end -= Window)
        {
            // The window's own events: what lies behind it was looked through before.
            var page = log.Read(Math.Max(oldest, end - Window), Window, filter);
            var found = page.Reverse()
                .Where(s => s.Sequence <= end && s.Bytes.Span.IndexOf(wanted) >= 0)
                .Select(static s => s.Parse())
                .FirstOrDefault(e => e.Id == id);
            if (found is not null)
            {
                return found;
            }
        }

        return null;
    }
}

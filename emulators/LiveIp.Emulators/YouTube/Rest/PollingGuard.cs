using System.Collections.Concurrent;
using LiveIp.Emulators.YouTube.Access;
using LiveIp.Emulators.YouTube.Chat;

namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>
/// Refuses to be polled faster than <c>pollingIntervalMillis</c> says. The interval is counted from the page that gave out the
/// token, so that two clients with one credential do not hinder each other; a ceiling per credential stops those that poll without
/// tokens.
/// </summary>
internal sealed class PollingGuard(TimeSpan interval, TimeProvider clock)
{
    private const double Tolerance = 0.75;
    private const int CallsPerInterval = 10;

    private readonly ConcurrentDictionary<string, Window> _windows = new(StringComparer.Ordinal);

    private sealed record Window(DateTimeOffset Start, int Calls);

    public void Check(PageCursor? cursor, Caller caller)
    {
        var now = clock.GetUtcNow();
        if (cursor?.PolledAt is { } polledAt && (now - polledAt).Duration() < interval * Tolerance)
        {
            throw ApiErrors.PolledTooFast();
        }

        foreach (var (id, old) in _windows)
        {
            if ((now - old.Start).Duration() >= interval && id != caller.Id)
            {
                _windows.TryRemove(id, out _);
            }
        }

        var window = _windows.AddOrUpdate(
            caller.Id,
            _ => new Window(now, 1),
            (_, w) => (now - w.Start).Duration() >= interval ? new Window(now, 1) : w with { Calls = w.Calls + 1 }
        );
        if (window.Calls > CallsPerInterval)
        {
            throw ApiErrors.PolledTooFast();
        }
    }
}

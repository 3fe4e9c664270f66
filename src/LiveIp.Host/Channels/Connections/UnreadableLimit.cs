using System.Globalization;
using LiveIp.V1;

namespace LiveIp.Host.Channels.Connections;

/// <summary>
/// Keeps a flood of unreadable messages out of the log: of each reason the first of every minute are kept, within a bound of bytes
/// for all of them; the rest is counted, and how many there were is told in the log when the minute is over. Lives as long as the
/// channel, so that a reconnect does not begin the minute anew.
/// </summary>
internal sealed class UnreadableLimit(string platform, TimeProvider clock, UnreadableCounter? counter)
{
    /// <summary>Samples kept of one reason in one minute.</summary>
    public const int PerReason = 100;

    /// <summary>Characters of all samples kept in one minute.</summary>
    private const int PerMinute = 1024 * 1024;
    private const int MaxReasons = 64;
    private const string Other = "other";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Tally> _tallies = new(StringComparer.Ordinal);
    private DateTimeOffset _begin;
    private int _kept;

    /// <summary>The events without those that are too many; with one more for each reason of which the last minute had too many.</summary>
    public IReadOnlyList<LiveEvent> Keep(IReadOnlyList<LiveEvent> events)
    {
        lock (_lock)
        {
            var told = Turn();
            List<LiveEvent>? kept = told;
            for (var i = 0; i < events.Count; i++)
            {
                if (events[i].Vendor is { Reason.Length: > 0 } vendor && !Admit(vendor))
                {
                    // What came before, once; the common batch has nothing to leave out and is passed on as it is.
                    kept ??= [.. events.Take(i)];
                }
                else if (kept is not null)
                {
                    kept.Add(events[i]);
                }
            }

            return kept ?? events;
        }
    }

    private bool Admit(Vendor vendor)
    {
        var kind = UnreadableCounter.Kind(vendor.Reason);
        counter?.Add(platform, kind);
        var key = _tallies.ContainsKey(kind) || _tallies.Count < MaxReasons ? kind : Other;
        if (!_tallies.TryGetValue(key, out var tally))
        {
            _tallies[key] = tally = new Tally();
        }

        if (tally.Kept >= PerReason || _kept + vendor.Json.Length > PerMinute)
        {
            tally.LeftOut++;
            return false;
        }

        tally.Kept++;
        _kept += vendor.Json.Length;
        return true;
    }

    /// <summary>Begins a new minute when the last is over, and tells what it left out; null when there is nothing to tell.</summary>
    private List<LiveEvent>? Turn()
    {
        var now = clock.GetUtcNow();
        if (_tallies.Count == 0)
        {
            _begin = now;
            return null;
        }

        if (now - _begin < Window)
        {
            return null;
        }

        List<LiveEvent> told = [.. _tallies.Where(static t => t.Value.LeftOut > 0).Select(t => Told(t.Key, t.Value.LeftOut))];
        _tallies.Clear();
        (_begin, _kept) = (now, 0);
        return told.Count > 0 ? told : null;
    }

    private LiveEvent Told(string reason, long leftOut) =>
        new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"unreadable:{_begin.ToUnixTimeMilliseconds()}:{reason}"),
            Vendor = new Vendor
            {
                Type = $"{platform}/unreadable",
                Json = string.Create(CultureInfo.InvariantCulture, $$"""{"notKept":{{leftOut}}}"""),
                Reason = string.Create(CultureInfo.InvariantCulture, $"{leftOut} more within a minute were not kept: {reason}"),
            },
        };

    private sealed class Tally
    {
        public int Kept { get; set; }

        public long LeftOut { get; set; }
    }
}

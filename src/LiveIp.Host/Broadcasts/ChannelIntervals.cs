using State = LiveIp.V1.BroadcastState.Types.State;

namespace LiveIp.Host.Broadcasts;

/// <summary>
/// From what was said of one channel's broadcasts to when it was on air. A function of the set of states (and of when the channel was
/// heard), never of the order in which they came. The rules stand in docs/broadcasts.md.
/// </summary>
internal sealed class ChannelIntervals
{
    /// <summary>What comes back within this time after its end goes on.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    /// <summary>A channel can be quiet for so long and still be on air.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromHours(3);

    /// <summary>Twitch ends a stream after this time, YouTube keeps twelve hours: how far back a beginning is looked for.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromHours(48);

    private const long Minute = 60_000;

    private readonly IHeardMoments _heard;
    private readonly long _now;
    private readonly List<Interval> _open = [];
    private readonly List<Interval> _done = [];

    private ChannelIntervals(IHeardMoments heard, long now) => (_heard, _now) = (heard, now);

    /// <param name="states">Of one channel.</param>
    /// <param name="heard">Of the channel.</param>
    /// <param name="now">Unix milliseconds.</param>
    /// <param name="guessed">Whether a beginning or an end was taken from when the channel was heard, so that it may change without a state.</param>
    public static IReadOnlyList<Interval> Of(IEnumerable<ReportedState> states, IHeardMoments heard, long now, out bool guessed)
    {
        // Of the other two, one tells what is to come; the other ends a connection (Bilibili's session), after which the adapter opens
        // the next one while the broadcast goes on.
        var told = states.Where(static s => s.State is State.Started or State.Ended or State.ChatEnded).ToArray();
        var named = NamedIntervals.Of(told.Where(static s => s.Broadcast.Length > 0));
        var unnamed = told.Where(static s => s.Broadcast.Length == 0).ToArray();
        var walk = new ChannelIntervals(heard, now);
        walk.Run(named, unnamed);
        guessed = walk.Guessed;
        return walk._done;
    }

    private bool Guessed { get; set; }

    private void Run(NamedIntervals named, IReadOnlyList<ReportedState> unnamed)
    {
        var begins = named
            .Closed.Concat(named.Open)
            .Concat(unnamed.Where(static s => s.State == State.Started).Select(Interval.Begin))
            .OrderBy(static i => i.Id, StringComparer.Ordinal)
            .ThenBy(static i => i.States[0].Event, StringComparer.Ordinal)
            .ToLookup(static i => i.Start);
        var ends = unnamed
            .Where(static s => s.State != State.Started)
            .Concat(named.Ends)
            .OrderBy(static s => s.State)
            .ThenBy(static s => s.Event, StringComparer.Ordinal)
            .ToLookup(static s => s.At);
        foreach (var at in begins.Select(static b => b.Key).Union(ends.Select(static e => e.Key)).Order())
        {
            // Platforms tell whole seconds. What runs ends before the next begins; where nothing runs, the end is of what begins.
            var endsFirst = _open.Count > 0;
            if (endsFirst)
            {
                EndAll(ends[at]);
            }

            foreach (var begun in begins[at])
            {
                Start(begun);
            }

            if (!endsFirst)
            {
                EndAll(ends[at]);
            }
        }

        foreach (var left in _open)
        {
            left.End = left.ChatEnd ?? EndOfLast(left);
            _done.Add(left);
        }
    }

    private void Start(Interval begun)
    {
        foreach (var open in _open.ToArray())
        {
            var last = LastHeard(open.Start, begun.Start);
            var isAnother = open.Id.Length > 0 && begun.Id.Length > 0;
            if (open.ChatEnd is not null || isAnother || begun.Start - last > Grace.TotalMilliseconds)
            {
                Guessed |= open.ChatEnd is null;
                Close(open, open.ChatEnd ?? last);
            }
            else if (begun.Id.Length == 0)
            {
                open.Add(begun.States[0]);
                return;
            }
            else
            {
                _open.Remove(open);
                begun.Absorb(open);
            }
        }

        if (begun.Id.Length == 0 && _done.Find(d => d.Start <= begun.Start && begun.Start < d.End) is { } known)
        {
            known.Add(begun.States[0]);
        }
        else
        {
            (begun.End is null ? _open : _done).Add(begun);
        }
    }

    private void EndAll(IEnumerable<ReportedState> ends)
    {
        foreach (var end in ends)
        {
            End(end);
        }
    }

    private void End(ReportedState state)
    {
        // An end that names another broadcast is none of this one's.
        var meant = _open.Where(o => o.Id.Length == 0 || state.Broadcast.Length == 0).ToArray();
        foreach (var open in meant)
        {
            open.Add(state);
            if (state.State == State.Ended)
            {
                Close(open, state.At);
            }
            else
            {
                open.ChatEnd ??= state.At;
            }
        }

        if (meant.Length == 0)
        {
            EndOfUnheard(state);
        }
    }

    // The host came late: it begins with the first that was heard of it. Before that there are no numbers, and counting from an
    // earlier, guessed beginning would make every rate of the broadcast too small.
    private void EndOfUnheard(ReportedState state)
    {
        var before = _done.Where(d => d.Start <= state.At).MaxBy(static d => d.End);
        if (state.Broadcast.Length == 0 && before is not null && state.At - before.End <= Grace.TotalMilliseconds)
        {
            before.Add(state);
            return;
        }

        // What was heard in the minute in which the one before ended is of that one.
        var free = before?.End is { } ended ? ((ended / Minute) + 1) * Minute : long.MinValue;
        var earliest = Math.Max(free, state.At - (long)Longest.TotalMilliseconds);
        Guessed = true;
        if (earliest < state.At && FirstHeard(earliest, state.At) is { } first)
        {
            var late = new Interval(state.Broadcast, first) { End = state.At };
            late.Add(state);
            _done.Add(late);
        }
    }

    private void Close(Interval open, long end)
    {
        open.End = Math.Max(open.Start, end);
        _open.Remove(open);
        _done.Add(open);
    }

    // Null while it runs.
    private long? EndOfLast(Interval open)
    {
        Guessed = true;
        var last = LastHeard(open.Start, _now, out var ofViewers);
        var quiet = _now - last;
        if (ofViewers)
        {
            return quiet <= Grace.TotalMilliseconds ? null : last;
        }

        var heard = Math.Max(_heard.HeardAt, open.Start);
        return _now - heard > Grace.TotalMilliseconds ? Math.Max(last, Math.Min(heard, last + (long)LongestSilence.TotalMilliseconds))
            : quiet > LongestSilence.TotalMilliseconds ? last
            : null;
    }

    private long LastHeard(long from, long until) => LastHeard(from, until, out _);

    private long LastHeard(long from, long until, out bool ofViewers)
    {
        (var moments, ofViewers) = _heard.Between(from, until);
        var last = from;
        foreach (var moment in moments)
        {
            if (moment - last > LongestSilence.TotalMilliseconds)
            {
                break;
            }

            last = moment;
        }

        return last;
    }

    private long? FirstHeard(long from, long until)
    {
        var first = until;
        foreach (var moment in _heard.Between(from, until).Moments.Reverse())
        {
            if (first - moment > LongestSilence.TotalMilliseconds)
            {
                break;
            }

            first = moment;
        }

        return first < until ? first : null;
    }
}

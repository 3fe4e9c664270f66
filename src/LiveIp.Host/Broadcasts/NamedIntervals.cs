using State = LiveIp.V1.BroadcastState.Types.State;

namespace LiveIp.Host.Broadcasts;

/// <summary>The intervals of which the platform names the broadcast: beginning and end find each other by the id, wherever they stand.</summary>
internal sealed class NamedIntervals
{
    /// <summary>With beginning and end.</summary>
    public List<Interval> Closed { get; } = [];

    /// <summary>Without an end.</summary>
    public List<Interval> Open { get; } = [];

    /// <summary>Ends without a beginning.</summary>
    public List<ReportedState> Ends { get; } = [];

    public static NamedIntervals Of(IEnumerable<ReportedState> states)
    {
        var found = new NamedIntervals();
        foreach (var broadcast in states.GroupBy(static s => s.Broadcast, StringComparer.Ordinal))
        {
            // What begins and ends in the same instant begins first.
            found.Walk([
                .. broadcast
                    .OrderBy(static s => s.At)
                    .ThenBy(static s => Rank(s.State))
                    .ThenBy(static s => s.Event, StringComparer.Ordinal),
            ]);
        }

        return found;
    }

    private void Walk(IReadOnlyList<ReportedState> states)
    {
        Interval? open = null;
        Interval? last = null;
        foreach (var state in states)
        {
            if (state.State == State.Started && open is null)
            {
                open = Interval.Begin(state);
            }
            else if ((open ?? last) is not { } known)
            {
                Ends.Add(state);
            }
            else
            {
                // Told once more, it changes nothing: the first end counts.
                known.Add(state);
                if (open is not null && state.State == State.Ended)
                {
                    open.End = state.At;
                    Closed.Add(open);
                    (last, open) = (open, null);
                }
                else if (open is not null && state.State == State.ChatEnded)
                {
                    open.ChatEnd ??= state.At;
                }
            }
        }

        if (open is not null)
        {
            Open.Add(open);
        }
    }

    private static int Rank(State state) =>
        state switch
        {
            State.Started => 0,
            State.Ended => 1,
            _ => 2,
        };
}

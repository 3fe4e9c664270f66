using LiveIp.Host.Events;

namespace LiveIp.Host.Broadcasts;

/// <summary>The states of all channels and the parts that they come to, worked out anew for channels of which something changed.</summary>
internal sealed class ChannelParts(SqliteEventLog log)
{
    private readonly Dictionary<long, Dictionary<string, ReportedState>> _states = [];
    private readonly Dictionary<long, IReadOnlyList<PartRecord>> _settled = [];

    public void Reset(IEnumerable<ReportedState> states)
    {
        _states.Clear();
        _settled.Clear();
        foreach (var state in states)
        {
            Add(state);
        }
    }

    /// <summary>A repeat changes nothing; a later revision takes the earlier one's place and keeps its sequence.</summary>
    public void Add(ReportedState state)
    {
        if (!_states.TryGetValue(state.Channel, out var channel))
        {
            _states[state.Channel] = channel = new(StringComparer.Ordinal);
        }

        if (!channel.TryGetValue(state.Event, out var known))
        {
            channel[state.Event] = state;
        }
        else if (known.Revision < state.Revision)
        {
            channel[state.Event] = state with { Sequence = known.Sequence };
        }

        _settled.Remove(state.Channel);
    }

    public IEnumerable<PartRecord> At(DateTimeOffset now)
    {
        var parts = new List<PartRecord>();
        foreach (var (reference, states) in _states)
        {
            if (!_settled.TryGetValue(reference, out var found))
            {
                var channel = log.Channels.Get(reference);
                var heard = new HeardMoments(log, channel);
                var intervals = ChannelIntervals.Of(states.Values, heard, now.ToUnixTimeMilliseconds(), out var guessed);
                found = [.. PartRecord.Of(channel, intervals)];
                if (!guessed)
                {
                    _settled[reference] = found;
                }
            }

            parts.AddRange(found);
        }

        return parts;
    }
}

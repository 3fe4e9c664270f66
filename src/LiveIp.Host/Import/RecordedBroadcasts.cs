using Google.Protobuf.WellKnownTypes;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Import.Formats;
using LiveIp.Host.Metrics;
using LiveIp.V1;
using State = LiveIp.V1.BroadcastState.Types.State;

namespace LiveIp.Host.Import;

/// <summary>
/// When the broadcast of a recording was: as the file tells, or from its first record to its last. A file of many nights has a
/// broadcast for each: a silence longer than any within a broadcast parts them.
/// </summary>
internal sealed class RecordedBroadcasts
{
    private readonly List<LiveEvent> _told = [];
    private readonly List<(long First, long Last)> _stretches = [];
    private string _broadcast = "";
    private int _at;

    /// <summary>What the file itself says of the broadcast, in its order; goes before what can be concluded.</summary>
    public IReadOnlyList<LiveEvent> Told => _told;

    /// <summary>In order of time, Unix milliseconds.</summary>
    public IReadOnlyList<(long First, long Last)> Stretches => _stretches;

    /// <summary>True when it says something of the broadcast, and was kept here.</summary>
    public bool Take(LiveEvent source)
    {
        if (source.BodyCase == LiveEvent.BodyOneofCase.BroadcastState)
        {
            _told.Add(source);
            return true;
        }

        _broadcast = _broadcast.Length > 0 ? _broadcast : source.Broadcast;
        Count(EventMetrics.At(source));
        return false;
    }

    /// <summary>
    /// Beginning and end. Their ids are made of what the recording is and when it begins, so that a repeated import repeats them; the
    /// end of a longer copy of the same recording is a later revision.
    /// </summary>
    public IReadOnlyList<LiveEvent> States(RecordedSource said, long first, long last)
    {
        var id = $"{(_broadcast.Length > 0 ? _broadcast : "recording")}:{first / 1000}";
        var length = (int)Math.Min((last - first) / 1000, int.MaxValue);
        return [Event(id, State.Started, first, 0, said), Event(id, State.Ended, last, length, said)];
    }

    private static bool Together(long one, long other) => Math.Abs(one - other) <= ChannelIntervals.LongestSilence.TotalMilliseconds;

    // Records mostly come in order of time: the stretch of the one before is looked at first.
    private void Count(long at)
    {
        if (_at < _stretches.Count && _stretches[_at] is var known && known.First <= at && Together(known.Last, at))
        {
            _stretches[_at] = (known.First, Math.Max(known.Last, at));
            // It may have grown up to the next one.
            if (_at + 1 == _stretches.Count || !Together(_stretches[_at].Last, _stretches[_at + 1].First))
            {
                return;
            }
        }

        var (first, last) = (at, at);
        for (var i = _stretches.Count - 1; i >= 0; i--)
        {
            var other = _stretches[i];
            if ((other.First <= last || Together(other.First, last)) && (other.Last >= first || Together(other.Last, first)))
            {
                (first, last) = (Math.Min(first, other.First), Math.Max(last, other.Last));
                _stretches.RemoveAt(i);
            }
        }

        _at = _stretches.FindIndex(s => s.First > first) is var next and >= 0 ? next : _stretches.Count;
        _stretches.Insert(_at, (first, last));
    }

    private LiveEvent Event(string id, State state, long at, int revision, RecordedSource said) =>
        new()
        {
            Id = $"{id}:{(state == State.Started ? "started" : "ended")}",
            Revision = revision,
            Broadcast = _broadcast.Length > 0 ? _broadcast : id,
            OccurredAt = Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(at)),
            Imported = true,
            BroadcastState = new BroadcastState
            {
                State = state,
                Title = said.Title,
                Category = said.Category,
            },
        };
}

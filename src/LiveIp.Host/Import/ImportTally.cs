using Google.Protobuf.WellKnownTypes;
using LiveIp.V1;

namespace LiveIp.Host.Import;

/// <summary>What an import has come across so far.</summary>
internal sealed class ImportTally
{
    private const int MostNames = 100;

    private readonly Dictionary<string, long> _leftOut = [];
    private long _accepted;
    private long _repeated;
    private Timestamp? _first;
    private Timestamp? _last;

    public long Events { get; private set; }

    public long BadRecords { get; set; }

    public string Truncated { get; set; } = "";

    public void Count(LiveEvent source)
    {
        Events++;
        _first = _first is null || source.OccurredAt < _first ? source.OccurredAt : _first;
        _last = _last is null || source.OccurredAt > _last ? source.OccurredAt : _last;
    }

    public void LeaveOut(string name)
    {
        // A hostile file could bring a new name in every record.
        var known = _leftOut.ContainsKey(name) || _leftOut.Count < MostNames ? name : "others";
        _leftOut[known] = _leftOut.GetValueOrDefault(known) + 1;
    }

    /// <summary>From the log's thread.</summary>
    public void Commit(int accepted, int repeated)
    {
        Interlocked.Add(ref _accepted, accepted);
        Interlocked.Add(ref _repeated, repeated);
    }

    public ImportSummary Summary() =>
        new()
        {
            Events = Events,
            Accepted = Interlocked.Read(ref _accepted),
            Repeated = Interlocked.Read(ref _repeated),
            BadRecords = BadRecords,
            LeftOut = { _leftOut },
            Truncated = Truncated,
            FirstAt = _first,
            LastAt = _last,
        };
}

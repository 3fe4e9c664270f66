namespace LiveIp.Host.Broadcasts;

/// <summary>A stretch of a channel's time between a beginning and an end, while both are being found.</summary>
internal sealed class Interval(string id, long start)
{
    private readonly List<ReportedState> _states = [];

    /// <summary>The platform's, or empty.</summary>
    public string Id => id;

    /// <summary>Unix milliseconds.</summary>
    public long Start { get; private set; } = start;

    /// <summary>Null while it runs, or while the end is not found.</summary>
    public long? End { get; set; }

    /// <summary>When the chat was closed, which is a little after the end: good enough where no end is told.</summary>
    public long? ChatEnd { get; set; }

    public IReadOnlyList<ReportedState> States => _states;

    public static Interval Begin(ReportedState started)
    {
        var begun = new Interval(started.Broadcast, started.At);
        begun.Add(started);
        return begun;
    }

    public void Add(ReportedState state) => _states.Add(state);

    /// <summary>The other is the same broadcast, told of without an id.</summary>
    public void Absorb(Interval other)
    {
        Start = Math.Min(Start, other.Start);
        ChatEnd ??= other.ChatEnd;
        _states.AddRange(other._states);
    }
}

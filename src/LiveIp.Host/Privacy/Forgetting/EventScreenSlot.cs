using LiveIp.Host.Events;

namespace LiveIp.Host.Privacy.Forgetting;

/// <summary>
/// The screen that stands now. It is changed on the log's writer thread alone: what was written before was written without it and is
/// in the log, what is written after has passed it, whenever it was prepared.
/// </summary>
internal sealed class EventScreenSlot
{
    private volatile EventScreen _current = EventScreen.Empty;

    public EventScreen Current => _current;

    public void Install(MarkSet marks) => _current = new(marks);

    /// <summary>The batch as it may be written now.</summary>
    public PreparedBatch Recheck(PreparedBatch batch) => ReferenceEquals(batch.Screen, _current) ? batch : batch.With(_current);
}

using LiveIp.Host.Storage;

namespace LiveIp.Host.Events;

/// <summary>Bounds of the log's writer.</summary>
internal sealed record EventLogSettings
{
    /// <summary>Batches that wait for the writer; callers wait when it is full.</summary>
    public int QueueCapacity { get; init; } = 512;

    /// <summary>A batch is split at this many events, and a transaction takes no further batch past it.</summary>
    public int GroupSize { get; init; } = 8000;

    /// <summary>Between a failed transaction and the next try.</summary>
    public TimeSpan RetryPause { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How long another process may lock the file before that counts as a failure; whole seconds.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From the log's key to the hash under which ids are looked up.</summary>
    public Func<byte[], Func<string, long>> IdHash { get; init; } = KeyedHash.OfIds;
}

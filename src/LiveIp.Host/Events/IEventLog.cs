using LiveIp.V1;

namespace LiveIp.Host.Events;

/// <summary>The durable log: the centre of the host. Writers append and are done; readers come and read.</summary>
internal interface IEventLog
{
    /// <summary>Identity of this log, made with it.</summary>
    string LogId { get; }

    /// <summary>Of the newest durable event; 0 when empty.</summary>
    long LastSequence { get; }

    /// <summary>Of the oldest event still held; one more than <see cref="LastSequence"/> when none is.</summary>
    long OldestSequence => 1;

    /// <summary>Whether nothing between this sequence and the newest is missing; true for the one that comes next.</summary>
    bool HoldsFrom(long sequence) => sequence >= OldestSequence;

    /// <summary>Of the newest event that retention has removed and that the filter would have let through; 0 when there is none.</summary>
    long RemovedThrough(LogFilter? filter) => 0;

    /// <summary>
    /// Hands a batch to the writer; completes on acceptance into the bounded queue. Events are de-duplicated by channel and id
    /// (only a higher revision is accepted again), numbered, and committed together with the checkpoint and the metric series.
    /// </summary>
    /// <exception cref="EventLogException">The log cannot be written; the batch was not accepted.</exception>
    /// <exception cref="ArgumentException">An event has no id, or the channel was written before as another platform's.</exception>
    ValueTask AppendAsync(LogBatch batch, CancellationToken cancellationToken);

    /// <summary>Waits until everything accepted so far is durable.</summary>
    /// <exception cref="EventLogException">The log cannot be written now; what was accepted is kept and tried again.</exception>
    Task FlushAsync(CancellationToken cancellationToken);

    /// <summary>Checkpoint and last time heard, as they are durable; null for a channel never written.</summary>
    ChannelMark? GetMark(string channel);

    /// <summary>Up to <paramref name="limit"/> events behind <paramref name="afterSequence"/>, oldest first.</summary>
    IReadOnlyList<StoredEvent> Read(long afterSequence, int limit, LogFilter? filter = null);

    /// <summary>For comparing many events with what a channel holds near their times; null where the log cannot tell.</summary>
    HeldIds? HeldIdsOf(string channel) => null;

    /// <summary>Completes when there is an event behind <paramref name="afterSequence"/>.</summary>
    Task WaitForMoreAsync(long afterSequence, CancellationToken cancellationToken);
}

/// <summary>Events of one channel on their way into the log.</summary>
internal sealed record LogBatch
{
    /// <summary>"channels/{id}"</summary>
    public required string Channel { get; init; }

    public required string Platform { get; init; }

    public IReadOnlyList<LiveEvent> Events { get; init; } = [];

    /// <summary>Null leaves the stored one as it is.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>
    /// For <see cref="HeardAt"/> of what was not heard (imported history): it leaves the mark of the channel as it is, and one that was
    /// never heard stays so, or its first connection would tell of a gap since the import.
    /// </summary>
    public static DateTimeOffset NotHeard => DateTimeOffset.MinValue;

    /// <summary>When the channel was last heard; made durable with the batch. A batch may carry this alone.</summary>
    public required DateTimeOffset HeardAt { get; init; }

    /// <summary>
    /// Called on the writer's thread after the commit: accepted and dropped as repeats. A big batch is committed in pieces, and this is
    /// called for each.
    /// </summary>
    public Action<int, int>? Committed { get; init; }
}

/// <summary>What the log knows of a channel's reading position.</summary>
internal sealed record ChannelMark(string? Checkpoint, DateTimeOffset HeardAt);

/// <summary>An event as the log holds it: the serialized bytes, with what filters need beside them.</summary>
internal sealed record StoredEvent(long Sequence, string Channel, string Platform, LiveEvent.BodyOneofCase Kind, ReadOnlyMemory<byte> Bytes)
{
    public LiveEvent Parse() => LiveEvent.Parser.ParseFrom(Bytes.Span);
}

/// <summary>Which events; empty lists do not restrict.</summary>
internal sealed record LogFilter
{
    public IReadOnlyList<string> Channels { get; init; } = [];
    public IReadOnlyList<string> Platforms { get; init; } = [];
    public IReadOnlyList<LiveEvent.BodyOneofCase> Kinds { get; init; } = [];

    /// <summary>By the time received: at or after, and before.</summary>
    public DateTimeOffset? From { get; init; }
    public DateTimeOffset? To { get; init; }
}

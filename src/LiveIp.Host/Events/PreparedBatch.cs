using System.Diagnostics;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using LiveIp.V1;

namespace LiveIp.Host.Events;

/// <summary>A batch as the writer takes it: stamped and serialized by the caller, so that the writer only writes.</summary>
internal sealed record PreparedBatch
{
    public required string Channel { get; init; }
    public required string Platform { get; init; }
    public required IReadOnlyList<PreparedEvent> Events { get; init; }
    public required string? Checkpoint { get; init; }
    public required long HeardAt { get; init; }
    public required long ReceivedAt { get; init; }
    public required Action<int, int>? Committed { get; init; }

    /// <summary>When it was made, by the system's timestamp: what it waited is measured.</summary>
    public long AcceptedAt { get; init; } = TimeProvider.System.GetTimestamp();

    /// <summary>The span in which it was made.</summary>
    public ActivityContext Origin { get; init; } = Activity.Current?.Context ?? default;

    /// <summary>The batch in pieces of at most <paramref name="size"/> events; the checkpoint goes with the last.</summary>
    public static IEnumerable<PreparedBatch> Split(LogBatch batch, DateTimeOffset now, int size)
    {
        var events = batch.Events.Select(source => Prepare(batch, source, now)).ToArray();
        for (var start = 0; start == 0 || start < events.Length; start += size)
        {
            yield return new()
            {
                Channel = batch.Channel,
                Platform = batch.Platform,
                Events = new ArraySegment<PreparedEvent>(events, start, Math.Min(size, events.Length - start)),
                Checkpoint = start + size >= events.Length ? batch.Checkpoint : null,
                HeardAt = batch.HeardAt.ToUnixTimeMilliseconds(),
                ReceivedAt = now.ToUnixTimeMilliseconds(),
                Committed = batch.Committed,
            };
        }
    }

    private static PreparedEvent Prepare(LogBatch batch, LiveEvent source, DateTimeOffset now)
    {
        if (source.Id.Length == 0)
        {
            throw new ArgumentException($"An event ({source.BodyCase}) of {batch.Platform} has no id.", nameof(batch));
        }

        source.Sequence = 0;
        source.Channel = batch.Channel;
        source.Platform = batch.Platform;
        source.ReceivedAt = Timestamp.FromDateTimeOffset(now);
        return new(source, source.ToByteArray());
    }
}

/// <summary>An event and its bytes without the sequence, which only the writer knows.</summary>
internal readonly record struct PreparedEvent(LiveEvent Event, byte[] Bytes)
{
    private static readonly uint SequenceTag = WireFormat.MakeTag(LiveEvent.SequenceFieldNumber, WireFormat.WireType.Varint);

    /// <summary>
    /// The whole event's bytes. The sequence is the first field of the message, so putting it in front gives the very bytes that
    /// serializing again would.
    /// </summary>
    public byte[] WithSequence(long sequence)
    {
        var head = CodedOutputStream.ComputeUInt32Size(SequenceTag) + CodedOutputStream.ComputeInt64Size(sequence);
        var whole = new byte[head + Bytes.Length];
        using var output = new CodedOutputStream(whole);
        output.WriteUInt32(SequenceTag);
        output.WriteInt64(sequence);
        output.Flush();
        Bytes.CopyTo(whole, head);
        return whole;
    }
}

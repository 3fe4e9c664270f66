using System.Diagnostics;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Host.Metrics;
using LiveIp.Host.Privacy.Forgetting;
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

    /// <summary>Which forgotten people its events were screened for.</summary>
    public required EventScreen Screen { get; init; }

    /// <summary>When it was made, by the system's timestamp: what it waited is measured.</summary>
    public long AcceptedAt { get; init; } = TimeProvider.System.GetTimestamp();

    /// <summary>The span in which it was made.</summary>
    public ActivityContext Origin { get; init; } = Activity.Current?.Context ?? default;

    /// <summary>The batch in pieces of at most <paramref name="size"/> events; the checkpoint goes with the last.</summary>
    public static IEnumerable<PreparedBatch> Split(
        LogBatch batch,
        DateTimeOffset now,
        int size,
        Func<string, long> idHash,
        EventScreen screen
    )
    {
        var events = batch.Events.Select(source => Prepare(batch, source, now, idHash, screen)).ToArray();
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
                Screen = screen,
            };
        }
    }

    /// <summary>The same for a screen that came after the batch was prepared.</summary>
    public PreparedBatch With(EventScreen screen) =>
        this with
        {
            Screen = screen,
            Events =
            [
                .. Events.Select(e =>
                    screen.Pass(e.Event) is var passed && ReferenceEquals(passed, e.Event) ? e : PreparedEvent.Of(passed, e.Hash, e.Moment)
                ),
            ],
        };

    private static PreparedEvent Prepare(
        LogBatch batch,
        LiveEvent source,
        DateTimeOffset now,
        Func<string, long> idHash,
        EventScreen screen
    )
    {
        if (source.Id.Length == 0)
        {
            throw new ArgumentException($"An event ({source.BodyCase}) of {batch.Platform} has no id.", nameof(batch));
        }

        // Before the time received is stamped: see there.
        var moment = EventMoment.Of(source);
        source.Sequence = 0;
        source.Channel = batch.Channel;
        source.Platform = batch.Platform;
        source.ReceivedAt = Timestamp.FromDateTimeOffset(now);
        return PreparedEvent.Of(screen.Pass(source), idHash(source.Id), moment);
    }
}

/// <summary>An event, what the writer has to know of it, and its bytes without the sequence, which only the writer knows.</summary>
/// <param name="Hash">Of its id.</param>
/// <param name="Moment">See <see cref="EventMoment"/>.</param>
/// <param name="Facts">What it means to the metrics.</param>
internal readonly record struct PreparedEvent(LiveEvent Event, long Hash, long Moment, IReadOnlyList<MetricFact> Facts, byte[] Bytes)
{
    private const int MostBytesOfSequence = 10;

    private static readonly byte SequenceTag = (byte)WireFormat.MakeTag(LiveEvent.SequenceFieldNumber, WireFormat.WireType.Varint);

    /// <summary>Everything that does not need the file, done by who appends: the one writer is what all wait for.</summary>
    public static PreparedEvent Of(LiveEvent source, long hash, long moment) =>
        new(source, hash, moment, [.. EventMetrics.Of(source)], source.ToByteArray());

    /// <summary>
    /// The whole event's bytes. The sequence is the first field of the message, so putting it in front gives the very bytes that
    /// serializing again would.
    /// </summary>
    public byte[] WithSequence(long sequence)
    {
        Span<byte> head = stackalloc byte[1 + MostBytesOfSequence];
        head[0] = SequenceTag;
        var length = 1;
        for (var rest = (ulong)sequence; ; rest >>= 7)
        {
            if (rest < 0x80)
            {
                head[length++] = (byte)rest;
                break;
            }

            head[length++] = (byte)(rest | 0x80);
        }

        var whole = GC.AllocateUninitializedArray<byte>(length + Bytes.Length);
        head[..length].CopyTo(whole);
        Bytes.CopyTo(whole, length);
        return whole;
    }
}

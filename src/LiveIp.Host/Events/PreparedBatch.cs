using System.Diagnostics;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Host.Metrics;
using LiveIp.Host.Privacy.Forgetting;
using LiveIp.Host.Storage;
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

    public required LogHashes Hashes { get; init; }

    /// <summary>When it was made, by the system's timestamp: what it waited is measured.</summary>
    public long AcceptedAt { get; init; } = TimeProvider.System.GetTimestamp();

    /// <summary>The span in which it was made.</summary>
    public ActivityContext Origin { get; init; } = Activity.Current?.Context ?? default;

    /// <summary>The batch in pieces of at most <paramref name="size"/> events; the checkpoint goes with the last.</summary>
    public static IEnumerable<PreparedBatch> Split(LogBatch batch, DateTimeOffset now, int size, LogHashes hashes, EventScreen screen)
    {
        var received = Timestamp.FromDateTimeOffset(now);
        var events = new PreparedEvent[batch.Events.Count];
        for (var i = 0; i < events.Length; i++)
        {
            events[i] = Prepare(batch, batch.Events[i], received, hashes, screen);
        }

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
                Hashes = hashes,
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
                    screen.Pass(e.Event) is var passed && ReferenceEquals(passed, e.Event)
                        ? e
                        : PreparedEvent.Of(passed, e.Hash, e.Moment, Hashes)
                ),
            ],
        };

    private static PreparedEvent Prepare(LogBatch batch, LiveEvent source, Timestamp received, LogHashes hashes, EventScreen screen)
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
        source.ReceivedAt = received;
        return PreparedEvent.Of(screen.Pass(source), hashes.Id(source.Id), moment, hashes);
    }
}

/// <summary>How a log hashes what it is asked for by strangers: see <see cref="KeyedHash"/>. For any thread.</summary>
/// <param name="Id">Ids of events.</param>
/// <param name="Person">Ids of people.</param>
internal sealed record LogHashes(Func<string, long> Id, Func<string, long> Person);

/// <summary>An event, what the writer has to know of it, and its bytes without the sequence, which only the writer knows.</summary>
/// <param name="Hash">Of its id.</param>
/// <param name="Moment">See <see cref="EventMoment"/>.</param>
/// <param name="Facts">What it means to the metrics.</param>
/// <param name="Bytes">With room for the sequence in front.</param>
internal readonly record struct PreparedEvent(LiveEvent Event, long Hash, long Moment, IReadOnlyList<MetricFact> Facts, byte[] Bytes)
{
    // Its tag, and the longest number.
    private const int Room = 11;

    private static readonly byte SequenceTag = (byte)WireFormat.MakeTag(LiveEvent.SequenceFieldNumber, WireFormat.WireType.Varint);

    /// <summary>Everything that does not need the file, done by who appends: the one writer is what all wait for.</summary>
    public static PreparedEvent Of(LiveEvent source, long hash, long moment, LogHashes hashes)
    {
        var bytes = GC.AllocateUninitializedArray<byte>(Room + source.CalculateSize());
        source.WriteTo(bytes.AsSpan(Room));
        return new(source, hash, moment, EventMetrics.Of(source, hashes.Person), bytes);
    }

    /// <summary>
    /// The whole event's bytes, until the next call. The sequence is the first field of the message, so putting it in front gives the
    /// very bytes that serializing again would.
    /// </summary>
    public ArraySegment<byte> WithSequence(long sequence)
    {
        var head = Room - 1 - CodedOutputStream.ComputeInt64Size(sequence);
        var at = head;
        Bytes[at++] = SequenceTag;
        var rest = (ulong)sequence;
        for (; rest >= 0x80; rest >>= 7)
        {
            Bytes[at++] = (byte)(rest | 0x80);
        }

        Bytes[at] = (byte)rest;
        return new(Bytes, head, Bytes.Length - head);
    }
}

using LiveIp.Fuzz.Corpora;
using LiveIp.Fuzz.Mutation;
using LiveIp.V1;

namespace LiveIp.Fuzz.Targets;

/// <summary>A decoder under fire. A new one is one file here, its frames in <c>corpus/{name}/{door}/</c>, and a line in <see cref="FuzzTargets"/>.</summary>
internal interface IFuzzTarget
{
    string Name { get; }

    /// <summary>The ways in which bytes come to it.</summary>
    IReadOnlyList<Door> Doors { get; }
}

/// <summary>One way in: the kind of bytes, and the very code of the product that reads them.</summary>
internal sealed record Door
{
    /// <summary>Also the folder of its frames; no hyphens.</summary>
    public required string Name { get; init; }

    public required FrameFormat Format { get; init; }

    /// <summary>How often frames go through it, beside the other doors.</summary>
    public int Weight { get; init; } = 1;

    /// <summary>
    /// Decodes and normalizes, and hands each event over. Whatever it throws is a finding: outcomes that the
    /// product declares are caught in here, one by one.
    /// </summary>
    public required Action<ReadOnlyMemory<byte>, IEventTaker> Decode { get; init; }

    /// <summary>Bytes that may be allocated for each byte of a frame, beside what any frame may.</summary>
    public long MaxBytesPerByte { get; init; } = 1024;

    /// <summary>How much longer than any frame one may take, for each of its bytes: nothing, unless a frame is a whole file of records.</summary>
    public TimeSpan TimePerByte { get; init; }

    /// <summary>What the same bytes cost at the least (a bare parse), for the benchmark; null leaves the door out of it.</summary>
    public Action<ReadOnlyMemory<byte>>? Baseline { get; init; }

    /// <summary>What the names of frames begin with that are plain chat, which is most of what comes on a busy channel.</summary>
    public IReadOnlyList<string> Chat { get; init; } = [];

    /// <summary>Puts a whole body into the envelope of the wire, for the benchmark; null where the body is the frame.</summary>
    public Func<byte[], byte[]>? Envelope { get; init; }

    /// <summary>Puts a mutated body into the envelope of the wire; null where the body is the frame.</summary>
    public Wrapper? Wrap { get; init; }
}

/// <param name="body">The mutated body.</param>
/// <param name="seeds">Bodies that are whole.</param>
/// <param name="frame">Receives the frame; it is empty.</param>
internal delegate void Wrapper(ReadOnlySpan<byte> body, IReadOnlyList<Seed> seeds, FrameBuffer frame, Rng rng);

/// <summary>Where the events of a decoder go.</summary>
internal interface IEventTaker
{
    void Take(LiveEvent happened);

    /// <summary>A frame, an answer or a record was refused as a whole, in a way that the product declares.</summary>
    void Refuse();
}

using LiveIp.Fuzz.Corpora;
using LiveIp.Fuzz.Mutation;
using LiveIp.Fuzz.Targets;

namespace LiveIp.Fuzz.Running;

/// <summary>Makes the frames of one target, each from its number alone. One per thread.</summary>
internal sealed class Workbench
{
    private readonly IReadOnlyList<(Door Door, IReadOnlyList<Seed> Seeds)> _doors;
    private readonly ulong _seed;
    private readonly FrameBuffer _body = new();
    private readonly FrameBuffer _frame = new();
    private readonly Rng _rng = new();

    public Workbench(IFuzzTarget target, Corpus corpus, ulong seed)
    {
        _seed = seed;
        _doors = [.. target.Doors.SelectMany(door => Enumerable.Repeat((door, corpus.Seeds(target.Name, door)), door.Weight))];
    }

    /// <summary>The door of the frame made last.</summary>
    public Door Door { get; private set; } = null!;

    /// <summary>The frame made last; good until the next.</summary>
    public ReadOnlyMemory<byte> Frame { get; private set; }

    /// <summary>Makes the frame of this number.</summary>
    public void Make(long number)
    {
        _rng.Reset(_seed, (ulong)number);
        var (door, seeds) = _rng.Pick(_doors);
        var (seed, other) = (_rng.Pick(seeds), _rng.Pick(seeds));
        var asBytes = door.Format == FrameFormat.Bytes || _rng.OneIn(8);
        if (asBytes)
        {
            _body.Load(seed.Bytes);
            ByteMutator.Mutate(_body, other.Bytes, _rng);
        }
        else
        {
            Action<Seed, Seed, FrameBuffer, Rng> mutate = door.Format switch
            {
                FrameFormat.Json => JsonMutator.Mutate,
                FrameFormat.Text => TextMutator.Mutate,
                _ => ProtobufMutator.Mutate,
            };
            mutate(seed, other, _body, _rng);
        }

        Door = door;
        if (door.Wrap is null)
        {
            Frame = _body.Memory;
            return;
        }

        _frame.Clear();
        door.Wrap(_body.Span, seeds, _frame, _rng);
        if (_rng.OneIn(16))
        {
            ByteMutator.Mutate(_frame, other.Bytes, _rng);
        }

        Frame = _frame.Memory;
    }
}

using System.Diagnostics;
using LiveIp.Fuzz.Corpora;
using LiveIp.Fuzz.Targets;

namespace LiveIp.Fuzz.Running;

/// <summary>One thread's share of the frames: every n-th number.</summary>
internal sealed class FuzzWorker
{
    private readonly Workbench _bench;
    private readonly Trial _trial;
    private long _done;
    private long _bytes;
    private long _started;

    public FuzzWorker(IFuzzTarget target, Corpus corpus, ulong seed)
    {
        (Target, _bench, _trial) = (target, new Workbench(target, corpus, seed), new Trial(Check));
    }

    public IFuzzTarget Target { get; }

    public EventCheck Check { get; } = new();

    public long Done => Volatile.Read(ref _done);

    public long Bytes => Volatile.Read(ref _bytes);

    /// <summary>How long the present frame has been in the decoder.</summary>
    public TimeSpan Busy => Volatile.Read(ref _started) is var at and > 0 ? Stopwatch.GetElapsedTime(at) : default;

    /// <summary>The frame that is being decoded, as long as it hangs.</summary>
    public Finding Hanging => new(Target.Name, _bench.Door.Name, _bench.Frame.ToArray(), $"It did not end within {Busy}.");

    public void Run(long first, long end, int step, Action<Finding> found, CancellationToken cancellationToken)
    {
        for (var number = first; number < end && !cancellationToken.IsCancellationRequested; number += step)
        {
            _bench.Make(number);
            Volatile.Write(ref _started, Stopwatch.GetTimestamp());
            var wrong = _trial.Run(_bench.Door, _bench.Frame);
            Volatile.Write(ref _started, 0);
            if (wrong is not null)
            {
                found(new Finding(Target.Name, _bench.Door.Name, _bench.Frame.ToArray(), $"Frame {number}: {wrong}"));
            }

            Volatile.Write(ref _bytes, _bytes + _bench.Frame.Length);
            Volatile.Write(ref _done, _done + 1);
        }
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using LiveIp.Fuzz.Corpora;
using LiveIp.Fuzz.Targets;

namespace LiveIp.Fuzz.Running;

/// <summary>So many frames at one target, with a watch over time and memory.</summary>
internal sealed class FuzzRun(IFuzzTarget target, Corpus corpus, FuzzOptions options, TextWriter output)
{
    /// <summary>Beyond it the kinds of findings are known, and each is a file.</summary>
    private const int MaxFindings = 50;

    /// <summary>A frame that has not ended by then never will, on any machine.</summary>
    private static readonly TimeSpan Hopeless = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(250);

    private readonly ConcurrentDictionary<string, string> _findings = new(StringComparer.Ordinal);
    private readonly MemoryWatch _memory = new();
    private long _found;

    /// <summary>True when nothing was found.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        FuzzWorker[] workers = [.. Enumerable.Range(0, options.Threads).Select(_ => new FuzzWorker(target, corpus, options.Seed))];
        var started = Stopwatch.GetTimestamp();
        var running = Task.WhenAll(
            workers.Select(
                (worker, i) =>
                    Task.Factory.StartNew(
                        () => worker.Run(i, options.Frames, workers.Length, finding => Found(finding, stop), stop.Token),
                        CancellationToken.None,
                        TaskCreationOptions.LongRunning,
                        TaskScheduler.Default
                    )
            )
        );
        var told = started;
        while (await Task.WhenAny(running, Task.Delay(Look, CancellationToken.None)) != running)
        {
            var done = workers.Sum(static w => w.Done);
            if (done >= options.Frames / 10)
            {
                _memory.Begin();
            }

            if (Stopwatch.GetElapsedTime(told).TotalSeconds >= 5)
            {
                told = Stopwatch.GetTimestamp();
                Progress(workers, started);
            }

            if (workers.FirstOrDefault(static w => w.Busy > Hopeless) is { } hung)
            {
                // The thread cannot be ended; the process is.
                Found(hung.Hanging, stop);
                return false;
            }
        }

        await running;
        _memory.End();
        Progress(workers, started);
        var events = workers.Sum(static w => w.Check.Events);
        await output.WriteLineAsync(
            $"{target.Name}: {events:N0} events, {workers.Sum(static w => w.Check.Unreadable):N0} of them unreadable; "
                + $"{workers.Sum(static w => w.Check.Refused):N0} frames, answers or records refused as a whole; {_memory}; {_found:N0} findings"
        );
        return _found == 0 && !_memory.HasGrown && !cancellationToken.IsCancellationRequested;
    }

    private void Found(Finding finding, CancellationTokenSource stop)
    {
        Interlocked.Increment(ref _found);
        // One file for each place that throws.
        var place = string.Join(
            '\n',
            finding.What.Split('\n').Where(static l => !l.StartsWith("Frame ", StringComparison.Ordinal)).Take(3)
        );
        if (_findings.TryAdd(place.Length > 0 ? place : finding.Door, ""))
        {
            output.WriteLine($"{target.Name}: FOUND {finding.Save(options.FindingsDirectory)}\n{finding.What}");
        }

        if (_findings.Count >= MaxFindings)
        {
            stop.Cancel();
        }
    }

    private void Progress(FuzzWorker[] workers, long started)
    {
        var (done, bytes) = (workers.Sum(static w => w.Done), workers.Sum(static w => w.Bytes));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        output.WriteLine(
            $"{target.Name}: {done:N0} of {options.Frames:N0} frames, {done / seconds:N0} frames/s on {workers.Length} thread(s), "
                + $"{bytes / Math.Max(1.0, done):N0} bytes/frame"
        );
    }
}

/// <summary>What a run is asked for.</summary>
internal sealed record FuzzOptions
{
    public required long Frames { get; init; }

    public required ulong Seed { get; init; }

    public required int Threads { get; init; }

    public required string FindingsDirectory { get; init; }
}

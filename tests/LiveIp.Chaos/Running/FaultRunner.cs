using LiveIp.Chaos.Children;
using LiveIp.Chaos.Schedules;

namespace LiveIp.Chaos.Running;

/// <summary>Carries a schedule out, each fault at its time. One that needs a process that is dead waits for its return.</summary>
internal sealed class FaultRunner(
    Schedule schedule,
    HostLives host,
    IReadOnlyDictionary<string, PlatformChild> platforms,
    DataVolume volume,
    TimeProvider time
)
{
    /// <summary>A host that finds its disk full tries again after a second; until then nothing new is durable.</summary>
    private static readonly TimeSpan DiskRetry = TimeSpan.FromSeconds(1.5);

    private readonly List<string> _skipped = [];
    private (DateTimeOffset From, DateTimeOffset To)? _full;

    public IReadOnlyList<string> Skipped => _skipped;

    /// <summary>While the disk was full, and until the host wrote again.</summary>
    public (DateTimeOffset From, DateTimeOffset To)? DiskFull => _full is { } full ? (full.From, full.To + DiskRetry) : null;

    /// <summary>Completes when the last fault is over, or the show.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var start = time.GetTimestamp();
        await Task.WhenAll(schedule.Faults.Select(f => RunAsync(f, start, cancellationToken)));
    }

    private async Task RunAsync(PlannedFault fault, long start, CancellationToken cancellationToken)
    {
        await Task.Delay(fault.At, cancellationToken);
        switch (fault.Kind)
        {
            case FaultKind.KillHost:
                await host.KillAsync(fault.Length, cancellationToken);
                break;
            case FaultKind.KillPlatform:
                await platforms[fault.Platform!].KillAsync(fault.Length, cancellationToken);
                break;
            case FaultKind.FullDisk when !volume.IsMounted:
                _skipped.Add("full disk needs mount");
                break;
            case FaultKind.FullDisk:
                var from = time.GetUtcNow();
                _full = (from, DateTimeOffset.MaxValue - DiskRetry);
                volume.Fill();
                await Task.Delay(fault.Length, cancellationToken);
                volume.Free();
                _full = (from, time.GetUtcNow());
                break;
            case FaultKind.ClockJump:
                await host.SetClockAsync(fault.Jump, cancellationToken);
                if (fault.End < schedule.Show)
                {
                    var left = fault.End - time.GetElapsedTime(start);
                    await Task.Delay(left > TimeSpan.Zero ? left : TimeSpan.Zero, cancellationToken);
                    await host.SetClockAsync(TimeSpan.Zero, cancellationToken);
                }

                break;
            default:
                await platforms[fault.Platform!]
                    .OrderFaultAsync(
                        new
                        {
                            platform = fault.Platform,
                            kind = char.ToLowerInvariant(fault.Kind.ToString()[0]) + fault.Kind.ToString()[1..],
                            count = fault.Count,
                            seconds = fault.Length.TotalSeconds,
                        },
                        cancellationToken
                    );
                break;
        }
    }
}

using LiveIp.Host.Channels.Acting.Steps;

namespace LiveIp.Host.Broadcasts.GoingLive;

/// <summary>Drives every part of every plan to where a person wants it.</summary>
internal sealed class GoingLiveDriver(
    PlanStore plans,
    PartRun run,
    PlanSignal signal,
    GoingLivePace pace,
    TimeProvider clock,
    ILogger<GoingLiveDriver> logger
) : PartDriver(signal, pace.LogLooks, clock, logger)
{
    protected override IReadOnlySet<(string Whole, string Channel)> Unfinished() =>
        plans
            .Unfinished()
            .SelectMany(static p => p.Parts.Where(static r => r.Step != PartStep.Ended).Select(r => (p.Id, r.Channel)))
            .ToHashSet();

    protected override Task<StepEnd> StepAsync(string whole, string channel, int failures, CancellationToken stoppingToken) =>
        run.StepAsync(whole, channel, failures, stoppingToken);
}

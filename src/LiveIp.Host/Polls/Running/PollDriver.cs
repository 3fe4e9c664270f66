using LiveIp.Host.Channels.Acting.Steps;
using LiveIp.Host.Polls.Stored;
using LiveIp.Host.Polls.Votes;

namespace LiveIp.Host.Polls.Running;

/// <summary>Drives every part of every poll to its end.</summary>
internal sealed class PollDriver(
    PollStore store,
    PollPartRun run,
    VoteCounts votes,
    PollSignal signal,
    PollPace pace,
    TimeProvider clock,
    ILogger<PollDriver> logger
) : PartDriver(signal, pace.LogLooks, clock, logger)
{
    protected override IReadOnlySet<(string Whole, string Channel)> Unfinished()
    {
        var unfinished = store
            .Unfinished()
            .SelectMany(static p => p.Parts.Where(static r => !r.IsOver).Select(r => (p.Id, r.Channel)))
            .ToHashSet();
        votes.KeepOnly(unfinished);
        return unfinished;
    }

    protected override Task<StepEnd> StepAsync(string whole, string channel, int failures, CancellationToken stoppingToken) =>
        run.StepAsync(whole, channel, failures, stoppingToken);
}

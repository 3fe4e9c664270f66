using LiveIp.Bench.Strategy.Learners;
using LiveIp.Bench.Strategy.NumPy;
using LiveIp.Bench.Strategy.Regret;

namespace LiveIp.Bench.Strategy;

/// <summary>Whether the strategy is worth following, whether its log can be trusted, and what it costs.</summary>
internal sealed class StrategyBenchmark : IBenchmark
{
    public string Name => "strategy";

    public string Description => "regret of the suggestion on simulated creators, online accuracy on data, exactness of its log, and speed";

    public async Task RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        var data = Mushrooms.Find();
        await SpeedComparison.ReportAsync(run, data, cancellationToken);
        if (data is null)
        {
            run.Report.Note("data/bandit/mushroom.csv is not here (LIVEIP_SHARED names its root), so the learners are not run on it.");
        }
        else
        {
            MushroomRun.Report(run, data);
        }

        Unbiasedness.Report(run);
        RegretTable.Report(run);
    }
}

using LiveIp.Bench.Report;
using LiveIp.Scoring.Tests.Support;

namespace LiveIp.Bench.Scores;

/// <summary>The checks of the scoring that take too long for a test, with what they found.</summary>
internal sealed class ScoringBenchmark : IBenchmark
{
    private const int Cases = 100_000;

    public string Name => "scoring";

    public string Description =>
        "properties over 100,000 cases, predictive validity, robustness on real data, and updates of a running score";

    public Task RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        Properties(run);
        OnFile(run, "engagement/youtube-trending-2017.csv", Validity.Report);
        OnFile(run, "engagement/twitch-top1000.csv", Robustness.Report);
        Updates.Report(run);
        return Task.CompletedTask;
    }

    private static void Properties(BenchRun run)
    {
        var cases = run.Scale(Cases);
        run.Report.Note($"Properties of random profiles, broadcasts and histories: {cases:#,0} cases each.");
        foreach (var (name, check) in ScoreProperties.All)
        {
            var violations = 0;
            try
            {
                check(cases);
            }
            catch (CsCheck.CsCheckException e)
            {
                // It stops at the first.
                violations = 1;
                run.Report.Note($"{e.InnerException?.Message} {e.Message}");
            }

            run.Report.Add(Figure.Below(name, violations, "violations", 1));
        }
    }

    private static void OnFile(BenchRun run, string file, Action<BenchRun, string[]> report)
    {
        if (SharedFile.Find(file) is { } path)
        {
            report(run, File.ReadAllLines(path));
        }
        else
        {
            run.Report.Note($"{file} is not here: set LIVEIP_SHARED to the directory that holds data/{file}. Left out.");
        }
    }
}

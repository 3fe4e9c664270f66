using System.Globalization;
using LiveIp.Scoring.OffPolicy;

namespace LiveIp.Scoring.Tests.OffPolicy;

/// <summary>Against the Open Bandit Pipeline's own answers on the same rounds.</summary>
public sealed class DigitsTests
{
    [Fact]
    public void Every_expected_estimate_is_met()
    {
        var log = BanditLogCsv.Parse(SharedData.LinesOrSkip("bandit/digits_seed0.csv"));
        var expected = SharedData.LinesOrSkip("bandit/digits_seed0_expected.csv").Skip(1).Select(static l => l.Split(',')).ToArray();

        Assert.Equal(1258, log.Rounds);
        Assert.True(expected.Length > 1);
        // The truth is for comparison; no estimator gives it.
        foreach (var row in expected.Where(static r => r[0] != "ground_truth"))
        {
            Assert.Equal(double.Parse(row[1], CultureInfo.InvariantCulture), Estimator(row[0]).Value(log), 1e-9);
        }
    }

    [Fact]
    public void The_interval_of_dr_holds_the_truth()
    {
        var log = BanditLogCsv.Parse(SharedData.LinesOrSkip("bandit/digits_seed0.csv"));
        var truth = SharedData
            .LinesOrSkip("bandit/digits_seed0_expected.csv")
            .Single(static l => l.StartsWith("ground_truth", StringComparison.Ordinal));

        var evaluation = OffPolicyEvaluator.Evaluate(log);

        Assert.Null(evaluation.Refusal);
        var dr = evaluation.Estimates.Single(static e => e.Name == "dr");
        Assert.InRange(double.Parse(truth.Split(',')[1], CultureInfo.InvariantCulture), dr.Low, dr.High);
    }

    private static Estimator Estimator(string name)
    {
        var (kind, lambda) = (name.Split('(')[0], 0.0);
        if (name.Contains('(', StringComparison.Ordinal))
        {
            lambda = double.Parse(name.Split('(', ')')[1], CultureInfo.InvariantCulture);
        }

        return kind switch
        {
            "dm" => LiveIp.Scoring.OffPolicy.Estimator.DirectMethod,
            "ipw" => LiveIp.Scoring.OffPolicy.Estimator.Ips,
            "snipw" => LiveIp.Scoring.OffPolicy.Estimator.SelfNormalizedIps,
            "dr" => LiveIp.Scoring.OffPolicy.Estimator.DoublyRobust,
            "sndr" => LiveIp.Scoring.OffPolicy.Estimator.SelfNormalizedDoublyRobust,
            "switch-dr" => LiveIp.Scoring.OffPolicy.Estimator.SwitchDoublyRobust(lambda),
            "dr-os" => LiveIp.Scoring.OffPolicy.Estimator.DoublyRobustShrunk(lambda),
            _ => throw new InvalidDataException($"No estimator is called {name}."),
        };
    }
}

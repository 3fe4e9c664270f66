using System.Globalization;
using LiveIp.Host.Strategy.Suggesting;
using LiveIp.Scoring.OffPolicy;
using LiveIp.Scoring.Strategy.BackTesting;
using LiveIp.V1;

namespace LiveIp.Host.Strategy.BackTesting;

/// <summary>A back-test as the API tells it: rewards as scores, and every estimate or the reason why there is none.</summary>
internal static class BackTestMessage
{
    public static BackTestResponse Of(BackTestReport report, StrategyHistory history)
    {
        var answer = new BackTestResponse
        {
            Steps = report.Steps,
            Refusal = report.Refusal ?? "",
            RefusalZh = report.Refusal is null ? "" : report.VerdictZh,
            Verdict = report.Verdict,
            VerdictZh = report.VerdictZh,
            Excluded = { history.Excluded },
            Comparisons = { report.Comparisons.Select(Comparison) },
        };
        answer.Estimates.AddRange(report.Policies.SelectMany(static p => (PolicyEstimate[])[Model(p), Replay(p), .. Weighted(p)]));
        return answer;
    }

    private static PolicyEstimate Model(PolicyResult result) => Estimate(result, "dm", result.Model, result.Refusal);

    private static PolicyEstimate Replay(PolicyResult result)
    {
        var matches = result.Matches.ToString("0.#", CultureInfo.InvariantCulture);
        var estimate = Estimate(
            result,
            "replay",
            result.Replay,
            $"It agrees with what was streamed on {matches} steps; at least {BackTestOptions.Default.NeededMatches} are needed."
        );
        estimate.EffectiveSampleSize = result.Matches;
        return estimate;
    }

    private static IEnumerable<PolicyEstimate> Weighted(PolicyResult result)
    {
        if (result.Weighted is not { Refusal: null } evaluation)
        {
            yield return Weighted(
                result,
                "weighted",
                result.Weighted,
                result.Weighted?.Refusal ?? "No broadcast followed a suggestion with a recorded chance (liveip suggest record)."
            );
            yield break;
        }

        foreach (var estimate in evaluation.Estimates)
        {
            var told = Weighted(result, estimate.Name, evaluation, refusal: "");
            (told.MeanScore, told.Low, told.High) = (Score(estimate.Value), Score(estimate.Low), Score(estimate.High));
            yield return told;
        }
    }

    private static PolicyEstimate Weighted(PolicyResult result, string estimator, Evaluation? evaluation, string refusal) =>
        new()
        {
            Policy = result.Policy,
            Estimator = estimator,
            EffectiveSampleSize = evaluation?.Diagnostics.EffectiveSampleSize ?? 0,
            MaxWeight = evaluation?.Diagnostics.MaxWeight ?? 0,
            Refusal = refusal,
        };

    private static PolicyEstimate Estimate(PolicyResult result, string estimator, ScoreEstimate? score, string? refusal)
    {
        var estimate = new PolicyEstimate { Policy = result.Policy, Estimator = estimator };
        if (score is null)
        {
            estimate.Refusal = refusal;
            return estimate;
        }

        (estimate.MeanScore, estimate.Low, estimate.High) = (score.Score, score.Interval.Low, score.Interval.High);
        return estimate;
    }

    private static PolicyComparison Comparison(Comparison core)
    {
        var told = new PolicyComparison
        {
            Against = core.Against,
            Beats = core.Beats,
            IsBeaten = core.IsBeaten,
        };
        if (core is { Points: { } points, Interval: { } interval })
        {
            (told.Points, told.Low, told.High) = (points, interval.Low, interval.High);
        }

        return told;
    }

    // A reward is in standard deviations around the usual.
    private static double Score(double reward) => 50 + (10 * reward);
}

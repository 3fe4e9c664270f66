using LiveIp.Scoring.Strategy.Deciding;
using LiveIp.Scoring.Strategy.Explaining;

namespace LiveIp.Scoring.Strategy.BackTesting;

/// <summary>
/// Replays the suggestion over a creator's own history, each step with nothing but what was before it, beside "repeat the last", "best
/// average so far" and "random". What was not streamed has no reward, so most of the answer is a model's; it says so, and refuses where
/// the history cannot carry it.
/// </summary>
public static class BackTest
{
    /// <summary>The report. Constraints of the past are not known and are not replayed.</summary>
    /// <exception cref="ArgumentException">The history or an option holds a value that cannot be; the text names it.</exception>
    public static BackTestReport Run(IReadOnlyList<PastBroadcast> history, BackTestOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(history);
        options ??= BackTestOptions.Default;
        Check(history, options);
        var ordered = UsedHistory.Order(history);
        var steps = Policies.Replay(ordered, options);
        if (Refusal(ordered, steps.Count, options) is var (english, chinese))
        {
            return new()
            {
                Steps = steps.Count,
                Refusal = english,
                Policies = [],
                Comparisons = [],
                Verdict = english,
                VerdictZh = chinese,
            };
        }

        var scored = Array.FindAll(ordered, static b => b.Reward is not null);
        var judge = new Judge(scored, steps, options);
        PolicyResult[] policies = [.. Policies.Names.Select((_, policy) => judge.Policy(policy))];
        Comparison[] comparisons = [.. Enumerable.Range(1, policies.Length - 1).Select(judge.Compare)];
        var (verdict, verdictZh) = BackTestText.Verdict(steps.Count, policies[Policies.Suggestion], comparisons);
        return new()
        {
            Steps = steps.Count,
            Refusal = null,
            Policies = policies,
            Comparisons = comparisons,
            Verdict = verdict,
            VerdictZh = verdictZh,
        };
    }

    private static (string English, string Chinese)? Refusal(PastBroadcast[] ordered, int steps, BackTestOptions options) =>
        steps >= options.NeededSteps ? null
        : options.Candidates is null && ordered.Select(static b => LabelText.Key(b.Labels)).Distinct(StringComparer.Ordinal).Count() == 1
            ? (
                "No back-test: all broadcasts have the same labels, so there was nothing to choose.",
                "无法回测：所有直播的标签都相同，没有可选择的内容。"
            )
        : (
            $"No back-test: {steps} of {options.NeededSteps} steps with something to choose, and enough before and after them.",
            $"无法回测：可用的步数为 {steps}/{options.NeededSteps}。"
        );

    private static void Check(IReadOnlyList<PastBroadcast> history, BackTestOptions options)
    {
        RequestCheck.History(history);
        RequestCheck.Check(options.Strategy);
        if (options.Candidates is { } candidates)
        {
            RequestCheck.Candidates(candidates);
        }

        RequestCheck.Require(options.NeededSteps >= 2, "needed_steps", options.NeededSteps, "at least 2");
        RequestCheck.Require(options.NeededMatches >= 1, "needed_matches", options.NeededMatches, "at least 1");
        RequestCheck.Require(options.Resamples >= 100, "resamples", options.Resamples, "at least 100");
        RequestCheck.Require(options.Coverage is > 0 and < 1, "coverage", options.Coverage, "between 0 and 1");
        RequestCheck.Require(
            options.AllowedUnsupportedMass is >= 0 and <= 1,
            "allowed_unsupported_mass",
            options.AllowedUnsupportedMass,
            "a share from 0 to 1"
        );
    }
}

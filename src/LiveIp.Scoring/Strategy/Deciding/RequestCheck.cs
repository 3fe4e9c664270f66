namespace LiveIp.Scoring.Strategy.Deciding;

/// <summary>Says which field is wrong and what to do about it.</summary>
internal static class RequestCheck
{
    public static void Validate(StrategyRequest request)
    {
        Check(request.Options);
        History(request.History);
        Candidates(request.Candidates);
        Check(request.Constraints, request);
    }

    public static void Check(StrategyOptions options)
    {
        Require(options.Confidence >= 0 && double.IsFinite(options.Confidence), "confidence", options.Confidence, "a number of at least 0");
        Require(options.Discount is > 0 and <= 1, "discount", options.Discount, "above 0 and at most 1");
        Require(options.Exploration is >= 0 and <= 1, "exploration", options.Exploration, "a share from 0 to 1");
        Require(options.NeededHistory >= 1, "needed_history", options.NeededHistory, "at least 1 broadcast");
        Require(options.Window is null or >= 1, "window", options.Window, "at least 1 broadcast, or nothing for all");
        var priors = options.Priors;
        Require(Positive(priors.Noise), "priors.noise", priors.Noise, "a standard deviation above 0");
        Require(Positive(priors.Effects), "priors.effects", priors.Effects, "a standard deviation above 0");
        Require(Positive(priors.Level), "priors.level", priors.Level, "a standard deviation above 0");
        Require(Positive(priors.Weight), "priors.weight", priors.Weight, "a number of broadcasts above 0");
        if (options.PageHinkley is { } test)
        {
            Require(
                test.Tolerance >= 0 && double.IsFinite(test.Tolerance),
                "page_hinkley.tolerance",
                test.Tolerance,
                "a number of at least 0"
            );
            Require(Positive(test.Threshold), "page_hinkley.threshold", test.Threshold, "a number above 0");
        }
    }

    public static void History(IReadOnlyList<PastBroadcast> history)
    {
        var names = new HashSet<string>(history.Count, StringComparer.Ordinal);
        foreach (var broadcast in history)
        {
            if (string.IsNullOrWhiteSpace(broadcast.Name))
            {
                throw Bad("history.name", broadcast.Name, "the broadcast's name");
            }

            if (Fault(broadcast) is var (field, value, expected))
            {
                throw Bad($"history[{broadcast.Name}].{field}", value, expected);
            }

            if (!names.Add(broadcast.Name))
            {
                throw Bad($"history[{broadcast.Name}]", "there twice", "there once: merge its metrics into one record");
            }
        }
    }

    private static (string Field, object? Value, string Expected)? Fault(PastBroadcast broadcast) =>
        broadcast switch
        {
            { Reward: { } reward } when !double.IsFinite(reward) => ("reward", reward, "a finite number, or nothing while it is not known"),
            { RewardVariance: not (null or (>= 0 and < double.PositiveInfinity)) } => (
                "reward_variance",
                broadcast.RewardVariance,
                "a finite number of at least 0"
            ),
            { Propensity: not (null or (> 0 and <= 1)) } => (
                "propensity",
                broadcast.Propensity,
                "above 0 and at most 1, or nothing when the creator chose"
            ),
            _ => LabelFault(broadcast.Labels),
        };

    public static void Candidates(IReadOnlyList<Candidate> candidates)
    {
        Require(candidates.Count > 0, "candidates", "none", "at least one thing that could be streamed");
        var keys = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (index, candidate) in candidates.Index())
        {
            var field = $"candidates[{index}]";
            Labels(candidate.Labels, field);
            Require(keys.Add(LabelText.Key(candidate.Labels)), field, candidate, "different in at least one label from the others");
        }
    }

    private static void Check(Constraints constraints, StrategyRequest request)
    {
        foreach (var (index, veto) in constraints.Vetoes.Index())
        {
            Labels(veto.Labels, $"vetoes[{index}]");
            // Without a label it would rule out everything.
            Require(veto.Labels.Count > 0, $"vetoes[{index}].labels", "none", "at least one label");
        }

        foreach (var (index, spacing) in constraints.Spacings.Index())
        {
            var field = $"spacings[{index}]";
            Require(!string.IsNullOrWhiteSpace(spacing.Factor), $"{field}.factor", spacing.Factor, "a factor such as \"topic\"");
            Require(spacing.Broadcasts >= 0, $"{field}.broadcasts", spacing.Broadcasts, "at least 0");
            Require(spacing.Time >= TimeSpan.Zero, $"{field}.time", spacing.Time, "at least zero");
            Require(
                spacing.Time == TimeSpan.Zero || request.Candidates.All(c => (c.StartTime ?? request.PlannedStart) is not null),
                "planned_start",
                "nothing",
                "the planned start, as a spacing in time is asked for"
            );
        }
    }

    private static void Labels(IReadOnlyDictionary<string, string> labels, string owner)
    {
        if (LabelFault(labels) is var (field, value, expected))
        {
            throw Bad($"{owner}.{field}", value, expected);
        }
    }

    private static (string Field, object? Value, string Expected)? LabelFault(IReadOnlyDictionary<string, string> labels)
    {
        foreach (var (factor, value) in labels)
        {
            if (string.IsNullOrWhiteSpace(factor))
            {
                return ("labels", $"\"{factor}\": \"{value}\"", "named by a factor");
            }

            if (string.IsNullOrWhiteSpace(value))
            {
                return ($"labels.{factor}", "empty", "a value; leave the factor out when it is unknown");
            }
        }

        return null;
    }

    private static bool Positive(double x) => x > 0 && double.IsFinite(x);

    public static void Require(bool holds, string field, object? value, string expected)
    {
        if (!holds)
        {
            throw Bad(field, value, expected);
        }
    }

    private static ArgumentException Bad(string field, object? value, string expected) =>
        new(FormattableString.Invariant($"{field} is {value ?? "nothing"}, but must be {expected}."));
}

using LiveIp.Contracts;
using LiveIp.Scoring.Metrics;
using LiveIp.V1;

namespace LiveIp.Scoring.Profiles;

/// <summary>Looks at a profile before it is used.</summary>
public static class ProfileValidator
{
    private const int LongestId = 63;

    /// <summary>Every problem with its field; empty when there is none.</summary>
    public static IReadOnlyList<ProfileProblem> Check(ScoreProfile profile, ScoringMetrics? metrics = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        var check = new Problems(metrics ?? ScoringMetrics.Catalogue);
        check.Head(profile);
        check.Groups(profile.Groups);
        check.Aggregation(profile.Aggregation);
        check.Policy(profile.Policy);
        return check.Found;
    }

    /// <summary>Throws with every problem there is.</summary>
    /// <exception cref="ProfileException">There is a problem.</exception>
    public static void Require(ScoreProfile profile, ScoringMetrics? metrics = null)
    {
        if (Check(profile, metrics) is { Count: > 0 } problems)
        {
            throw new ProfileException(problems);
        }
    }

    private sealed class Problems(ScoringMetrics metrics)
    {
        public List<ProfileProblem> Found { get; } = [];

        public void Head(ScoreProfile profile)
        {
            if (profile.Id is not { Length: > 0 and <= LongestId } id || !char.IsAsciiLetterLower(id[0]) || !id.All(IsOfId))
            {
                Add("id", $"must be 1 to {LongestId} lower-case letters, digits or hyphens, beginning with a letter");
            }

            Require(profile.Version >= 1, "version", "must be 1 or more");
            Require(!string.IsNullOrWhiteSpace(profile.Label), "label", "must not be empty");
            Require(!string.IsNullOrWhiteSpace(profile.LabelZh), "labelZh", "must not be empty");
            Require(profile.Clamp is >= 1 and <= 8, "clamp", "must be 1 to 8");
        }

        public void Groups(IReadOnlyList<ProfileGroup> groups)
        {
            Require(groups.Count > 0, "groups", "must hold a group");
            var (seen, metricsSeen) = (new HashSet<MetricGroup>(), new HashSet<string>(StringComparer.Ordinal));
            for (var g = 0; g < groups.Count; g++)
            {
                var (group, at) = (groups[g], $"groups[{g}]");
                // JSON lets null stand in a list, whatever the types say.
                if (group is null)
                {
                    Add(at, "must be a group, not null");
                    continue;
                }

                Require(
                    Enum.IsDefined(group.Group) && group.Group != MetricGroup.Unspecified,
                    $"{at}.group",
                    "must be interaction, spread or analytics"
                );
                Require(seen.Add(group.Group), $"{at}.group", "is there twice; put its metrics into one group");
                Weight(group.Weight, $"{at}.weight");
                Require(group.Metrics.Count > 0, $"{at}.metrics", "must hold a metric; leave out a group without one");
                for (var m = 0; m < group.Metrics.Count; m++)
                {
                    Metric(group.Metrics[m], $"{at}.metrics[{m}]", metricsSeen);
                }
            }
        }

        public void Aggregation(ProfileAggregation aggregation)
        {
            Require(Enum.IsDefined(aggregation.Kind), "aggregation.kind", "must be arithmetic, power or geometric");
            var fits =
                aggregation.Kind == AggregationKind.Power
                    ? aggregation.Exponent is (>= -10 and <= -0.1) or (>= 0.1 and < 1)
                    : aggregation.Exponent is null;
            Require(
                fits,
                "aggregation.exponent",
                "must be -10 to -0.1 or 0.1 to below 1 for a power mean, and absent otherwise; near 0 take the geometric mean"
            );
        }

        public void Policy(ProfilePolicy policy)
        {
            Require(Enum.IsDefined(policy.Weighting), "policy.weighting", "must be viewerMinutes or equal");
            var seen = new HashSet<string>(StringComparer.Ordinal);
            for (var i = 0; i < policy.Exclude.Count; i++)
            {
                Require(!string.IsNullOrWhiteSpace(policy.Exclude[i]), $"policy.exclude[{i}]", "must name a platform");
                Require(seen.Add(policy.Exclude[i]), $"policy.exclude[{i}]", "is there twice");
            }
        }

        private void Metric(ProfileMetric? metric, string at, HashSet<string> seen)
        {
            if (metric is null)
            {
                Add(at, "must be a metric, not null");
                return;
            }

            var scored = metrics.Find(metric.Metric);
            if (scored is null)
            {
                Add(
                    $"{at}.metric",
                    metrics.FindUnscored(metric.Metric) is { } unscored ? $"'{metric.Metric}' is not scored: {unscored.Why}"
                        : MetricCatalog.Find(metric.Metric) is null ? $"the catalogue has no metric '{metric.Metric}'"
                        : $"'{metric.Metric}' is not scored"
                );
            }

            Require(seen.Add(metric.Metric), $"{at}.metric", $"'{metric.Metric}' is there twice; a metric counts once");
            Weight(metric.Weight, $"{at}.weight");
            if (metric.Target is { } target)
            {
                Target(target, scored, $"{at}.target");
            }
        }

        private void Target(ProfileTarget target, ScoredMetric? metric, string at)
        {
            Require(target.Tau is null != target.BeatUsualBy is null, at, "needs either tau or beatUsualBy");
            Require(target.Tau is null or (>= -10 and <= 10), $"{at}.tau", "must be -10 to 10 usual spreads");
            Require(target.BeatUsualBy is null or (> -1 and <= 10), $"{at}.beatUsualBy", "must be above -1 and at most 10 (1000 %)");
            Require(
                target.BeatUsualBy is null || metric is null || (metric.IsLogarithmic && metric.Direction == 1),
                $"{at}.beatUsualBy",
                "needs an amount of which more is better; use tau"
            );
        }

        private void Weight(double weight, string at) =>
            Require(double.IsFinite(weight) && weight > 0, at, "must be a number above zero; leave out what should not count");

        private void Require(bool fits, string field, string message)
        {
            if (!fits)
            {
                Add(field, message);
            }
        }

        private void Add(string field, string message) => Found.Add(new() { Field = field, Message = message });

        private static bool IsOfId(char c) => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-';
    }
}

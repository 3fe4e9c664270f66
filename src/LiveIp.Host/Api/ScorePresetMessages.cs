using LiveIp.Contracts;
using LiveIp.Host.Scoring;
using LiveIp.Scoring;
using LiveIp.Scoring.Presets;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>The founding document's numbers over a stretch, as messages.</summary>
internal static class ScorePresetMessages
{
    private static readonly string[] AverageMetrics = [MetricIds.WatchSeconds, MetricIds.Likes, MetricIds.ChatMessages];

    /// <summary>Names that a caller may ask for.</summary>
    public static IEnumerable<string> Names => [.. SeedPresets.All.Select(static p => p.Name), SeedAverageInteraction.Name];

    /// <summary>Metrics that the preset is made of.</summary>
    public static IEnumerable<string> Metrics(string name) => SeedPresets.Find(name)?.Terms.Select(static t => t.Metric) ?? AverageMetrics;

    public static Score Compute(string name, IReadOnlyDictionary<string, TermInput> inputs) =>
        SeedPresets.Find(name) is { } preset ? ToMessage(Scorer.Score(preset, inputs)) : Average(inputs);

    private static Score ToMessage(ScoreResult result)
    {
        var score = new Score
        {
            Preset = result.Preset.Name,
            Label = result.Preset.Label,
            LabelZh = result.Preset.LabelZh,
            Coverage = result.Coverage,
            Terms =
            {
                result.Terms.Select(static t =>
                    Term(t.Definition.Id, t.Definition.Metric, t.Definition.Group, t.Definition.Weight, t.Input, t.Contribution)
                ),
            },
        };
        if (result.Value is { } value)
        {
            score.Value = value;
        }

        return score;
    }

    // Everything is divided by the chat messages, so that is what each input weighs.
    private static Score Average(IReadOnlyDictionary<string, TermInput> inputs)
    {
        var average = SeedAverageInteraction.Compute(inputs);
        var weight = average.Value is null ? 0 : 1 / inputs[MetricIds.ChatMessages].Value!.Value;
        var score = new Score
        {
            Preset = SeedAverageInteraction.Name,
            Label = SeedAverageInteraction.Label,
            LabelZh = SeedAverageInteraction.LabelZh,
            NoValue = average.NoValue,
            Coverage = AverageMetrics.Count(m => inputs[m].Value is not null) / (double)AverageMetrics.Length,
            Terms =
            {
                AverageMetrics.Select(m =>
                    Term(m, m, MetricCatalog.Find(m)!.Group, weight, inputs[m], average.Value is null ? null : weight * inputs[m].Value)
                ),
            },
        };
        if (average.Value is { } value)
        {
            score.Value = value;
        }

        return score;
    }

    private static ScoreTerm Term(string id, string metric, MetricGroup group, double weight, TermInput input, double? contribution)
    {
        var term = new ScoreTerm
        {
            Id = id,
            Metric = metric,
            Group = group,
            Weight = weight,
            Missing = input.Missing,
            Unit = MetricCatalog.Find(metric)!.Unit,
        };
        if (input.Value is { } value)
        {
            term.Input = value;
        }

        if (contribution is { } points)
        {
            term.Contribution = points;
        }

        return term;
    }
}

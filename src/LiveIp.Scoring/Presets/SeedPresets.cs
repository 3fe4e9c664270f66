using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Scoring.Presets;

/// <summary>
/// The two exact readings of the founding document's example. It states weights per metric (w), weights per group (alpha, beta,
/// gamma), and a formula that follows from neither; so the formula as printed and the product alpha × w are kept side by side,
/// untransformed: no normalisation, no clamp, times in seconds.
/// </summary>
public static class SeedPresets
{
    // The document's constants: alpha, beta, gamma for the groups I, S, D.
    private const double Alpha = 0.5;
    private const double Beta = 0.3;
    private const double Gamma = 0.2;

    /// <summary>L = 0.5 I1 + 0.2 I2 + 0.5 I3 + 0.1 S1 + 0.1 S2 + 0.2 (D1 + D2).</summary>
    public static ScorePreset SeedPrinted { get; } =
        new()
        {
            Name = "SeedPrinted",
            Label = "higher = more engagement; founding document, as printed",
            LabelZh = "数值越高表示互动越多；按创始文档原文公式计算",
            Terms = Terms(0.5, 0.2, 0.5, 0.1, 0.1, 0.2, 0.2),
        };

    /// <summary>
    /// Group weight times metric weight. The document has seven metrics and six weights: D1 takes w5, which S2 has too, and D2
    /// takes w6.
    /// </summary>
    public static ScorePreset SeedAlphaW { get; } =
        new()
        {
            Name = "SeedAlphaW",
            Label = "higher = more engagement; founding document, group weight × metric weight",
            LabelZh = "数值越高表示互动越多；按创始文档的组权重 × 指标权重计算",
            Terms = Terms(Alpha * 0.3, Alpha * 0.2, Alpha * 0.5, Beta * 0.1, Beta * 0.1, Gamma * 0.1, Gamma * 0.1),
        };

    /// <summary>Both.</summary>
    public static IReadOnlyList<ScorePreset> All { get; } = [SeedPrinted, SeedAlphaW];

    /// <summary>The preset of this name, exactly as written; null when there is none.</summary>
    public static ScorePreset? Find(string name) => All.FirstOrDefault(p => string.Equals(p.Name, name, StringComparison.Ordinal));

    private static TermDefinition[] Terms(double i1, double i2, double i3, double s1, double s2, double d1, double d2) =>
        [
            Term("I1", MetricIds.Likes, MetricGroup.Interaction, i1),
            Term("I2", MetricIds.ChatMessages, MetricGroup.Interaction, i2),
            Term("I3", MetricIds.WatchSeconds, MetricGroup.Interaction, i3),
            Term("S1", MetricIds.Shares, MetricGroup.Spread, s1),
            Term("S2", MetricIds.SpreadWatchSeconds, MetricGroup.Spread, s2),
            Term("D1", MetricIds.AnalyticsWatchSeconds, MetricGroup.Analytics, d1),
            Term("D2", MetricIds.InteractionRate, MetricGroup.Analytics, d2),
        ];

    private static TermDefinition Term(string id, string metric, MetricGroup group, double weight) =>
        new()
        {
            Id = id,
            Metric = metric,
            Group = group,
            Weight = weight,
        };
}

using CsCheck;
using LiveIp.Contracts;
using LiveIp.Scoring.Presets;

namespace LiveIp.Scoring.Tests;

public sealed class SeedPresetTests
{
    private static readonly string[] Metrics =
    [
        MetricIds.Likes,
        MetricIds.ChatMessages,
        MetricIds.WatchSeconds,
        MetricIds.Shares,
        MetricIds.SpreadWatchSeconds,
        MetricIds.AnalyticsWatchSeconds,
        MetricIds.InteractionRate,
    ];

    private static readonly Gen<double[]> Inputs = Gen.Double[0, 1e9].Array[7];
    private static readonly Gen<ScorePreset> Presets = Gen.Bool.Select(static b => b ? SeedPresets.SeedPrinted : SeedPresets.SeedAlphaW);

    [Theory]
    [InlineData("SeedPrinted", 3361.01)]
    [InlineData("SeedAlphaW", 1082.301)]
    public void Golden_vector(string preset, double expected)
    {
        var result = Scorer.Score(SeedPresets.Find(preset)!, Present([100, 50, 3600, 10, 600, 7200, 0.05]));

        AssertClose(expected, result.Value!.Value);
        Assert.Equal(1, result.Coverage, 1e-12);
        Assert.Equal(["I1", "I2", "I3", "S1", "S2", "D1", "D2"], result.Terms.Select(static t => t.Definition.Id));
    }

    [Fact]
    public void Printed_formula_holds_for_all_inputs() =>
        Inputs.Sample(static x =>
            AssertClose(
                (0.5 * x[0]) + (0.2 * x[1]) + (0.5 * x[2]) + (0.1 * x[3]) + (0.1 * x[4]) + (0.2 * (x[5] + x[6])),
                Scorer.Score(SeedPresets.SeedPrinted, Present(x)).Value!.Value
            )
        );

    [Fact]
    public void Alpha_times_w_holds_for_all_inputs() =>
        Inputs.Sample(static x =>
            AssertClose(
                (0.15 * x[0]) + (0.10 * x[1]) + (0.25 * x[2]) + (0.03 * x[3]) + (0.03 * x[4]) + (0.02 * x[5]) + (0.02 * x[6]),
                Scorer.Score(SeedPresets.SeedAlphaW, Present(x)).Value!.Value
            )
        );

    [Fact]
    public void Missing_inputs_add_nothing_are_named_and_lower_the_coverage() =>
        Gen.Select(Inputs, Gen.Bool.Array[7], Presets)
            .Sample(
                static (x, present, preset) =>
                {
                    var inputs = Present(x);
                    foreach (var (index, metric) in Metrics.Index().Where(m => !present[m.Index]))
                    {
                        inputs[metric] = TermInput.None($"reason {index}");
                    }

                    var result = Scorer.Score(preset, inputs);

                    var weights = preset.Terms.Select(static t => t.Weight).ToArray();
                    Assert.Equal(weights.Where((_, i) => present[i]).Sum() / weights.Sum(), result.Coverage, 1e-12);
                    Assert.Equal(present.Any(static p => p), result.Value.HasValue);
                    if (result.Value is { } value)
                    {
                        AssertClose(
                            weights.Where((_, i) => present[i]).Zip(x.Where((_, i) => present[i]), static (w, v) => w * v).Sum(),
                            value
                        );
                        AssertClose(value, result.Terms.Sum(static t => t.Contribution ?? 0));
                    }

                    for (var i = 0; i < 7; i++)
                    {
                        Assert.Equal(present[i], result.Terms[i].Contribution.HasValue);
                        Assert.Equal(present[i] ? "" : $"reason {i}", result.Terms[i].Input.Missing);
                    }
                }
            );

    [Fact]
    public void More_of_anything_never_lowers_the_score() =>
        Gen.Select(Inputs, Gen.Int[0, 6], Gen.Double[0, 1e6], Presets)
            .Sample(
                static (x, at, more, preset) =>
                {
                    var before = Scorer.Score(preset, Present(x)).Value!.Value;
                    x[at] += more;
                    Assert.True(Scorer.Score(preset, Present(x)).Value!.Value >= before);
                }
            );

    [Fact]
    public void Zero_is_a_value_and_not_a_number_is_refused()
    {
        var result = Scorer.Score(SeedPresets.SeedPrinted, new Dictionary<string, TermInput> { [MetricIds.Likes] = TermInput.Of(0) });

        Assert.Equal(0, result.Value);
        Assert.Equal(0.5 / 1.8, result.Coverage, 1e-12);
        Assert.Throws<ArgumentOutOfRangeException>(static () => TermInput.Of(double.NaN));
    }

    [Fact]
    public void Presets_say_what_they_are_in_both_languages()
    {
        Assert.Equal("higher = more engagement; founding document, as printed", SeedPresets.SeedPrinted.Label);
        Assert.All(SeedPresets.All, static p => Assert.Contains("数值越高", p.LabelZh, StringComparison.Ordinal));
        Assert.All(SeedPresets.All.SelectMany(static p => p.Terms), static t => Assert.NotNull(MetricCatalog.Find(t.Metric)));
        Assert.Null(SeedPresets.Find("seedprinted"));
    }

    private static Dictionary<string, TermInput> Present(double[] values) =>
        Metrics.Zip(values).ToDictionary(static p => p.First, static p => TermInput.Of(p.Second));

    private static void AssertClose(double expected, double actual) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-12 * Math.Max(1, Math.Abs(expected)), $"{expected:R} and {actual:R} differ");
}

using CsCheck;
using LiveIp.Scoring.Baselines;

namespace LiveIp.Scoring.Tests.Baselines;

public sealed class BaselineEstimatorTests
{
    private static readonly BaselinePrior Spread = new()
    {
        Within = 1,
        Between = 2,
        Source = "test",
    };

    private static readonly BaselinePrior Full = Spread with { Location = 10 };

    [Fact]
    public void Below_eight_mean_and_standard_deviation()
    {
        var baseline = BaselineEstimator.Estimate([1, 2, 6], prior: null)!;

        Assert.Equal(3, baseline.Location, 1e-12);
        Assert.Equal(Math.Sqrt(7), baseline.Scale, 1e-12);
        Assert.Equal((3, 0.0, ""), (baseline.Count, baseline.PriorStrength, baseline.Prior));
    }

    [Fact]
    public void From_eight_on_median_and_MAD_so_that_one_strange_broadcast_moves_nothing()
    {
        var baseline = BaselineEstimator.Estimate([1, 2, 3, 4, 5, 6, 7, 1000], prior: null)!;

        Assert.Equal(4.5, baseline.Location, 1e-12);
        Assert.Equal(1.4826 * 2, baseline.Scale, 1e-12);
    }

    [Fact]
    public void When_most_are_equal_the_standard_deviation_stands_in_for_a_MAD_of_zero() =>
        Assert.Equal(Math.Sqrt(0.125), BaselineEstimator.Estimate([0, 0, 0, 0, 0, 0, 0, 1], prior: null)!.Scale, 1e-12);

    [Fact]
    public void The_spread_has_a_floor() => Assert.Equal(0.05, BaselineEstimator.Estimate([3, 3, 3], prior: null)!.Scale);

    [Fact]
    public void The_window_is_the_last_twenty()
    {
        var baseline = BaselineEstimator.Estimate([.. Enumerable.Repeat(100.0, 30), .. Enumerable.Repeat(1.0, 20)], prior: null)!;

        Assert.Equal((20, 1.0), (baseline.Count, baseline.Location));
    }

    [Fact]
    public void A_prior_counts_as_within_over_between_squared_broadcasts()
    {
        var baseline = BaselineEstimator.Estimate([1, 2, 6], Full)!;

        Assert.Equal(((3 * 3) + (0.25 * 10)) / 3.25, baseline.Location, 1e-12);
        Assert.Equal(Math.Sqrt(((3 * 7) + 4) / 7.0), baseline.Scale, 1e-12);
        Assert.Equal(Math.Sqrt(1 + (1 / 3.25)), baseline.Noise, 1e-12);
        Assert.Equal(Math.Sqrt(1 / 3.25), baseline.Uncertainty, 1e-12);
        Assert.Equal("test", baseline.Prior);
    }

    [Fact]
    public void A_prior_that_knows_only_spreads_steadies_the_scale_and_moves_nothing()
    {
        var baseline = BaselineEstimator.Estimate([7], Spread)!;

        Assert.Equal((7, 1.0, 0.0), (baseline.Location, baseline.Scale, baseline.PriorStrength));
        Assert.Equal(Math.Sqrt(2), baseline.Noise, 1e-12);
    }

    [Fact]
    public void Without_broadcasts_a_full_prior_is_the_baseline_with_the_spread_of_both()
    {
        var baseline = BaselineEstimator.Estimate([], Full)!;

        Assert.Equal((10, 1.0, 0), (baseline.Location, baseline.Scale, baseline.Count));
        // Within 1 and between 2: a new creator's broadcast varies by sqrt(1 + 4).
        Assert.Equal(Math.Sqrt(5), baseline.Noise, 1e-12);
        Assert.Null(BaselineEstimator.Estimate([], Spread));
        Assert.Null(BaselineEstimator.Estimate([], prior: null));
        Assert.Null(BaselineEstimator.Estimate([1, 2], prior: null));
    }

    [Fact]
    public void The_predictive_interval_is_about_the_location()
    {
        var (low, high) = BaselineEstimator.Estimate([1, 2, 6], Full)!.Predict();
        var baseline = BaselineEstimator.Estimate([1, 2, 6], Full)!;

        Assert.Equal(baseline.Location, (low + high) / 2, 1e-12);
        Assert.Equal(2 * 1.6448536269514722 * baseline.Scale * baseline.Noise, high - low, 1e-12);
    }

    [Fact]
    public void Moving_and_stretching_all_values_moves_and_stretches_the_baseline() =>
        Gen.Select(Gen.Double[-0.2, 0.2].Array[5, 30], Gen.Double[-5, 5], Gen.Double[1, 4])
            .Sample(
                static (noise, shift, stretch) =>
                {
                    // Far enough apart for the spread to be their own, not the floor's.
                    var values = noise.Select(static (v, i) => v + (i % 5)).ToArray();
                    var before = BaselineEstimator.Estimate(values, prior: null)!;
                    var after = BaselineEstimator.Estimate([.. values.Select(v => (v * stretch) + shift)], prior: null)!;
                    Assert.Equal((before.Location * stretch) + shift, after.Location, 1e-9);
                    Assert.Equal(before.Scale * stretch, after.Scale, 1e-9);
                }
            );

    [Fact]
    public void Priors_of_ones_own_are_looked_at()
    {
        Assert.Throws<ArgumentException>(static () => new BaselinePriors([("a", "x", Spread with { Within = 0 })]));
        Assert.Throws<ArgumentException>(static () => new BaselinePriors([("a", "x", Spread with { Between = double.NaN })]));
        Assert.Throws<ArgumentException>(static () => new BaselinePriors([("a", "x", Spread with { Location = double.NaN })]));
        Assert.Throws<ArgumentException>(static () => new BaselinePriors([("a", "x", Spread), ("a", "x", Spread)]));
    }
}

using CsCheck;
using LiveIp.Scoring.Profiles;
using LiveIp.Scoring.Scores.Calculation;

namespace LiveIp.Scoring.Tests.Scores;

public sealed class NormalCurveTests
{
    // Values from the definition to 16 digits (erfc, computed with 50 digits).
    [Theory]
    [InlineData(0, 0.5)]
    [InlineData(1, 0.8413447460685429)]
    [InlineData(-1.6448536269514722, 0.05)]
    [InlineData(2.9999, 0.9986496610)]
    [InlineData(-6, 9.865876450376981e-10)]
    public void Shares_below(double x, double share) => Assert.Equal(1, NormalCurve.Below(x) / share, x is 2.9999 ? 1e-6 : 1e-12);

    [Fact]
    public void Series_and_continued_fraction_meet() =>
        Assert.Equal(1, NormalCurve.Below(-3.0000000001) / NormalCurve.Below(-2.9999999999), 1e-8);

    [Fact]
    public void Quantiles_turn_logarithms_back_on_both_sides() =>
        Gen.Double[-8, 8].Sample(static x => Assert.Equal(x, NormalCurve.QuantileOfLog(NormalCurve.LogBelow(x)), 1e-13));

    [Theory]
    [InlineData(1e-18)]
    [InlineData(-1e-18)]
    [InlineData(1e-9)]
    public void Next_to_one_no_digit_is_lost(double x)
    {
        Assert.Equal(1, Small.LogOnePlus(x) / (x - (x * x / 2)), 1e-15);
        Assert.Equal(1, Small.ExpMinusOne(x) / (x + (x * x / 2)), 1e-15);
    }

    [Fact]
    public void Every_mean_of_equal_distances_is_that_distance() =>
        Gen.Select(Gen.Double[-8, 8], Gen.Double[-10, 0.9])
            .Sample(
                static (z, exponent) =>
                {
                    var kind = new ProfileAggregation
                    {
                        Kind = AggregationKind.Power,
                        Exponent = Math.Abs(exponent) < 0.1 ? 0.5 : exponent,
                    };
                    Assert.Equal(z, Aggregation.Of(kind, [0.25, 0.25, 0.5], [z, z, z]), 1e-12);
                    Assert.Equal(z, Aggregation.Of(new() { Kind = AggregationKind.Geometric }, [0.25, 0.75], [z, z]), 1e-12);
                }
            );

    [Fact]
    public void The_lower_the_exponent_the_less_a_good_metric_makes_up_for_a_bad_one()
    {
        double[] means =
        [
            Aggregation.Of(new() { Kind = AggregationKind.Power, Exponent = 0.9 }, [0.5, 0.5], [-2, 2]),
            Aggregation.Of(new() { Kind = AggregationKind.Geometric }, [0.5, 0.5], [-2, 2]),
            Aggregation.Of(new() { Kind = AggregationKind.Power, Exponent = -1 }, [0.5, 0.5], [-2, 2]),
            Aggregation.Of(new() { Kind = AggregationKind.Power, Exponent = -10 }, [0.5, 0.5], [-2, 2]),
        ];

        Assert.Equal(means.OrderDescending(), means);
        Assert.Equal(4, means.Distinct().Count());
        Assert.InRange(means[3], -2, -1.8);
    }
}

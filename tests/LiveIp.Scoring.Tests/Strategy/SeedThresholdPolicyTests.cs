using LiveIp.Scoring.Strategy;

namespace LiveIp.Scoring.Tests.Strategy;

public sealed class SeedThresholdPolicyTests
{
    [Theory]
    [InlineData(-1, 1)]
    [InlineData(0, 1)]
    [InlineData(4.999, 1)]
    [InlineData(5, 2)]
    [InlineData(9.999, 2)]
    [InlineData(10, 3)]
    [InlineData(19.999, 3)]
    [InlineData(20, 4)]
    [InlineData(1e300, 4)]
    public void Its_thresholds_are_exact(double average, int branch) => Assert.Equal(branch, SeedThresholdPolicy.Branch(average));

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void What_is_no_number_is_no_decision(double average) => Assert.Null(SeedThresholdPolicy.Branch(average));
}

using LiveIp.Scoring.OffPolicy;

namespace LiveIp.Scoring.Tests.OffPolicy;

public sealed class BadLogTests
{
    private const string Header = "action,reward,pscore,pi_e_0,pi_e_1,qhat_0,qhat_1";
    private const string Good = "1,0.5,0.5,0.25,0.75,0,1";

    [Theory]
    [InlineData(0, 1, 0, 0.5, 0.5, "propensity is 0")]
    [InlineData(0, 1, -0.1, 0.5, 0.5, "propensity is -0.1")]
    [InlineData(0, 1, 1.01, 0.5, 0.5, "propensity is 1.01")]
    [InlineData(0, 1, double.NaN, 0.5, 0.5, "propensity is NaN")]
    [InlineData(0, double.NaN, 0.5, 0.5, 0.5, "reward is NaN")]
    [InlineData(0, double.PositiveInfinity, 0.5, 0.5, 0.5, "reward is")]
    [InlineData(2, 1, 0.5, 0.5, 0.5, "action is 2")]
    [InlineData(-1, 1, 0.5, 0.5, 0.5, "action is -1")]
    [InlineData(0, 1, 0.5, 0.5, 0.4, "target sums to 0.9")]
    [InlineData(0, 1, 0.5, -0.5, 1.5, "target of action 0 is -0.5")]
    [InlineData(0, 1, 0.5, double.NaN, 1, "target of action 0 is NaN")]
    public void A_round_that_cannot_be_is_named(int action, double reward, double propensity, double first, double second, string expected)
    {
        var error = Assert.Throws<ArgumentException>(() =>
            BanditLog.Create(2, [0, action], [1, reward], [0.5, propensity], [0.5, 0.5, first, second])
        );

        Assert.StartsWith("Round 1:", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_prediction_that_is_no_number_is_named() =>
        Assert.Contains(
            "prediction of action 1 is NaN",
            Assert.Throws<ArgumentException>(() => BanditLog.Create(2, [0], [1], [0.5], [0.5, 0.5], [0, double.NaN])).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Columns_of_different_lengths_are_named() =>
        Assert.Contains(
            "target has 3 values, but must have 2",
            Assert.Throws<ArgumentException>(() => BanditLog.Create(2, [0], [1], [0.5], [0.5, 0.5, 0])).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void An_empty_log_and_missing_predictions_are_named()
    {
        Assert.Throws<ArgumentException>(() => Estimator.Ips.Value(BanditLog.Create(2, [], [], [], [])));
        Assert.Contains(
            "dr needs a predicted reward",
            Assert.Throws<ArgumentException>(() => Estimator.DoublyRobust.Value(Logs.Draw(5, 1))).Message,
            StringComparison.Ordinal
        );
        Assert.NotNull(OffPolicyEvaluator.Evaluate(BanditLog.Create(2, [], [], [], [])).Refusal);
    }

    [Theory]
    [InlineData("1,0.5,0.5,0.25,0.75,0", "6 cells where the header has 7")]
    [InlineData("x,0.5,0.5,0.25,0.75,0,1", "action is \"x\"")]
    [InlineData("1,,0.5,0.25,0.75,0,1", "reward is \"\"")]
    [InlineData("1,0.5,half,0.25,0.75,0,1", "pscore is \"half\"")]
    [InlineData("1,0.5,0,0.25,0.75,0,1", "propensity is 0")]
    [InlineData("1,0.5,0.5,0.25,0.7,0,1", "target sums to 0.95")]
    [InlineData("1,NaN,0.5,0.25,0.75,0,1", "reward is NaN")]
    public void A_line_that_cannot_be_read_is_named(string line, string expected)
    {
        var error = Assert.Throws<FormatException>(() => BanditLogCsv.Parse([Header, Good, "", line, Good]));

        Assert.StartsWith("Line 4:", error.Message, StringComparison.Ordinal);
        Assert.Contains(expected, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("action,reward,pscore")]
    [InlineData("action,reward,pi_e_0,pscore")]
    [InlineData("action,reward,pscore,pi_e_1")]
    [InlineData("action,reward,pscore,pi_e_0,pi_e_1,qhat_0")]
    public void A_wrong_header_is_line_one(string header) =>
        Assert.StartsWith("Line 1:", Assert.Throws<FormatException>(() => BanditLogCsv.Parse([header])).Message, StringComparison.Ordinal);

    [Fact]
    public void A_log_without_predictions_is_read()
    {
        var log = BanditLogCsv.Parse(["action,reward,pscore,pi_e_0,pi_e_1", "1,0.5,0.5,0.25,0.75"]);

        Assert.Equal((1, 2, false), (log.Rounds, log.ActionCount, log.HasPredictions));
        Assert.Equal(0.75, Estimator.Ips.Value(log), 1e-12);
    }
}

using CsCheck;
using LiveIp.Scoring.OffPolicy;

namespace LiveIp.Scoring.Tests.OffPolicy;

public sealed class EvaluatorTests
{
    [Fact]
    public void Ips_is_unbiased_over_resampled_logs()
    {
        var estimates = Enumerable.Range(0, 2000).Select(static seed => Estimator.Ips.Value(Logs.Draw(200, seed))).ToArray();

        var mean = estimates.Average();
        var error = Math.Sqrt(estimates.Sum(e => (e - mean) * (e - mean)) / (estimates.Length - 1) / estimates.Length);
        Assert.InRange(mean, Logs.Truth - (3 * error), Logs.Truth + (3 * error));
    }

    [Fact]
    public void All_seven_are_given_with_intervals_that_hold_them()
    {
        var evaluation = OffPolicyEvaluator.Evaluate(CrossFitting.Fit(Logs.Draw(1000, 1), []));

        Assert.Null(evaluation.Refusal);
        Assert.Equal(["dm", "ips", "snips", "dr", "sndr", "switch-dr(10)", "dr-os(100)"], evaluation.Estimates.Select(static e => e.Name));
        Assert.All(evaluation.Estimates, static e => Assert.InRange(e.Value, e.Low, e.High));
        Assert.All(evaluation.Estimates, static e => Assert.Equal(Logs.Truth, e.Value, 0.1));
    }

    [Fact]
    public void The_same_seed_gives_the_same_interval()
    {
        var log = Logs.Draw(500, 1);

        Assert.Equal(OffPolicyEvaluator.Evaluate(log).Estimates, OffPolicyEvaluator.Evaluate(log).Estimates);
        Assert.NotEqual(OffPolicyEvaluator.Evaluate(log).Estimates, OffPolicyEvaluator.Evaluate(log, new() { Seed = 2 }).Estimates);
    }

    [Fact]
    public void Intervals_cover_about_what_they_promise()
    {
        var covered = Enumerable
            .Range(0, 120)
            .Count(static seed =>
            {
                var ips = OffPolicyEvaluator
                    .Evaluate(
                        Logs.Draw(250, seed),
                        new()
                        {
                            Resamples = 200,
                            Estimators = [Estimator.Ips],
                            NeededSampleSize = 0,
                        }
                    )
                    .Estimates[0];
                return ips.Low <= Logs.Truth && Logs.Truth <= ips.High;
            });

        // Of 120 at 90 %: four standard deviations are 13.
        Assert.InRange(covered, 95, 120);
    }

    [Fact]
    public void A_log_worth_too_few_rounds_is_refused_with_the_number()
    {
        var log = Logs.Draw(2000, 1, [0.96, 0.02, 0.02]);

        var evaluation = OffPolicyEvaluator.Evaluate(log);

        Assert.Empty(evaluation.Estimates);
        Assert.True(evaluation.Diagnostics.EffectiveSampleSize < 100);
        Assert.Contains(
            FormattableString.Invariant($"{evaluation.Diagnostics.EffectiveSampleSize:0.#} rounds"),
            evaluation.Refusal,
            StringComparison.Ordinal
        );
        Assert.Contains("100", evaluation.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Choices_the_log_never_holds_are_refused_with_the_number()
    {
        var log = Logs.Draw(2000, 1, [0.5, 0.5, 0], [0.45, 0.45, 0.1]);

        var evaluation = OffPolicyEvaluator.Evaluate(log);

        Assert.Empty(evaluation.Estimates);
        Assert.Equal(0.1, evaluation.Diagnostics.UnsupportedMass, 1e-9);
        Assert.Contains("10 %", evaluation.Refusal, StringComparison.Ordinal);
    }

    [Fact]
    public void Judging_the_policy_that_logged_gives_the_mean_reward_and_all_rounds() =>
        Gen.Int[0, 1000]
            .Sample(
                static seed =>
                {
                    var log = Logs.Draw(50, seed, Logs.Behaviour, Logs.Behaviour);
                    var mean = log.Rewards.ToArray().Average();

                    Assert.Equal(mean, Estimator.Ips.Value(log), 1e-12);
                    Assert.Equal(mean, Estimator.SelfNormalizedIps.Value(log), 1e-12);
                    Assert.Equal(50, Diagnostics.Of(log).EffectiveSampleSize, 1e-9);
                    Assert.Equal(1, Diagnostics.Of(log).MeanWeight, 1e-12);
                },
                iter: 100
            );

    [Fact]
    public void Self_normalized_estimates_move_with_the_rewards() =>
        Gen.Double[-1000, 1000]
            .Sample(
                static shift =>
                {
                    var log = Logs.Draw(60, 3);
                    var moved = BanditLog.Create(
                        3,
                        log.Actions,
                        log.Rewards.ToArray().Select(r => r + shift).ToArray(),
                        log.Propensities,
                        Logs.Repeat(Logs.Target, 60)
                    );

                    Assert.Equal(Estimator.SelfNormalizedIps.Value(log) + shift, Estimator.SelfNormalizedIps.Value(moved), 1e-9);
                },
                iter: 100
            );

    [Fact]
    public void A_largest_weight_of_one_lets_no_weight_above_it()
    {
        var log = Logs.Draw(500, 1);

        // Weights are 0.2, 0.67 and 3.5.
        Assert.Equal(log.Actions.ToArray().Count(static a => a == 2) / 500.0, Diagnostics.Of(log, 1).Clipped, 1e-12);
        Assert.True(Estimator.Ips.Value(log, 1) < Estimator.Ips.Value(log));
        Assert.Equal(3.5, Diagnostics.Of(log, 1).MaxWeight, 1e-12);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void A_largest_weight_that_cannot_be_is_named(double maxWeight) =>
        Assert.ThrowsAny<ArgumentException>(() => OffPolicyEvaluator.Evaluate(Logs.Draw(10, 1), new() { MaxWeight = maxWeight }));

    [Fact]
    public void Cross_fitted_predictions_never_see_their_own_round()
    {
        var log = Logs.Draw(90, 5);
        var rewards = log.Rewards.ToArray();
        rewards[17] = 1000;
        var changed = BanditLog.Create(3, log.Actions, rewards, log.Propensities, Logs.Repeat(Logs.Target, 90));

        Assert.Equal(CrossFitting.Fit(log, []).Predictions(17).ToArray(), CrossFitting.Fit(changed, []).Predictions(17).ToArray());
    }

    [Fact]
    public void A_linear_reward_is_found_by_the_model()
    {
        var random = new Random(1);
        var features = Enumerable.Range(0, 600).Select(_ => random.NextDouble() - 0.5).ToArray();
        var actions = Enumerable.Range(0, 600).Select(_ => random.Next(2)).ToArray();
        var rewards = features.Zip(actions, static (x, a) => a == 0 ? 1 + (2 * x) : -3 * x).ToArray();
        var half = Enumerable.Repeat(0.5, 600).ToArray();
        var log = CrossFitting.Fit(BanditLog.Create(2, actions, rewards, half, Logs.Repeat([0.5, 0.5], 600)), features, ridge: 1e-6);

        for (var i = 0; i < 600; i++)
        {
            Assert.Equal(1 + (2 * features[i]), log.Predictions(i)[0], 1e-4);
            Assert.Equal(-3 * features[i], log.Predictions(i)[1], 1e-4);
        }
    }
}

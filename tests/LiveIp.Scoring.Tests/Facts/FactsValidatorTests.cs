using LiveIp.Contracts;
using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Metrics;
using LiveIp.Scoring.Tests.Support;

namespace LiveIp.Scoring.Tests.Facts;

public sealed class FactsValidatorTests
{
    private static readonly BroadcastFacts Good = Shows.Of(5, (MetricIds.Likes, 3));

    [Theory]
    [InlineData(double.NaN, FactProblemCode.NotANumber)]
    [InlineData(double.PositiveInfinity, FactProblemCode.Infinite)]
    [InlineData(double.NegativeInfinity, FactProblemCode.Infinite)]
    [InlineData(-1, FactProblemCode.Negative)]
    public void Bad_numbers_are_named_wherever_they_are(double bad, FactProblemCode code)
    {
        Assert.Equal((code, "broadcasts/5: parts[channels/a].metrics[likes]"), Only(Good.With(MetricIds.Likes, _ => MetricFact.Of(bad))));
        Assert.Equal((code, "broadcasts/5: parts[channels/a].liveMinutes"), Only(Part(p => p with { LiveMinutes = bad })));
        Assert.Equal((code, "broadcasts/5: parts[channels/a].viewerMinutes"), Only(Part(p => p with { ViewerMinutes = bad })));
        Assert.Equal(
            (code, "broadcasts/5: parts[channels/a].steps[2].metrics[likes]"),
            Only(Part(p => p with { Steps = [Step(2, (MetricIds.Likes, bad))] }))
        );
        Assert.Equal(
            (code, "broadcasts/5: parts[channels/a].metrics[likes].readings[0]"),
            First(Good.With(MetricIds.Likes, _ => MetricFact.OfCounter([bad, 1])))
        );
    }

    [Fact]
    public void A_total_that_runs_backwards_is_named_with_its_reading()
    {
        Assert.Equal(
            (FactProblemCode.RunsBackwards, "broadcasts/5: parts[channels/a].metrics[likes].readings[2]"),
            Only(Good.With(MetricIds.Likes, static _ => MetricFact.OfCounter([10, 30, 29, 40])))
        );
        Assert.Empty(FactsValidator.Check(Good.With(MetricIds.Likes, static _ => MetricFact.OfCounter([10, 30, 30])), []));
        Assert.Equal(20, MetricFact.OfCounter([10, 30, 30]).Value);
        Assert.Throws<ArgumentException>(static () => MetricFact.OfCounter([]));
    }

    [Fact]
    public void Shares_above_one_and_rates_without_their_n_are_named()
    {
        var metrics = new ScoringMetrics([ScoringMetrics.Catalogue.Find(MetricIds.Likes)! with { Kind = MeasureKind.Ratio }], []);

        Assert.Equal(FactProblemCode.RatioAboveOne, Ratio(MetricFact.OfRate(1.01, 10)));
        Assert.Equal(FactProblemCode.NoSampleSize, Ratio(MetricFact.Of(0.5)));
        Assert.Equal(FactProblemCode.Negative, Ratio(MetricFact.OfRate(0.5, -1)));
        Assert.Null(Ratio(MetricFact.OfRate(1, 10)));

        // Interactions per viewer-minute are a rate, not a share: more than one is possible.
        var rate = Shows.Of(5, (MetricIds.InteractionRate, 3));
        Assert.Equal(FactProblemCode.NoSampleSize, Only(rate).Code);
        Assert.Empty(FactsValidator.Check(rate.With(MetricIds.InteractionRate, static v => MetricFact.OfRate(v, 100)), []));

        FactProblemCode? Ratio(MetricFact fact) =>
            FactsValidator.Check(Good.With(MetricIds.Likes, _ => fact), [], metrics).SingleOrDefault()?.Code;
    }

    [Fact]
    public void Only_signed_growth_may_be_below_zero() =>
        Assert.Empty(FactsValidator.Check(Shows.Of(5, (MetricIds.FollowersTotal, -12)), []));

    [Fact]
    public void Broadcasts_are_there_once_and_came_before()
    {
        Assert.Equal(
            [FactProblemCode.DuplicateBroadcast, FactProblemCode.NotEarlier],
            FactsValidator.Check(Good, [Good]).Select(static p => p.Code)
        );
        Assert.Equal(
            (FactProblemCode.DuplicateBroadcast, "broadcasts/1"),
            Only(Good, Shows.Of(1, (MetricIds.Likes, 1)), Shows.Of(1, (MetricIds.Likes, 2)))
        );
        Assert.Equal((FactProblemCode.NotEarlier, "broadcasts/6: startTime"), Only(Good, Shows.Of(6, (MetricIds.Likes, 1))));
    }

    [Fact]
    public void Clocks_channels_metrics_minutes_and_names_are_looked_at()
    {
        Assert.Equal((FactProblemCode.ClockJump, "broadcasts/5: endTime"), Only(Good with { EndTime = Good.StartTime.AddTicks(-1) }));
        Assert.Equal(
            (FactProblemCode.DuplicatePart, "broadcasts/5: parts[channels/a]"),
            Only(Good with { Parts = [Good.Parts[0], Good.Parts[0]] })
        );
        Assert.Equal(
            (FactProblemCode.UnknownMetric, "broadcasts/5: parts[channels/a].metrics[popularity]"),
            Only(Shows.Of(5, ("popularity", 1)))
        );
        Assert.Equal(
            (FactProblemCode.StepOrder, "broadcasts/5: parts[channels/a].steps[1]"),
            Only(Part(static p => p with { Steps = [Step(1), Step(1)] }))
        );
        Assert.Equal(FactProblemCode.StepOrder, Only(Part(static p => p with { Steps = [Step(-1)] })).Code);
        Assert.Equal((FactProblemCode.Nameless, "broadcast: name"), Only(Good with { Name = " " }));
        Assert.Equal(FactProblemCode.Nameless, Only(Part(static p => p with { Platform = "" })).Code);
    }

    [Fact]
    public void All_problems_come_at_once_and_missing_needs_a_reason()
    {
        var bad = Shows.Of(5, (MetricIds.Likes, double.NaN), (MetricIds.Shares, -1)) with { EndTime = DateTimeOffset.MinValue };

        var problems = Assert.Throws<FactsException>(() => FactsValidator.Require(bad, [])).Problems;

        Assert.Equal(
            [FactProblemCode.ClockJump, FactProblemCode.NotANumber, FactProblemCode.Negative],
            problems.Select(static p => p.Code)
        );
        Assert.Throws<ArgumentException>(static () => MetricFact.None(" "));
        FactsValidator.Require(Good, []);
    }

    private static StepFacts Step(int minute, params (string Metric, double Value)[] metrics) =>
        new() { Minute = minute, Metrics = metrics.ToDictionary(static m => m.Metric, static m => m.Value) };

    private static BroadcastFacts Part(Func<BroadcastPart, BroadcastPart> change) => Good with { Parts = [change(Good.Parts[0])] };

    private static (FactProblemCode Code, string Field) First(BroadcastFacts target) =>
        FactsValidator.Check(target, []).Select(static p => (p.Code, p.Field)).First();

    private static (FactProblemCode Code, string Field) Only(BroadcastFacts target, params BroadcastFacts[] earlier) =>
        FactsValidator.Check(target, earlier).Select(static p => (p.Code, p.Field)).Single();
}

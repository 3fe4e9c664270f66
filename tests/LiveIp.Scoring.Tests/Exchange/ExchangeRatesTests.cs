using LiveIp.Contracts;
using LiveIp.Scoring.Exchange;
using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Metrics;
using LiveIp.Scoring.Scores;
using LiveIp.Scoring.Tests.Support;

namespace LiveIp.Scoring.Tests.Exchange;

public sealed class ExchangeRatesTests
{
    private static readonly ScoredMetric Likes = ScoringMetrics.Catalogue.Find(MetricIds.Likes)!;

    [Fact]
    public void The_rate_is_the_median_ratio_with_its_order_statistics()
    {
        // Likes + 0.5 on Bilibili are 10, 20, 30, 40 and 90 times those on YouTube.
        var rate = Rate(10, 20, 30, 40, 90);

        Assert.Equal(30, rate.Rate!.Value, 1e-9);
        Assert.Equal((10, 90), (Math.Round(rate.Low!.Value, 9), Math.Round(rate.High!.Value, 9)));
        Assert.Equal(1 - (2 / 32.0), rate.Level!.Value, 1e-12);
        Assert.Equal((5, Exposure.ViewerMinutes), (rate.Simulcasts, rate.Exposure));
        Assert.Null(rate.NoValue);
    }

    [Fact]
    public void With_more_simulcasts_the_interval_leaves_out_the_ends()
    {
        // n = 9: the second from both ends, 1 - 2 (1 + 9) / 2^9.
        var rate = Rate(1, 2, 3, 4, 5, 6, 7, 8, 9);

        Assert.Equal((5, 2, 8), (Math.Round(rate.Rate!.Value, 9), Math.Round(rate.Low!.Value, 9), Math.Round(rate.High!.Value, 9)));
        Assert.Equal(1 - (20 / 512.0), rate.Level!.Value, 1e-12);
    }

    [Fact]
    public void Turned_round_it_is_one_over_it() =>
        Assert.Equal(1 / 30.0, ExchangeRates.Estimate(Likes, "bilibili", "youtube", Simulcasts(10, 20, 30, 40, 90)).Rate!.Value, 1e-12);

    [Fact]
    public void With_fewer_than_five_simulcasts_there_is_no_rate()
    {
        var rate = Rate(10, 20, 30, 40);

        Assert.Null(rate.Rate);
        Assert.Null(rate.Low);
        Assert.Equal("no rate (4 of 5 simulcasts)", rate.NoValue!.English);
        Assert.Equal(NoValueCode.NoSimulcasts, rate.NoValue.Code);
    }

    [Fact]
    public void Broadcasts_on_one_platform_and_those_without_the_metric_do_not_count()
    {
        var alone = Shows.Of(90, Shows.Part("channels/y", "youtube", (MetricIds.Likes, 3)));
        var missing = Simulcasts(5)[0].With(MetricIds.Likes, static _ => MetricFact.None("no sample yet"));

        Assert.Equal(
            5,
            ExchangeRates.Estimate(Likes, "youtube", "bilibili", [.. Simulcasts(10, 20, 30, 40, 90), alone, missing]).Simulcasts
        );
    }

    [Fact]
    public void Where_viewers_are_unknown_live_minutes_stand_in_on_both_sides()
    {
        var facts = Simulcasts(2, 2, 2, 2, 2).Select(static b => b with { Parts = [b.Parts[0], b.Parts[1] with { ViewerMinutes = null }] });

        var rate = ExchangeRates.Estimate(Likes, "youtube", "bilibili", [.. facts]);

        Assert.Equal(Exposure.LiveMinutes, rate.Exposure);
        Assert.Equal(2, rate.Rate!.Value, 1e-9);
    }

    [Fact]
    public void What_knows_no_ratio_is_refused() =>
        Assert.Throws<ArgumentException>(static () =>
            ExchangeRates.Estimate(ScoringMetrics.Catalogue.Find(MetricIds.FollowersTotal)!, "youtube", "bilibili", [])
        );

    private static ExchangeRate Rate(params double[] times) => ExchangeRates.Estimate(Likes, "youtube", "bilibili", Simulcasts(times));

    private static BroadcastFacts[] Simulcasts(params double[] times) =>
        [
            .. times.Select(
                static (t, day) =>
                    Shows.Of(
                        day,
                        Shows.Part("channels/y", "youtube", (MetricIds.Likes, 9.5)),
                        Shows.Part("channels/b", "bilibili", (MetricIds.Likes, (10 * t) - 0.5))
                    )
            ),
        ];
}

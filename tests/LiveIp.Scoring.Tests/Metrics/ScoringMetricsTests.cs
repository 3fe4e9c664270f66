using LiveIp.Contracts;
using LiveIp.Scoring.Baselines;
using LiveIp.Scoring.Metrics;

namespace LiveIp.Scoring.Tests.Metrics;

public sealed class ScoringMetricsTests
{
    private static readonly ScoringMetrics Catalogue = ScoringMetrics.Catalogue;

    [Fact]
    public void Every_metric_of_the_catalogue_is_scored_or_says_why_not() =>
        Assert.Equal(
            MetricCatalog.All.Select(static m => m.Id).Order(StringComparer.Ordinal),
            Catalogue.Scored.Select(static m => m.Id).Concat(Catalogue.Unscored.Select(static m => m.Id)).Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Each_has_a_name_in_both_languages_and_a_reason()
    {
        Assert.All(Catalogue.Scored, static m => Assert.False(string.IsNullOrWhiteSpace(m.Name) || string.IsNullOrWhiteSpace(m.NameZh)));
        Assert.All(Catalogue.Unscored, static m => Assert.False(string.IsNullOrWhiteSpace(m.Why)));
        Assert.Equal(Catalogue.Scored.Count, Catalogue.Scored.Select(static m => m.Name).Distinct().Count());
        Assert.Equal(Catalogue.Scored.Count, Catalogue.Scored.Select(static m => m.NameZh).Distinct().Count());
    }

    [Fact]
    public void Half_units_are_those_of_the_kind()
    {
        Assert.All(Catalogue.Scored.Where(static m => m.Kind == MeasureKind.Count), static m => Assert.Equal(0.5, m.HalfUnit));
        Assert.All(Catalogue.Scored.Where(static m => m.Kind == MeasureKind.Duration), static m => Assert.Equal(30, m.HalfUnit));
        Assert.All(Catalogue.Scored.Where(static m => m.Kind == MeasureKind.Money), static m => Assert.Equal(500_000, m.HalfUnit));
    }

    [Fact]
    public void Priors_are_those_that_were_measured()
    {
        Assert.Equal(5, BaselinePriors.Shipped.All.Count());
        Assert.All(BaselinePriors.Shipped.All, static p => Assert.Null(p.Prior.Location));
        Assert.All(BaselinePriors.Shipped.All, static p => Assert.False(string.IsNullOrWhiteSpace(p.Prior.Source)));
        Assert.Equal(
            [MetricIds.SpreadViews, MetricIds.SpreadLikes],
            Catalogue.Scored.Where(static m => m.Prior.Length > 0).Select(static m => m.Id)
        );
        Assert.All(
            Catalogue.Scored.Where(static m => m.Prior.Length > 0),
            static m => Assert.NotNull(BaselinePriors.Shipped.Find(m.Prior, "youtube"))
        );
        Assert.Null(BaselinePriors.Shipped.Find("views", "twitch"));
    }

    [Theory]
    [InlineData(MetricIds.WatchSeconds, "s", 7200)]
    [InlineData(MetricIds.WatchSeconds, "min", 120)]
    [InlineData(MetricIds.WatchSeconds, "h", 2)]
    [InlineData(MetricIds.ContributionsValue, "{micros}", 7200)]
    [InlineData(MetricIds.ContributionsValue, "1", 0.0072)]
    [InlineData(MetricIds.Likes, "{like}", 7200)]
    public void Units_become_the_catalogues(string metric, string unit, double value) =>
        Assert.Equal(7200, MetricUnits.ToCanonical(Catalogue.Find(metric)!, value, unit), 1e-9);

    [Theory]
    [InlineData(MetricIds.WatchSeconds, "{view}")]
    [InlineData(MetricIds.Likes, "s")]
    [InlineData(MetricIds.Likes, "")]
    public void Other_units_are_refused(string metric, string unit) =>
        Assert.Throws<ArgumentException>(() => MetricUnits.ToCanonical(Catalogue.Find(metric)!, 1, unit));

    [Fact]
    public void Metrics_of_ones_own_are_looked_at()
    {
        var likes = Catalogue.Find(MetricIds.Likes)!;

        Assert.Throws<ArgumentException>(() => new ScoringMetrics([likes with { Direction = 0 }], []));
        Assert.Throws<ArgumentException>(() => new ScoringMetrics([likes with { HalfUnit = 0 }], []));
        Assert.Throws<ArgumentException>(() => new ScoringMetrics([likes with { HalfUnit = double.NaN }], []));
        Assert.Throws<ArgumentException>(() => new ScoringMetrics([likes with { Exposures = [] }], []));
        Assert.Throws<ArgumentException>(() => new ScoringMetrics([likes, likes], []));
    }
}

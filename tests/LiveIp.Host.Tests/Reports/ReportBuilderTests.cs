using CsCheck;
using LiveIp.Contracts;
using LiveIp.Host.Metrics;
using LiveIp.Host.Reports.Model;

namespace LiveIp.Host.Tests.Reports;

public sealed class ReportBuilderTests
{
    [Fact]
    public void Totals_are_the_sums_of_comparable_metrics_of_open_platforms() =>
        Gen.Select(Gen.Int[0, 10_000], Gen.Int[1, 40])
            .Sample(
                static (seed, minutes) =>
                {
                    var source = SyntheticShow.Of(seed, minutes, history: 0, closed: "youtube");
                    var report = new ReportBuilder(new GateWithout("youtube")).Build(source);

                    foreach (var total in report.Totals.Where(static t => t.Value is not null))
                    {
                        var open = source.Parts.Where(static p => p.Platform != "youtube");
                        var values = open.SelectMany(p => p.Values.Where(v => v.Metric == total.Metric)).Sum(static v => v.Value ?? 0);
                        Assert.Equal(values, total.Value!.Value, 1e-9);
                        Assert.Contains(total.Without, static w => w.Platform == "youtube" && w.Reason == MissingReasons.NotDerived);
                        Assert.NotEqual("", MetricCatalog.Find(total.Metric)!.ComparableTo);
                    }

                    Assert.Contains(report.Totals, static t => t is { Metric: MetricIds.ChatMessages, Value: not null });
                    Assert.Equal(MissingReasons.NotComparable, Total(report, MetricIds.Likes).Missing);
                    Assert.Equal(ReportTotals.NotAdded, Total(report, MetricIds.ChatParticipants).Missing);
                    Assert.Equal(ReportTotals.NotAdded, Total(report, MetricIds.ViewersMean).Missing);
                    Assert.Equal(MissingReasons.NotComparable, Total(report, MetricIds.ContributionsValue).Missing);
                },
                iter: 20
            );

    [Fact]
    public void A_closed_platform_shows_what_it_stated_and_nothing_that_is_derived()
    {
        var report = new ReportBuilder(new GateWithout("youtube")).Build(SyntheticShow.Of(closed: "youtube"));

        var youtube = report.Parts.Single(static p => p.Platform == "youtube");
        Assert.All(
            youtube.Values.Where(static v => MetricCatalog.Find(v.Metric)!.Derived),
            static v => Assert.Equal((null, MissingReasons.NotDerived), (v.Value, v.Missing))
        );
        Assert.NotNull(youtube.Values.Single(static v => v.Metric == MetricIds.ChatMessages).Value);
        Assert.DoesNotContain(report.Peaks, static p => p.Caption == "YouTube");
        Assert.DoesNotContain(report.Score.Terms, static t => t.Platform == "youtube");
        Assert.Contains(report.Series, static s => s is { Platform: "youtube", Metric: MetricIds.ViewersConcurrent });
    }

    [Fact]
    public void A_minute_without_events_is_zero_on_air_and_unknown_in_a_gap()
    {
        var source = SyntheticShow.Of(minutes: 100);
        var report = new ReportBuilder(new GateWithout()).Build(source);

        var chat = report.Series.Single(static s => s is { Platform: "bilibili", Metric: MetricIds.ChatMessages });
        var gifts = report.Series.Single(static s => s is { Platform: "twitch", Metric: MetricIds.ContributionsCount });
        Assert.Equal(100, report.Minutes);
        Assert.Equal([null, null, null, null], chat.Values.Skip(60).Take(4));
        Assert.NotNull(chat.Values[59]);
        Assert.NotNull(chat.Values[64]);
        Assert.Contains(0, gifts.Values);
        Assert.DoesNotContain(null, gifts.Values);
        Assert.DoesNotContain(report.Series, static s => s.Metric == MetricIds.Likes);
    }

    [Fact]
    public void A_peak_is_the_highest_minute()
    {
        var report = new ReportBuilder(new GateWithout()).Build(SyntheticShow.Of());

        Assert.NotEmpty(report.Peaks);
        Assert.All(
            report.Peaks,
            peak =>
            {
                var series = report.Series.Single(s => (s.Caption, s.Metric) == (peak.Caption, peak.Metric));
                Assert.Equal(series.Values.Max(), peak.Value);
                Assert.Equal(peak.Value, series.Values[peak.Minute]);
            }
        );
    }

    [Fact]
    public void A_stream_that_never_ends_is_cut_and_says_so()
    {
        var source = SyntheticShow.Of(minutes: 30, history: 0);
        var long_ = source.Broadcast.Raw with { EndTime = source.Broadcast.Raw.StartTime.AddDays(400) };

        var report = new ReportBuilder(new GateWithout()).Build(source with { Broadcast = source.Broadcast with { Raw = long_ } });

        Assert.Equal(ReportMinutes.Most, report.Minutes);
        Assert.Equal((400 * 1440) - ReportMinutes.Most, report.MinutesLeftOut);
    }

    private static ReportTotal Total(BroadcastReport report, string metric) => report.Totals.Single(t => t.Metric == metric);
}

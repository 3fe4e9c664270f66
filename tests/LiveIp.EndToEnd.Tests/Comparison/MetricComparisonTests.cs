using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.Host.Demo.Comparison;
using LiveIp.V1;

namespace LiveIp.EndToEnd.Tests.Comparison;

public sealed class MetricComparisonTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(2, true)]
    [InlineData(1, false)]
    [InlineData(3, false)]
    public void A_count_must_be_equal(double value, bool holds) =>
        Assert.Equal(holds, Cell([Chat("a"), Chat("b")], Value(MetricIds.ChatMessages, value)).Holds);

    [Fact]
    public void A_count_that_reads_missing_although_it_happened_does_not_hold()
    {
        var missing = new MetricValue { Metric = MetricIds.ChatMessages, Missing = "not offered by the platform" };
        Assert.False(Cell([Chat("a")], missing).Holds);
        Assert.True(Cell([], missing).Holds);
    }

    [Theory]
    [InlineData(5_000_000, true)]
    [InlineData(4_999_999, false)]
    public void Money_must_be_equal_to_the_millionth(double value, bool holds)
    {
        var paid = Value(MetricIds.ContributionsValue, value);
        paid.Currency = "USD";
        Assert.Equal(holds, Cell([Paid("a", 2_000_000), Paid("b", 3_000_000)], paid).Holds);
    }

    [Fact]
    public void Money_in_a_currency_that_the_host_does_not_show_does_not_hold()
    {
        var report = Report([Paid("a", 2_000_000)], [], []);
        Assert.False(Assert.Single(report.Metrics).Holds);
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(25, false)]
    public void Of_a_poll_the_state_with_the_most_votes_counts(double value, bool holds)
    {
        var states = new[] { Poll("a", 10), Poll("b", 25) with { Class = "unrecoverable" }, Poll("c", 30) };
        Assert.Equal(holds, Cell(states, Value(MetricIds.PollsVotes, value)).Holds);
    }

    [Theory]
    [InlineData(10, 5, true)]
    [InlineData(20, 5, false)]
    [InlineData(20, 11, true)]
    [InlineData(10, 14, false)]
    public void A_gauge_must_have_been_true_within_one_interval(long shown, int second, bool holds)
    {
        TrueSample[] samples =
        [
            new("twitch", MetricIds.ViewersConcurrent, 10, Noon),
            new("twitch", MetricIds.ViewersConcurrent, 20, Noon.AddSeconds(10)),
        ];
        var measured = new LiveEvent
        {
            Id = "m",
            OccurredAt = Noon.AddSeconds(second).ToTimestamp(),
            Measurement = new Measurement { Metric = MetricIds.ViewersConcurrent, Gauge = shown },
        };
        var report = Report([], [Value(MetricIds.ViewersConcurrent, shown)], samples, measured);
        Assert.Equal(holds, Assert.Single(report.Metrics).Holds);
    }

    private static MetricCell Cell(IReadOnlyList<Occurrence> truth, MetricValue value) => Report(truth, [value], []).Metrics[0];

    private static PlatformReport Report(
        IReadOnlyList<Occurrence> truth,
        IReadOnlyList<MetricValue> values,
        IReadOnlyList<TrueSample> samples,
        params LiveEvent[] log
    )
    {
        var report = new PlatformReport("twitch");
        MetricComparison.Compare(report, truth, samples, new LoggedEvents(log), values, TimeSpan.FromSeconds(2));
        return report;
    }

    private static MetricValue Value(string metric, double number) => new() { Metric = metric, Number = number };

    private static Occurrence Chat(string id) => Row(id, "chat_message", new() { [MetricIds.ChatMessages] = 1 });

    private static Occurrence Paid(string id, long micros) =>
        Row(id, "contribution", new() { [MetricIds.ContributionsCount] = 1 }) with
        {
            Amount = new Money { Micros = micros, Currency = "USD" },
        };

    private static Occurrence Poll(string id, long votes) => Row(id, "poll", []) with { Tally = ("p", votes) };

    private static Occurrence Row(string id, string kind, Dictionary<string, long> counts) =>
        new()
        {
            Platform = "twitch",
            Id = id,
            Group = id,
            Kind = kind,
            PlatformType = kind,
            Actor = "",
            Counts = counts,
            At = Noon,
            Class = "delivered",
        };
}

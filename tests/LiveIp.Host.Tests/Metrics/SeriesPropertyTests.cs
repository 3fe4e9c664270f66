using CsCheck;
using LiveIp.Contracts;
using LiveIp.Host.Events;
using LiveIp.Host.Metrics;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Metrics;

/// <summary>However often and in whatever order events come in, the log folds to the same and the series are those of the fold.</summary>
public sealed class SeriesPropertyTests
{
    private const int Minutes = 4;

    private static readonly Stretch Whole = new(Sample.Start, Sample.Start.AddMinutes(Minutes));

    // A small world of ids, so that repeats and revisions meet.
    private static readonly Gen<LiveEvent> Event = Gen.Select(
        Gen.Int[0, 6],
        Gen.Int[0, 5],
        Gen.Int[0, 2],
        Gen.Int[0, Minutes * 60 - 1],
        Gen.Long[0, 50],
        Gen.Int[0, 3],
        static (kind, id, revision, second, amount, who) => Make(kind, id, revision, second, amount, who)
    );

    // Of two events with the same id and revision only one can exist: the platform's.
    private static readonly Gen<(LiveEvent[] Deliveries, int[] Cuts)> Delivery =
        from distinct in Event.Array[1, 40].Select(static all => all.DistinctBy(static e => (e.Id, e.Revision)).ToArray())
        from repeats in Gen.Int[0, distinct.Length - 1].Array[0, 40]
        from shuffled in Gen.Shuffle<LiveEvent>((LiveEvent[])[.. distinct, .. repeats.Select(i => distinct[i])])
        from cuts in Gen.Int[1, 7].Array[1, 20]
        select (shuffled, cuts);

    [Fact]
    public Task Order_repeats_and_revisions_do_not_matter() =>
        Delivery.SampleAsync(
            static async delivery =>
            {
                using var directory = new TempDirectory();
                await using var log = SqliteEventLog.Open(directory.File("log.db"), TimeProvider.System, new() { GroupSize = 5 });
                await DeliverAsync(log, delivery.Deliveries, delivery.Cuts);

                var expected = delivery.Deliveries.GroupBy(static e => e.Id).Select(static g => g.MaxBy(static e => e.Revision)!).ToArray();
                AssertFold(expected, log);
                AssertSeries(expected, log);
            },
            iter: 200
        );

    private static async Task DeliverAsync(SqliteEventLog log, LiveEvent[] events, int[] cuts)
    {
        for (int at = 0, turn = 0; at < events.Length; turn++)
        {
            var size = Math.Min(cuts[turn % cuts.Length], events.Length - at);
            // Clones: the log stamps what it is given.
            await log.AppendAsync(Sample.Batch([.. events.Skip(at).Take(size).Select(static e => e.Clone())]), Deadline.Token());
            at += size;
        }

        await log.FlushAsync(Deadline.Token());
    }

    private static void AssertFold(LiveEvent[] expected, SqliteEventLog log)
    {
        var stored = log.Read(0, 1000).Select(static e => e.Parse()).ToArray();
        foreach (var item in stored)
        {
            item.Sequence = 0;
            item.Channel = item.Platform = "";
            item.ReceivedAt = null;
        }

        Assert.All(
            stored.GroupBy(static e => e.Id),
            static revisions =>
                Assert.Equal(revisions.Select(static e => e.Revision).Order().Distinct(), revisions.Select(static e => e.Revision))
        );
        Assert.Equal(
            expected.OrderBy(static e => e.Id, StringComparer.Ordinal),
            stored.GroupBy(static e => e.Id).Select(static g => g.Last()).OrderBy(static e => e.Id, StringComparer.Ordinal)
        );
    }

    private static void AssertSeries(LiveEvent[] fold, SqliteEventLog log)
    {
        var series = new SeriesReader(log.Database, log.Channels);
        var channel = log.Channels.Find(Sample.Channel)!;
        var counted = fold.Where(static e => !e.Echo).ToArray();

        foreach (var metric in (string[])[MetricIds.ChatMessages, MetricIds.Likes, MetricIds.ContributionsValue, MetricIds.PollsVotes])
        {
            var model = Model(metric, counted);
            var points = series.Points(channel, metric, Whole, SeriesPosition.Start, 1000);
            Assert.Equal(
                model.Select(static p => (p.Key.Minute, p.Key.Currency, p.Value)),
                points.Select(static p => (p.Position.Minute - Whole.FromMinute, p.Position.Currency, (long)p.Value))
            );
        }

        var speakers = counted.Where(static e => e.ChatMessage is not null && e.Actor.Person.Id.Length > 0).ToArray();
        Assert.Equal(speakers.Select(static e => e.Actor.Person.Id).Distinct().Count(), series.Speakers(channel, Whole));

        var gauges = counted.Where(static e => e.Measurement?.SampleCase == Measurement.SampleOneofCase.Gauge).ToArray();
        Assert.Equal(
            gauges.Select(static e => (long?)e.Measurement.Gauge).Max(),
            series.Gauge(channel, MetricIds.ViewersConcurrent, Whole)?.Peak
        );
    }

    // The plainest way to count: over the folded events, in order of time.
    private static SortedDictionary<(long Minute, string Currency), long> Model(string metric, LiveEvent[] events)
    {
        var sums = new SortedDictionary<(long, string), long>();
        foreach (var item in events)
        {
            switch (item.BodyCase)
            {
                case LiveEvent.BodyOneofCase.ChatMessage when metric == MetricIds.ChatMessages:
                    Add(item, 1);
                    break;
                case LiveEvent.BodyOneofCase.Reaction when metric == MetricIds.Likes:
                    Add(item, item.Reaction.Count);
                    break;
                case LiveEvent.BodyOneofCase.Contribution when metric == MetricIds.ContributionsValue:
                    Add(item, item.Contribution.Money.Micros, item.Contribution.Money.Currency);
                    break;
            }
        }

        var counters = events.Select(Counter.Of).OfType<Counter>().Where(c => c.Metric == metric).GroupBy(static c => c.Subject);
        foreach (var counter in counters)
        {
            var last = 0L;
            foreach (var sample in counter.OrderBy(static c => c.Event.OccurredAt.Seconds).ThenBy(static c => c.Value))
            {
                Add(sample.Event, sample.Value - last);
                last = sample.Value;
            }
        }

        return sums;

        void Add(LiveEvent item, long amount, string currency = "")
        {
            var key = ((item.OccurredAt.Seconds / 60) - Whole.FromMinute, currency);
            sums[key] = sums.GetValueOrDefault(key) + amount;
        }
    }

    private static LiveEvent Make(int kind, int id, int revision, int second, long amount, int who)
    {
        var made = Sample.Event($"{kind}:{id}", second, revision);
        made.Echo = amount % 7 == 6;
        switch (kind)
        {
            case 0:
                made.ChatMessage = new() { Text = "hi" };
                made.Actor = new() { Person = new() { Id = who == 0 ? "" : $"p{who}" } };
                break;
            case 1:
                made.Contribution = new()
                {
                    Count = 1,
                    Money = new() { Micros = amount, Currency = who < 2 ? "USD" : "x-bits" },
                };
                break;
            case 2:
                made.Reaction = new() { Count = amount };
                break;
            case 3:
                made.Broadcast = $"b{who}";
                made.Measurement = new() { Metric = MetricIds.Likes, Total = amount };
                break;
            case 4:
                made.Poll = new()
                {
                    PollId = $"poll{who}",
                    Options =
                    {
                        new Poll.Types.Option { Votes = amount },
                        new Poll.Types.Option { Votes = 1 },
                    },
                };
                break;
            case 5:
                made.Measurement = new() { Metric = MetricIds.ViewersConcurrent, Gauge = amount };
                break;
            default:
                made.Presence = new();
                break;
        }

        return made;
    }

    private sealed record Counter(string Metric, string Subject, long Value, LiveEvent Event)
    {
        public static Counter? Of(LiveEvent item) =>
            item switch
            {
                { Poll: { } poll } => new(MetricIds.PollsVotes, poll.PollId, poll.Options.Sum(static o => o.Votes), item),
                { Measurement: { HasTotal: true } sample } => new(sample.Metric, item.Broadcast, sample.Total, item),
                _ => null,
            };
    }
}

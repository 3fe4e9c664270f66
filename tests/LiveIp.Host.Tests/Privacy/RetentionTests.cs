using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Channels.Tokens;
using LiveIp.Host.Events;
using LiveIp.Host.Metrics;
using LiveIp.Host.Privacy.Retention;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Host.Tests.Privacy;

public sealed class RetentionTests : IAsyncLifetime
{
    private const string Channel = "channels/tube";

    private readonly TempDirectory _directory = new();
    private readonly FakeTimeProvider _clock = new(Sample.Start);
    private readonly MemoryVault _vault = new();
    private SqliteEventLog _log = null!;
    private RetentionRules _rules = null!;

    public ValueTask InitializeAsync()
    {
        _log = SqliteEventLog.Open(_directory.File("log.db"), _clock);
        _rules = new(_directory.File("retention.json"));
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Personal_content_goes_after_its_time_and_the_event_after_its_own()
    {
        _rules.Set([
            ("twitch", ContentClass.Personal, TimeSpan.FromDays(7), false),
            ("twitch", ContentClass.Events, TimeSpan.FromDays(20), false),
        ]);
        await _log.WriteAsync(Sample.Chat("old", person: "twitch:1", text: "words"), Sample.Gift("gift", 5, "x"));
        _clock.Advance(TimeSpan.FromDays(6));
        await _log.WriteAsync(Sample.Chat("young", person: "twitch:1", text: "words"));

        _clock.Advance(TimeSpan.FromDays(2));
        await SweepAsync();

        var events = _log.Read(0, 10).Select(static e => e.Parse()).ToArray();
        Assert.Equal([("old", true), ("gift", false), ("young", false)], events.Select(static e => (e.Id, e.Redacted)));
        Assert.Equal(["", "", "words"], events.Select(static e => e.ChatMessage?.Text ?? ""));

        _clock.Advance(TimeSpan.FromDays(13));
        await SweepAsync();

        Assert.Equal(["young"], _log.Read(0, 10).Select(static e => e.Parse().Id));
        Assert.Equal((3, 3, 2), (_log.OldestSequence, _log.LastSequence, _log.RemovedThrough(null)));
        Assert.Equal(2, Sum(Sample.Channel, MetricIds.ChatMessages));
    }

    [Fact]
    public async Task What_was_removed_does_not_come_back_with_a_backfill_and_its_revision_neither()
    {
        _rules.Set([("twitch", ContentClass.Events, TimeSpan.FromDays(20), false)]);
        await _log.WriteAsync(Sample.Gift("a", 5, "x"));
        _clock.Advance(TimeSpan.FromDays(21));
        await SweepAsync();

        await _log.WriteAsync(Sample.Gift("a", 5, "x"), Sample.Gift("a", 9, "x", revision: 3), Sample.Gift("b", 1, "x"));

        Assert.Equal(["b"], _log.Read(0, 10).Select(static e => e.Parse().Id));
        Assert.Equal(6, Sum(Sample.Channel, MetricIds.ContributionsValue));
    }

    [Fact]
    public async Task Youtube_statistics_stay_as_long_as_the_sign_in_was_confirmed_and_nothing_else_does()
    {
        await WriteTubeAsync(Sample.Gauge(MetricIds.ViewersConcurrent, 7, 0), Sample.Chat("chat"), Gap("gap"));
        _clock.Advance(TimeSpan.FromDays(31));
        _vault.Write(
            Channel,
            "verified_at",
            _clock.GetUtcNow().AddDays(-29).ToUnixTimeSeconds().ToString(System.Globalization.CultureInfo.InvariantCulture)
        );
        await SweepAsync();

        Assert.Equal([LiveEvent.BodyOneofCase.Measurement, LiveEvent.BodyOneofCase.Gap], _log.Read(0, 10).Select(static e => e.Kind));
        Assert.Equal(1, Sum(Channel, MetricIds.ChatMessages));

        _clock.Advance(TimeSpan.FromDays(2));
        await SweepAsync();

        Assert.Equal([LiveEvent.BodyOneofCase.Gap], _log.Read(0, 10).Select(static e => e.Kind));
        Assert.Null(Sum(Channel, MetricIds.ChatMessages));
        Assert.Null(Series().LastGauge(_log.Channels.Find(Channel)!, MetricIds.ViewersConcurrent, Minute));
    }

    [Fact]
    public async Task A_counter_that_runs_on_past_its_age_is_not_counted_twice()
    {
        _rules.Set([("twitch", ContentClass.Aggregates, TimeSpan.FromDays(1), false)]);
        await _log.WriteAsync(Sample.Total(MetricIds.Likes, 100, 0), Sample.Total(MetricIds.Likes, 150, 60));
        _clock.Advance(TimeSpan.FromDays(2));
        var late = TimeSpan.FromDays(2).TotalSeconds;
        await _log.WriteAsync(Sample.Total(MetricIds.Likes, 160, late - 1));
        await SweepAsync();

        await _log.WriteAsync(Sample.Total(MetricIds.Likes, 165, late));

        var all = new Stretch(Sample.Start, Sample.Start.AddDays(3));
        Assert.Equal(15, Series().Sums(_log.Channels.Find(Sample.Channel)!, MetricIds.Likes, all).Single().Sum);
    }

    [Fact]
    public async Task Removed_events_of_one_kind_among_others_are_known_to_readers_of_that_kind_alone_also_after_a_restart()
    {
        await WriteTubeAsync(Sample.Chat("chat"));
        await _log.WriteAsync(Sample.Chat("other"));
        _clock.Advance(TimeSpan.FromDays(31));
        await SweepAsync();
        await _log.DisposeAsync();
        _log = SqliteEventLog.Open(_directory.File("log.db"), _clock);

        Assert.Equal((1, 2), (_log.RemovedThrough(null), _log.OldestSequence));
        Assert.Equal(1, _log.RemovedThrough(new() { Channels = [Channel], Kinds = [LiveEvent.BodyOneofCase.ChatMessage] }));
        Assert.Equal(0, _log.RemovedThrough(new() { Platforms = ["twitch"] }));
        Assert.Equal(0, _log.RemovedThrough(new() { Kinds = [LiveEvent.BodyOneofCase.Raid] }));
    }

    [Fact]
    public void Rules_outlive_the_host_and_a_limit_of_a_platform_holds()
    {
        _rules.Set([("twitch", ContentClass.Personal, null, false)]);
        var again = new RetentionRules(_directory.File("retention.json"));

        Assert.Equal(
            (null, false),
            (again.Find("twitch", ContentClass.Personal).Keep, again.Find("twitch", ContentClass.Personal).IsDefault)
        );
        Assert.True(again.Find("twitch", ContentClass.Events).IsDefault);
        Assert.NotNull(again.Objection("youtube", ContentClass.Personal, TimeSpan.FromDays(31), false));
        Assert.NotNull(again.Objection("youtube", ContentClass.Personal, TimeSpan.FromDays(30), true));
        Assert.NotNull(again.Objection("youtube", ContentClass.Statistics, null, false));
        Assert.Null(again.Objection("youtube", ContentClass.Statistics, TimeSpan.FromDays(30), true));
        Assert.NotNull(again.Objection("twitch", ContentClass.Events, TimeSpan.FromMinutes(59), false));
    }

    [Theory]
    [InlineData("""{"youtube":{"personal":{"keep":"90d"}}}""")]
    [InlineData("""{"youtube":{"personal":{"keep":"soon"}}}""")]
    [InlineData("""{"youtube":{"personal":{"kept":"1d"}}}""")]
    [InlineData("not json")]
    public void A_file_that_cannot_be_followed_is_refused(string json)
    {
        File.WriteAllText(_directory.File("retention.json"), json);

        var failure = Assert.Throws<FormatException>(() => new RetentionRules(_directory.File("retention.json")));
        Assert.Contains("retention.json", failure.Message, StringComparison.Ordinal);
    }

    private static Stretch Minute => new(Sample.Start, Sample.Start.AddMinutes(1));

    private static LiveEvent Gap(string id)
    {
        var gap = Sample.Event(id);
        gap.Gap = new() { Cause = V1.Gap.Types.Cause.Stalled };
        return gap;
    }

    private Task WriteTubeAsync(params IReadOnlyList<LiveEvent> events) =>
        _log.WriteAsync(Sample.Batch(events) with { Channel = Channel, Platform = "youtube" });

    private Task SweepAsync()
    {
        var book = new TokenBook(_vault, null!, _clock);
        return new RetentionSweep(_log, _rules, book, new(new(_log, _clock)), _clock).RunAsync(Deadline.Token());
    }

    private SeriesReader Series() => new(_log.Database, _log.Channels);

    private double? Sum(string channel, string metric) =>
        Series().Sums(_log.Channels.Find(channel)!, metric, Minute) is [var sum] ? sum.Sum : null;
}

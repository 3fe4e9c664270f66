using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using LiveIp.Host.Channels.Connections;
using LiveIp.Host.Operations.Telemetry;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Operations;

/// <summary>Alone: OpenTelemetry adds up the meters of one name over the process, and every other test's host has them too.</summary>
[CollectionDefinition(nameof(TelemetryTests), DisableParallelization = true)]
[Collection(nameof(TelemetryTests))]
public sealed class TelemetryTests : IAsyncLifetime
{
    private static readonly string[] Attributes =
    [
        "liveip.platform",
        "liveip.channel",
        "liveip.events",
        "liveip.batches",
        "liveip.outcome",
        "liveip.failure",
        "liveip.distributor",
    ];

    private readonly TempDirectory _directory = new();
    private OperationsHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await OperationsHost.StartAsync(_directory.Path);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Prometheus_reads_what_the_host_does_and_needs_the_token_for_it()
    {
        using var refused = await _host.Web.GetAsync("/metrics", Deadline.Token());
        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);

        var status = _host.Get<ConnectionBoard>().Of(_host.AddChannel("one", "twitch"));
        status.Hearing.Restore(Sample.Start);
        status.Online(TimeSpan.FromSeconds(20), again: true);
        var gap = Sample.Event("gap:1");
        gap.Gap = new() { Cause = Gap.Types.Cause.Stalled };
        await _host.Log.WriteAsync(Sample.Chat("a", text: "a private word", person: "twitch:4711"), Sample.Chat("a"), gap);
        using var watcher = new Watcher(_host.Grpc, new WatchEventsRequest { AfterSequence = 0 });
        await watcher.IdsAsync(2);

        var scraped = await _host.ScrapeAsync();

        Assert.Equal(2, Value(scraped, "liveip_events_accepted_total", "liveip_platform=\"twitch\""));
        Assert.Equal(1, Value(scraped, "liveip_events_dropped_total", "liveip_platform=\"twitch\""));
        Assert.Equal(1, Value(scraped, "liveip_gaps_total", "liveip_cause=\"Stalled\""));
        Assert.Equal(1, Value(scraped, "liveip_log_commit_duration_seconds_count"));
        Assert.Equal(1, Value(scraped, "liveip_log_durable_duration_seconds_count", "liveip_platform=\"twitch\""));
        Assert.Equal(2, Value(scraped, "liveip_log_sequence"));
        Assert.Equal(1, Value(scraped, "liveip_log_writable"));
        Assert.Equal(1, Value(scraped, "liveip_connections", "liveip_state=\"Online\""));
        Assert.Equal(1, Value(scraped, "liveip_connection_reconnects_total", "liveip_channel=\"channels/one\""));
        Assert.Equal(20, Value(scraped, "liveip_connection_silence_limit_seconds", "liveip_channel=\"channels/one\""));
        Assert.Equal(1, Value(scraped, "liveip_watchers"));
        Assert.True(Value(scraped, "liveip_data_size_bytes", "liveip_file=\"log.db\"") > 0);
        Assert.True(Value(scraped, "liveip_data_free_bytes") > 0);
        Assert.Contains("dotnet_gc", scraped, StringComparison.Ordinal);
        Assert.DoesNotContain("4711", scraped, StringComparison.Ordinal);
        Assert.DoesNotContain("private", scraped, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_commit_links_to_the_appends_that_it_made_durable_and_no_span_holds_content()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == Signals.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);

        var batch = Sample.Batch(Sample.Chat("a", text: "a private word", person: "twitch:4711")) with { Channel = "channels/traced" };
        await _host.Log.WriteAsync(batch);

        var append = Assert.Single(spans, static s => s.OperationName == "log.append" && Tag(s, "liveip.channel") == "channels/traced");
        var commit = Assert.Single(spans, s => s.OperationName == "log.commit" && s.Links.Any(l => l.Context.SpanId == append.SpanId));
        Assert.Equal(("1", "1"), (Tag(commit, "liveip.batches"), Tag(commit, "liveip.events")));
        Assert.All(spans, static s => Assert.All(s.TagObjects, static t => Assert.Contains(t.Key, Attributes)));
    }

    [Fact]
    public void An_attempt_ends_when_it_is_online_and_is_nobodys_parent()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == Signals.Name,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);

        using (var good = new AttemptSpan("twitch", "channels/span-good"))
        {
            Assert.Null(Activity.Current);
            good.Online();
            Assert.Equal("Online", Tag(Assert.Single(spans, s => Tag(s, "liveip.channel") == "channels/span-good"), "liveip.outcome"));
        }

        using (var bad = new AttemptSpan("twitch", "channels/span-bad"))
        {
            var end = bad.Ended(AttemptEnd.Failure(new IOException("https://secret.example/")));
            Assert.Equal(AttemptOutcome.Failed, end.Outcome);
        }

        var failed = Assert.Single(spans, s => Tag(s, "liveip.channel") == "channels/span-bad");
        Assert.Equal((ActivityStatusCode.Error, "Transient"), (failed.Status, Tag(failed, "liveip.failure")));
        Assert.Null(failed.StatusDescription);
        Assert.Single(spans, s => Tag(s, "liveip.channel") == "channels/span-good");
    }

    private static string? Tag(Activity span, string key) => span.GetTagItem(key)?.ToString();

    private static double Value(string scraped, string name, string label = "") =>
        double.Parse(
            Assert
                .Single(
                    scraped.Split('\n'),
                    l => l.StartsWith(name + "{", StringComparison.Ordinal) && l.Contains(label, StringComparison.Ordinal)
                )
                .Split(' ')[1],
            System.Globalization.CultureInfo.InvariantCulture
        );
}

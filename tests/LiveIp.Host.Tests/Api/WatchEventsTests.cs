using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Tests.Api;

public sealed class WatchEventsTests
{
    [Fact]
    public async Task History_then_caught_up_then_news()
    {
        await using var host = TestHost.Start();
        await host.Log.WriteAsync([.. Enumerable.Range(0, 150).Select(static i => Sample.Chat($"e{i}"))]);
        using var watcher = new Watcher(host.Channel, new() { AfterSequence = 0 });

        int[] sizes =
        [
            (await watcher.NextAsync()).Events.Count,
            (await watcher.NextAsync()).Events.Count,
            (await watcher.NextAsync()).Events.Count,
        ];
        Assert.Equal([64, 64, 22], sizes);
        Assert.Equal(150, (await watcher.NextAsync()).CaughtUp.Sequence);
        await host.Log.WriteAsync(Sample.Chat("new"));
        Assert.Equal("new", (await watcher.NextAsync()).Events.Single().Id);
    }

    [Fact]
    public async Task Without_a_start_only_news_come()
    {
        await using var host = TestHost.Start();
        await host.Log.WriteAsync(Sample.Chat("old"));
        using var watcher = new Watcher(host.Channel, new());
        Assert.Equal(1, (await watcher.NextAsync()).CaughtUp.Sequence);
        await host.Log.WriteAsync(Sample.Chat("new"));
        Assert.Equal(["new"], await watcher.IdsAsync(1));
    }

    [Fact]
    public async Task Every_response_can_be_resumed_from_without_loss_or_repeat()
    {
        await using var host = TestHost.Start();
        await host.Log.WriteAsync([.. Enumerable.Range(0, 200).Select(static i => Sample.Chat($"e{i}"))]);
        var seen = new List<string>();
        var token = "";
        while (seen.Count < 200)
        {
            using var watcher = new Watcher(host.Channel, new() { AfterSequence = 0, ResumeToken = token });
            seen.AddRange((await watcher.NextAsync()).Events.Select(static e => e.Id));
            token = watcher.Token;
        }

        Assert.Equal(Enumerable.Range(0, 200).Select(static i => $"e{i}"), seen);
        using var last = new Watcher(host.Channel, new() { ResumeToken = token });
        Assert.Equal(200, (await last.NextAsync()).CaughtUp.Sequence);
    }

    [Fact]
    public async Task The_filter_restricts_and_heartbeats_carry_a_token_that_moves_on()
    {
        await using var host = TestHost.Start();
        var request = new WatchEventsRequest
        {
            AfterSequence = 0,
            Filter = new()
            {
                Kinds = { "reaction" },
                Channels = { Sample.Channel },
                Platforms = { "twitch" },
            },
            HeartbeatInterval = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(100)),
        };
        string token;
        using (var watcher = new Watcher(host.Channel, request))
        {
            await watcher.UntilAsync(static r => r.CaughtUp is not null);
            await host.Log.WriteAsync(Sample.Chat("a"), Sample.Likes("b", 1), Sample.Chat("c"));
            Assert.Equal(["b"], await watcher.IdsAsync(1));
            var before = watcher.Token;
            Assert.NotNull((await watcher.UntilAsync(r => r.Heartbeat is not null && r.ResumeToken != before)).Heartbeat.Time);
            token = watcher.Token;
        }

        request.ResumeToken = token;
        using var resumed = new Watcher(host.Channel, request);
        Assert.Equal(3, (await resumed.NextAsync()).CaughtUp.Sequence);
    }

    [Fact]
    public async Task Foreign_and_damaged_tokens_are_refused()
    {
        await using var host = TestHost.Start();
        await using var other = TestHost.Start();
        await host.Log.WriteAsync(Sample.Chat("a"));
        await other.Log.WriteAsync(Sample.Chat("a"));
        string token;
        using (var watcher = new Watcher(host.Channel, new() { AfterSequence = 0 }))
        {
            await watcher.NextAsync();
            token = watcher.Token;
        }

        await RpcAssert.FailsAsync(StatusCode.FailedPrecondition, "RESUME_TOKEN_FOREIGN", () => NextAsync(other, token));
        var fields = await RpcAssert.FailsAsync(
            StatusCode.InvalidArgument,
            "RESUME_TOKEN_FOREIGN",
            () => NextAsync(host, token, new() { Kinds = { "raid" } })
        );
        Assert.Equal(["resume_token"], fields);
        var damaged = (token[0] == 'B' ? 'C' : 'B') + token[1..];
        foreach (var bad in (string[])["x", "not base64!", damaged, token + "AAAA", token[..^4]])
        {
            await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "RESUME_TOKEN_INVALID", () => NextAsync(host, bad));
        }
    }

    [Fact]
    public async Task What_the_log_no_longer_holds_is_said()
    {
        await using var host = TestHost.Start();
        await host.Log.WriteAsync([.. Enumerable.Range(0, 10).Select(static i => Sample.Chat($"e{i}"))]);
        await Execute(host.LogPath, "DELETE FROM events WHERE seq <= 4");
        host.Log.Head.Clear();
        using var watcher = new Watcher(host.Channel, new() { AfterSequence = 1 });

        var skipped = (await watcher.NextAsync()).Skipped;
        Assert.Equal((2, 4), (skipped.FromSequence, skipped.ToSequence));
        Assert.Equal("e4", (await watcher.NextAsync()).Events[0].Id);
    }

    [Fact]
    public async Task A_watcher_that_does_not_read_holds_up_nobody_and_loses_nothing()
    {
        await using var host = TestHost.Start();
        const int count = 3000;
        var text = new string('x', 2000);
        using var slow = new Watcher(host.Channel, new() { AfterSequence = 0 });
        using var quick = new Watcher(host.Channel, new() { AfterSequence = 0 });
        var reading = quick.IdsAsync(count);
        for (var i = 0; i < count; i += 100)
        {
            // Six megabytes, far more than the transport holds for a client that takes nothing.
            await host.Log.WriteAsync([.. Enumerable.Range(i, 100).Select(n => Sample.Chat($"e{n}", text: text))]);
        }

        var expected = Enumerable.Range(0, count).Select(static i => $"e{i}").ToArray();
        Assert.Equal(expected, await reading);
        Assert.Equal(expected, await slow.IdsAsync(count));
    }

    [Fact]
    public async Task Conflation_leaves_the_newest_sample_and_all_deltas_and_other_events()
    {
        await using var host = TestHost.Start();
        var events = Enumerable
            .Range(0, 200)
            .SelectMany(static i =>
            {
                var delta = Sample.Event($"d{i}", i);
                delta.Measurement = new() { Metric = MetricIds.Shares, Delta = 1 };
                return (LiveEvent[])[Sample.Gauge(MetricIds.ViewersConcurrent, i, i), delta];
            })
            .Append(Sample.Chat("last"));
        await host.Log.WriteAsync([.. events]);
        using var watcher = new Watcher(host.Channel, new() { AfterSequence = 0, ConflateMeasurements = true });

        var got = new List<LiveEvent>();
        while (await watcher.NextAsync() is { CaughtUp: null } response)
        {
            got.AddRange(response.Events);
        }

        Assert.Equal(199, got.Single(static e => e.Measurement is { HasGauge: true }).Measurement.Gauge);
        Assert.Equal(200, got.Count(static e => e.Measurement is { HasDelta: true }));
        Assert.Equal("last", got[^1].Id);
        Assert.Equal(got.Select(static e => e.Sequence).Order(), got.Select(static e => e.Sequence));
    }

    [Fact]
    public async Task A_stopping_host_ends_its_watchers_with_a_reason()
    {
        await using var host = TestHost.Start();
        using var watcher = new Watcher(host.Channel, new());
        await watcher.NextAsync();
        var stopping = host.StopAsync();
        await RpcAssert.FailsAsync(StatusCode.Unavailable, "HOST_STOPPING", watcher.NextAsync);
        await stopping;
    }

    [Fact]
    public async Task Wrong_fields_are_all_named()
    {
        await using var host = TestHost.Start();
        var request = new WatchEventsRequest
        {
            Filter = new()
            {
                Channels = { "one" },
                Kinds = { "chat_message", "nonsense" },
                Platforms = { "" },
            },
            AfterSequence = 7,
            HeartbeatInterval = Duration.FromTimeSpan(TimeSpan.FromMilliseconds(99)),
        };
        var fields = await RpcAssert.FailsAsync(
            StatusCode.InvalidArgument,
            "INVALID_FIELD",
            () => new Watcher(host.Channel, request).NextAsync()
        );
        Assert.Equal(
            ["after_sequence", "filter.channels[0]", "filter.kinds[1]", "filter.platforms[0]", "heartbeat_interval"],
            fields.Order()
        );
    }

    private static async Task NextAsync(TestHost host, string token, EventFilter? filter = null)
    {
        using var watcher = new Watcher(host.Channel, new() { ResumeToken = token, Filter = filter });
        await watcher.NextAsync();
    }

    private static async Task Execute(string path, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}

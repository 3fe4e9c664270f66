using LiveIp.Contracts;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Distribution;
using LiveIp.Host.Distribution.HandingOff;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Distribution.Support;
using LiveIp.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveIp.Host.Tests.Distribution;

public sealed class OutboxTests : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly string _directory = Directory.CreateTempSubdirectory("liveip-outbox").FullName;
    private readonly TestClock _clock = new();
    private readonly TestRegistry _registry = new();
    private readonly List<StateDatabase> _databases = [];
    private OutboxWorker? _worker;
    private OutboxStore _store = null!;
    private Func<Post, IDeliveryContext, CancellationToken, Task<DeliveryResult>> _deliver = static (_, _, _) =>
        Ended(DeliveryOutcome.Delivered);

    public ValueTask InitializeAsync()
    {
        _registry.AllDistributors.Add(new TestDistributor("webhook", (p, c, t) => _deliver(p, c, t)));
        _store = Open();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        if (_worker is not null)
        {
            await _worker.StopAsync(CancellationToken.None);
            _worker.Dispose();
        }

        _databases.ForEach(static d => d.Dispose());
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Sending_is_durable_before_the_request_leaves()
    {
        var seen = DeliveryState.Unspecified;
        _deliver = (_, _, _) =>
        {
            // As another process would find it after a crash right now.
            seen = Open().List(null, 0, 10).Deliveries[0].Message.State;
            return Ended(DeliveryOutcome.Delivered, remoteId: "remote-1");
        };
        await StartAsync();
        var delivery = await PostAsync();
        var end = await EndOfAsync(delivery);
        Assert.Equal(DeliveryState.Sending, seen);
        Assert.Equal((DeliveryState.Delivered, "remote-1", 1), (end.State, end.RemoteId, end.Attempts));
    }

    [Theory]
    [InlineData(DeliveryOutcome.Rejected, DeliveryState.Failed)]
    [InlineData(DeliveryOutcome.Unconfirmed, DeliveryState.Unconfirmed)]
    public async Task What_ended_is_never_attempted_again(DeliveryOutcome outcome, DeliveryState state)
    {
        var calls = 0;
        _deliver = (_, _, _) =>
        {
            calls++;
            return Ended(outcome);
        };
        await StartAsync();
        var end = await EndOfAsync(await PostAsync());
        await IdleAsync();
        Assert.Equal((state, 1), (end.State, calls));
    }

    [Fact]
    public async Task A_thrown_exception_is_unconfirmed_and_its_message_stays_out()
    {
        _deliver = static (_, _, _) => throw new InvalidOperationException("https://hook/?token=hunter2");
        await StartAsync();
        var end = await EndOfAsync(await PostAsync());
        Assert.Equal(DeliveryState.Unconfirmed, end.State);
        Assert.DoesNotContain("hunter2", end.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_answer_in_thirty_seconds_is_unconfirmed()
    {
        _deliver = static async (_, _, token) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return new DeliveryResult { Outcome = DeliveryOutcome.Delivered };
        };
        await StartAsync();
        var delivery = await PostAsync();
        await _clock.ArmedAsync(35, 35);
        _clock.AdvanceSeconds(30);
        Assert.Equal(DeliveryState.Unconfirmed, (await EndOfAsync(delivery)).State);
    }

    [Fact]
    public async Task What_was_provably_not_sent_is_tried_five_times_under_one_key()
    {
        var keys = new List<(string Key, int Attempt)>();
        _deliver = (_, context, _) =>
        {
            keys.Add((context.IdempotencyKey, context.Attempt));
            return Ended(DeliveryOutcome.NotSent, detail: "Connection refused.");
        };
        await StartAsync();
        var delivery = await PostAsync();
        foreach (var pause in (double[])[1, 8, 50, 300])
        {
            await _store.UntilAsync(delivery, _clock.GetUtcNow().AddSeconds(pause));
            for (var left = pause; left > 0; left -= 30)
            {
                await _clock.ArmedAsync(Math.Min(left, 30), Math.Min(left, 30));
                _clock.AdvanceSeconds(Math.Min(left, 30));
            }
        }

        var end = await EndOfAsync(delivery);
        Assert.Equal((DeliveryState.Failed, 5), (end.State, end.Attempts));
        Assert.Equal([1, 2, 3, 4, 5], keys.Select(static k => k.Attempt));
        Assert.Single(keys.Select(static k => k.Key).Distinct());
    }

    [Fact]
    public async Task A_crash_while_sending_ends_as_unconfirmed_and_a_pending_one_is_sent()
    {
        var (post, deliveries) = _store.Create(_clock, "x", ["webhook", "other"]);
        Assert.True(_store.MarkSending(deliveries[1].Id));
        var sent = 0;
        _deliver = (_, _, _) =>
        {
            sent++;
            return Ended(DeliveryOutcome.Delivered);
        };

        _store = Open();
        _registry.AllDistributors.Add(new TestDistributor("other", (p, c, t) => _deliver(p, c, t)));
        await StartAsync();
        Assert.Equal(DeliveryState.Delivered, (await EndOfAsync(deliveries[0].Message.Name)).State);
        var lost = await EndOfAsync(deliveries[1].Message.Name);
        Assert.Equal((DeliveryState.Unconfirmed, 1), (lost.State, sent));
        Assert.Contains("may have arrived", lost.Detail, StringComparison.Ordinal);
        Assert.Equal(post.Name, lost.Post);
        Assert.False(_store.MarkSending(deliveries[1].Id));
    }

    [Fact]
    public async Task One_distributor_sends_one_at_a_time()
    {
        var (running, most) = (0, 0);
        _deliver = async (_, _, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            await Task.Yield();
            Interlocked.Decrement(ref running);
            return new DeliveryResult { Outcome = DeliveryOutcome.Delivered };
        };
        await StartAsync();
        var all = new List<string>();
        for (var i = 0; i < 10; i++)
        {
            all.Add(await PostAsync($"request-{i}"));
        }

        foreach (var delivery in all)
        {
            Assert.Equal(DeliveryState.Delivered, (await EndOfAsync(delivery)).State);
        }

        Assert.Equal(1, most);
    }

    [Fact]
    public void A_repeated_request_makes_nothing_new_and_other_content_is_refused()
    {
        var first = _store.Create(_clock, "x", ["webhook"]);
        var second = _store.Create(_clock, "x", ["webhook"]);
        Assert.Equal(first.Post, second.Post);
        Assert.Equal(first.Deliveries[0].Message, Assert.Single(second.Deliveries).Message);
        Assert.Throws<RequestIdReusedException>(() => _store.Create(_clock, "y", ["webhook"], "r1", "g"));
    }

    [Fact]
    public async Task A_distributor_that_is_not_set_up_yet_is_waited_for_without_an_attempt()
    {
        var distributor = (TestDistributor)_registry.AllDistributors[0];
        distributor.SetUp = false;
        await StartAsync();
        var delivery = await PostAsync();
        await _store.UntilAsync(delivery, static d => d.Message.Detail.Length > 0);
        distributor.SetUp = true;
        await _clock.ArmedAsync(30, 30);
        _clock.AdvanceSeconds(30);
        var end = await EndOfAsync(delivery);
        Assert.Equal((DeliveryState.Delivered, 1), (end.State, end.Attempts));
    }

    [Theory]
    [InlineData(true, DeliveryState.Delivered, 1)]
    [InlineData(false, DeliveryState.Delivered, 2)]
    public async Task Where_the_network_can_be_asked_a_lost_answer_is_looked_for(bool isThere, DeliveryState state, int attempts)
    {
        var sent = 0;
        _deliver = (_, _, _) => ++sent == 1 ? throw new IOException("cut") : Ended(DeliveryOutcome.Delivered);
        Distributor.Find = _ => Task.FromResult(isThere ? new FoundPost { IsThere = true, RemoteId = "found" } : FoundPost.NotThere);
        await StartAsync();
        var delivery = await PostAsync();
        if (!isThere)
        {
            await _store.UntilAsync(delivery, _clock.GetUtcNow().AddSeconds(1));
            await _clock.ArmedAsync(1, 1);
            _clock.AdvanceSeconds(1);
        }

        var end = await EndOfAsync(delivery);
        Assert.Equal((state, attempts, isThere ? "found" : ""), (end.State, sent, end.RemoteId));
    }

    [Fact]
    public async Task Where_it_cannot_be_found_out_now_it_stays_unconfirmed()
    {
        var looks = 0;
        _deliver = static (_, _, _) => throw new IOException("cut");
        Distributor.Find = _ =>
        {
            looks++;
            throw new IOException("https://hook/?token=hunter2");
        };
        await StartAsync();
        var delivery = await PostAsync();
        foreach (var pause in new[] { 1, 5, 30 })
        {
            await _clock.ArmedAsync(pause, pause);
            _clock.AdvanceSeconds(pause);
        }

        Assert.Equal((DeliveryState.Unconfirmed, 4), ((await EndOfAsync(delivery)).State, looks));
    }

    [Fact]
    public async Task What_a_killed_host_was_sending_is_looked_for_and_not_sent_when_it_is_there()
    {
        var begun = _clock.GetUtcNow();
        var (_, deliveries) = _store.Create(
            new Post { Text = "x" },
            [new PlannedDelivery("webhook", new RenderedPost { Text = "x as it stands there" })],
            DeliveryTerms.Of(Post.Types.Kind.Message, notBefore: null, notAfter: null, begun),
            "r1",
            "f"
        );
        Assert.True(_store.MarkSending(deliveries[0].Id));
        _clock.AdvanceSeconds(60);
        var sent = 0;
        _deliver = (_, _, _) =>
        {
            sent++;
            return Ended(DeliveryOutcome.Delivered);
        };
        (string? Text, DateTimeOffset At, int Attempt) looked = default;
        Distributor.Limits = new PostLimits { Unit = TextUnit.Grapheme, MaxLength = 300 };
        Distributor.Find = c =>
        {
            looked = (c.Rendered?.Text, c.CreatedAt, c.Attempt);
            return Task.FromResult(new FoundPost { IsThere = true, RemoteId = c.IdempotencyKey });
        };

        _store = Open();
        await StartAsync();

        var end = await EndOfAsync(deliveries[0].Message.Name);
        Assert.Equal((DeliveryState.Delivered, deliveries[0].Message.IdempotencyKey, 0), (end.State, end.RemoteId, sent));
        Assert.Equal(("x as it stands there", begun, 1), looked);
    }

    [Fact]
    public async Task What_is_being_sent_when_the_host_stops_is_looked_for_by_the_next_one()
    {
        var left = new TaskCompletionSource();
        _deliver = async (_, _, token) =>
        {
            left.SetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
            return new DeliveryResult { Outcome = DeliveryOutcome.Delivered };
        };
        Distributor.Find = static _ => Task.FromResult(new FoundPost { IsThere = true, RemoteId = "found" });
        await StartAsync();
        var delivery = await PostAsync();
        await left.Task.WaitAsync(Deadline);
        await _worker!.StopAsync(CancellationToken.None);
        Assert.Equal(DeliveryState.Sending, _store.List(null, 0, 10).Deliveries[0].Message.State);

        _worker.Dispose();
        await StartAsync();

        Assert.Equal((DeliveryState.Delivered, "found"), ((await EndOfAsync(delivery)).State, (await EndOfAsync(delivery)).RemoteId));
    }

    [Fact]
    public async Task What_is_late_expires_and_is_not_sent()
    {
        var sent = 0;
        _deliver = (_, _, _) =>
        {
            sent++;
            return Ended(DeliveryOutcome.Delivered);
        };
        var (_, deliveries) = _store.Create(_clock, "x", ["webhook"]);
        _clock.AdvanceSeconds(24 * 3600 + 1);
        await StartAsync();

        Assert.Equal((DeliveryState.Expired, 0), ((await EndOfAsync(deliveries[0].Message.Name)).State, sent));
    }

    [Fact]
    public async Task What_is_scheduled_leaves_at_its_time_and_not_before()
    {
        var sentAt = DateTimeOffset.MinValue;
        _deliver = (_, _, _) =>
        {
            sentAt = _clock.GetUtcNow();
            return Ended(DeliveryOutcome.Delivered);
        };
        var due = _clock.GetUtcNow().AddSeconds(20);
        var (_, deliveries) = _store.Create(
            new Post { Text = "x" },
            [new PlannedDelivery("webhook", Rendered: null)],
            new DeliveryTerms(due, due.AddHours(1)),
            "r1",
            "f"
        );
        await StartAsync();
        await _clock.ArmedAsync(20, 20);
        _clock.AdvanceSeconds(20);

        Assert.Equal(DeliveryState.Delivered, (await EndOfAsync(deliveries[0].Message.Name)).State);
        Assert.Equal(due, sentAt);
    }

    private TestDistributor Distributor => (TestDistributor)_registry.AllDistributors[0];

    private static Task<DeliveryResult> Ended(DeliveryOutcome outcome, string? remoteId = null, string? detail = null) =>
        Task.FromResult(
            new DeliveryResult
            {
                Outcome = outcome,
                RemoteId = remoteId,
                Detail = detail,
            }
        );

    private OutboxStore Open()
    {
        var database = new StateDatabase(new LiveIpOptions { DataDirectory = _directory });
        lock (_databases)
        {
            _databases.Add(database);
        }

        return new OutboxStore(database, _clock);
    }

    private async Task StartAsync() => _worker = await TestWorker.StartAsync(_store, _databases[^1], _registry, _clock);

    private Task<string> PostAsync(string requestId = "r1") =>
        Task.FromResult(_store.Create(_clock, "Live now", ["webhook"], requestId).Deliveries[0].Message.Name);

    private async Task<Delivery> EndOfAsync(string name) =>
        (await _store.UntilAsync(name, static d => d.Message.State is not (DeliveryState.Pending or DeliveryState.Sending))).Message;

    /// <summary>The worker has looked again and found nothing to do: it sleeps for its longest pause.</summary>
    private async Task IdleAsync()
    {
        await _clock.ArmedAsync(30, 30);
        _clock.AdvanceSeconds(30);
        await _clock.ArmedAsync(30, 30).WaitAsync(Deadline);
    }
}

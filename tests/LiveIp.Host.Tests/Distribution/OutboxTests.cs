using LiveIp.Contracts;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Distribution;
using LiveIp.Host.Tests.Channels.Fakes;
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
        var (post, deliveries) = _store.Create(new Post { Text = "x" }, ["webhook", "other"], "r1", "f");
        Assert.True(_store.MarkSending(deliveries[1].Id));
        var sent = 0;
        _deliver = (_, _, _) =>
        {
            sent++;
            return Ended(DeliveryOutcome.Delivered);
        };

        _store = Open();
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
        var first = _store.Create(new Post { Text = "x" }, ["webhook"], "r1", "f");
        var second = _store.Create(new Post { Text = "x" }, ["webhook"], "r1", "f");
        Assert.Equal(first.Post, second.Post);
        Assert.Equal(first.Deliveries[0].Message, Assert.Single(second.Deliveries).Message);
        Assert.Throws<RequestIdReusedException>(() => _store.Create(new Post { Text = "y" }, ["webhook"], "r1", "g"));
    }

    [Fact]
    public async Task A_distributor_that_is_not_set_up_yet_is_waited_for_without_an_attempt()
    {
        var distributor = (TestDistributor)_registry.AllDistributors[0];
        distributor.SetUp = false;
        await StartAsync();
        var delivery = await PostAsync();
        await _store.UntilAsync(delivery, _clock.GetUtcNow().AddSeconds(30));
        distributor.SetUp = true;
        await _clock.ArmedAsync(30, 30);
        _clock.AdvanceSeconds(30);
        var end = await EndOfAsync(delivery);
        Assert.Equal((DeliveryState.Delivered, 1), (end.State, end.Attempts));
    }

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

    private async Task StartAsync()
    {
        var attempt = new DeliveryAttempt(_store, _registry, _clock, NullLoggerFactory.Instance);
        _worker = new OutboxWorker(_store, attempt, _registry, _clock, NullLogger<OutboxWorker>.Instance);
        await _worker.StartAsync(CancellationToken.None);
    }

    private Task<string> PostAsync(string requestId = "r1") =>
        Task.FromResult(_store.Create(new Post { Text = "Live now" }, ["webhook"], requestId, "f").Deliveries[0].Message.Name);

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

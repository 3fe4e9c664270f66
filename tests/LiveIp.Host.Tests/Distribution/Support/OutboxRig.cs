using LiveIp.Contracts;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Distribution;
using LiveIp.Host.Distribution.HandingOff;
using LiveIp.Host.Distribution.Health;
using LiveIp.Host.Distribution.Scheduling;
using LiveIp.Host.Storage;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveIp.Host.Tests.Distribution.Support;

/// <summary>The outbox over a real database, with accounts that live in the test, and a clock that it sets.</summary>
internal sealed class OutboxRig : IAsyncDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("liveip-outbox").FullName;
    private StateDatabase _database;
    private OutboxWorker? _worker;
    private int _posts;

    public OutboxRig(TestClock? clock = null, params string[] accounts)
    {
        Clock = clock ?? new TestClock();
        foreach (var account in accounts)
        {
            Registry.AllDistributors.Add(new TestDistributor(account, (p, c, t) => Deliver(account, p, t)));
        }

        Zones = new TimeZones();
        _database = Open();
        (Store, Pulse) = (new OutboxStore(_database, Clock), new OutboxPulse(Clock));
        Schedules = new ScheduleKeeper(Store, Zones, NullLogger<ScheduleKeeper>.Instance);
    }

    public TestClock Clock { get; }

    public TestRegistry Registry { get; } = new();

    public OutboxStore Store { get; private set; }

    public StateDatabase Database => _database;

    public string DatabasePath => Path.Combine(_directory, "state.db");

    public OutboxPulse Pulse { get; private set; }

    public ScheduleKeeper Schedules { get; private set; }

    public TimeZones Zones { get; set; }

    public ISecretVault Vault { get; set; } = new MemoryVault();

    public OutboxWatch Watch => new(Store, Pulse, Schedules, Clock);

    /// <summary>By account.</summary>
    public Func<string, Post, CancellationToken, Task<DeliveryResult>> Deliver { get; set; } =
        static (_, _, _) => Ended(DeliveryOutcome.Delivered);

    /// <summary>What was sent, to whom and when, in the order in which it began.</summary>
    public List<(string Account, string Text, DateTimeOffset At)> Sent { get; } = [];

    public static Task<DeliveryResult> Ended(DeliveryOutcome outcome, TimeSpan? retryAfter = null) =>
        Task.FromResult(new DeliveryResult { Outcome = outcome, RetryAfter = retryAfter });

    /// <summary>Answers everything with yes, and remembers it.</summary>
    public void Remember() =>
        Deliver = (account, post, _) =>
        {
            lock (Sent)
            {
                Sent.Add((account, post.Text, Clock.GetUtcNow()));
            }

            return Ended(DeliveryOutcome.Delivered);
        };

    public async Task StartAsync()
    {
        Schedules = new ScheduleKeeper(Store, Zones, NullLogger<ScheduleKeeper>.Instance);
        _worker = await TestWorker.StartAsync(
            Store,
            _database,
            Registry,
            Clock,
            new QuietGate(Store, Zones, Clock, NullLogger<QuietGate>.Instance),
            Schedules,
            Pulse,
            Vault
        );
    }

    public async Task StopAsync()
    {
        if (_worker is not null)
        {
            await _worker.StopAsync(CancellationToken.None);
            _worker.Dispose();
            _worker = null;
        }
    }

    /// <summary>As a new process would find it.</summary>
    public async Task RestartAsync()
    {
        await StopAsync();
        _database.Dispose();
        _database = Open();
        (Store, Pulse) = (new OutboxStore(_database, Clock), new OutboxPulse(Clock));
        await StartAsync();
    }

    /// <summary>One post to one account; the name of its delivery.</summary>
    public string Post(string account, string text = "x", Post.Types.Kind kind = V1.Post.Types.Kind.Message, DeliveryTerms? terms = null) =>
        Store
            .Create(
                new Post { Text = text, Kind = kind },
                [new PlannedDelivery(account, Rendered: null)],
                terms ?? DeliveryTerms.Of(kind, notBefore: null, notAfter: null, Clock.GetUtcNow()),
                $"request-{++_posts}",
                "f"
            )
            .Deliveries[0]
            .Message.Name;

    public async Task<Delivery> InStateAsync(string name, DeliveryState state) =>
        (await Store.UntilAsync(name, d => d.Message.State == state)).Message;

    /// <summary>Goes on by so much once the worker sleeps for exactly that.</summary>
    public async Task PassAsync(double seconds)
    {
        await Clock.ArmedAsync(seconds, seconds);
        Clock.AdvanceSeconds(seconds);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _database.Dispose();
        Directory.Delete(_directory, recursive: true);
    }

    private StateDatabase Open() => new(new LiveIpOptions { DataDirectory = _directory });
}

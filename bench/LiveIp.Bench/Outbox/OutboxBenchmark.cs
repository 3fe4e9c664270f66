using System.Collections.Concurrent;
using LiveIp.Bench.Load;
using LiveIp.Bench.Report;
using LiveIp.Host;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Distribution;
using LiveIp.Host.Distribution.Changing;
using LiveIp.Host.Distribution.HandingOff;
using LiveIp.Host.Distribution.Health;
using LiveIp.Host.Distribution.Preparing;
using LiveIp.Host.Storage;
using LiveIp.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveIp.Bench.Outbox;

/// <summary>Whether scheduled posts leave on time, on this machine's clock and disk.</summary>
internal sealed class OutboxBenchmark : IBenchmark
{
    private const int Accounts = 20;
    private const int Posts = 1_000;
    private const int Waiting = 10_000;

    // A tenth of what a person may ask of an account, so that a minute shows what ten would.
    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Lead = TimeSpan.FromSeconds(3);

    public string Name => "outbox";

    public string Description =>
        $"{Posts:#,0} scheduled posts over {Accounts} accounts, {Apart.TotalSeconds} s apart on each, beside {Waiting:#,0} that wait for each account";

    public async Task RunAsync(BenchRun run, CancellationToken cancellationToken)
    {
        using var directory = new WorkDirectory();
        using var database = new StateDatabase(new LiveIpOptions { DataDirectory = directory.Path });
        var clock = TimeProvider.System;
        var store = new OutboxStore(database, clock);
        var accounts = Enumerable.Range(0, Accounts).Select(static i => $"network/account{i}").ToArray();
        run.Report.Note("Every step is durable before the next: two synced transactions a post. The network takes posts at once.");
        Fill(store, accounts, run.Scale(Waiting), clock.GetUtcNow().AddDays(30));

        var posts = run.Scale(Posts);
        var due = Schedule(store, accounts, posts, clock.GetUtcNow() + Lead + TimeSpan.FromMilliseconds(10 * posts));
        var taken = new ConcurrentQueue<(string Text, DateTimeOffset At)>();
        var registry = new StandInRegistry([.. accounts.Select(a => new StandInNetwork(a, taken))]);
        using var vault = new SecretVault(new LiveIpOptions { DataDirectory = directory.Path }, NullLogger<SecretVault>.Instance);
        var contexts = new DeliveryContexts(store, new DeliveryCheckpoints(vault), new NoChannels(), clock, NullLoggerFactory.Instance);
        var attempt = new DeliveryAttempt(
            store,
            registry,
            new LostPosts(contexts, clock, NullLogger<LostPosts>.Instance),
            new HandoffMaker(clock, NullLogger<HandoffMaker>.Instance),
            contexts,
            new Preparation(store, contexts, clock, NullLogger<Preparation>.Instance),
            clock,
            NullLoggerFactory.Instance
        );
        var changes = new ChangeStore(database, clock);
        var changing = new ChangeAttempt(changes, store, registry, contexts, clock, NullLoggerFactory.Instance);
        using var worker = new OutboxWorker(store, attempt, changes, changing, registry, clock, NullLogger<OutboxWorker>.Instance);
        var live = MemoryUse.Live();
        await worker.StartAsync(cancellationToken);
        await ReachAsync(taken, posts, due.Values.Max() + TimeSpan.FromMinutes(1), cancellationToken);
        await worker.StopAsync(CancellationToken.None);

        var late = taken.Select(t => t.At - due[t.Text]).ToList();
        var latencies = new Latencies(clock);
        late.ForEach(latencies.Add);
        run.Report.Add(new("deliveries that waited at the end", store.Counts().Waiting, "deliveries"));
        run.Report.Add(Figure.AtLeast("posts taken, each once", taken.Select(static t => t.Text).Distinct().Count(), "posts", posts));
        run.Report.Add(Figure.Below("posts taken twice", taken.Count - posts, "posts", 1));
        run.Report.Add(Figure.AtLeast("the earliest, after its time", late.Min().TotalMilliseconds, "ms", 0));
        run.Report.Add(new("lateness, median", latencies.Percentile(0.5), "ms"));
        run.Report.Add(new("lateness, 99 of 100", latencies.Percentile(0.99), "ms"));
        run.Report.Add(Figure.Below("the latest", late.Max().TotalMilliseconds, "ms", 2_000));
        run.Report.Add(new("objects in use before", live, "MiB"));
        run.Report.Add(Figure.Below("growth of the objects in use", MemoryUse.Live() - live, "MiB", 4));
        run.Report.Add(new("one look for what is due", LookMicroseconds(store, clock), "µs"));
    }

    /// <summary>Posts to all accounts, a long time ahead.</summary>
    private static void Fill(OutboxStore store, string[] accounts, int posts, DateTimeOffset from)
    {
        PlannedDelivery[] planned = [.. accounts.Select(static a => new PlannedDelivery(a, new RenderedPost { Text = "later" }))];
        for (var i = 0; i < posts; i++)
        {
            var at = from.AddSeconds(i);
            store.Create(new Post { Text = "later" }, planned, new DeliveryTerms(at, at.AddDays(1)), $"later-{i}", "f");
        }
    }

    /// <summary>When each is due, by its text.</summary>
    private static Dictionary<string, DateTimeOffset> Schedule(OutboxStore store, string[] accounts, int posts, DateTimeOffset from)
    {
        var due = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        for (var i = 0; i < posts; i++)
        {
            // The store counts in milliseconds.
            var at = DateTimeOffset.FromUnixTimeMilliseconds((from + Apart * (i / Accounts)).ToUnixTimeMilliseconds());
            due.Add($"{i}", at);
            store.Create(
                new Post { Text = $"{i}" },
                [new PlannedDelivery(accounts[i % Accounts], new RenderedPost { Text = $"{i}" })],
                new DeliveryTerms(at, at.AddMinutes(1)),
                $"post-{i}",
                "f"
            );
        }

        return due;
    }

    private static async Task ReachAsync(
        ConcurrentQueue<(string Text, DateTimeOffset At)> taken,
        int posts,
        DateTimeOffset deadline,
        CancellationToken cancellationToken
    )
    {
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (taken.Count < posts && TimeProvider.System.GetUtcNow() < deadline)
        {
            await ticks.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static double LookMicroseconds(OutboxStore store, TimeProvider clock)
    {
        const int Looks = 1_000;
        var begin = clock.GetTimestamp();
        for (var i = 0; i < Looks; i++)
        {
            _ = store.Lanes();
        }

        return clock.GetElapsedTime(begin).TotalMicroseconds / Looks;
    }
}

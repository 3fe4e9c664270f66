using LiveIp.Contracts;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Distribution;
using LiveIp.Host.Tests.Distribution.Support;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Distribution;

/// <summary>
/// Ten thousand scheduled posts over twenty accounts, whose starts are 5 s apart: 42 minutes on a clock that the test sets, over a real
/// database. What the machine's disk does to the times is for the bench to show (<c>outbox</c>). Alone in its process, whose memory it
/// looks at.
/// </summary>
[Collection(nameof(TenThousandPostsTests))]
[CollectionDefinition(nameof(TenThousandPostsTests), DisableParallelization = true)]
public sealed class TenThousandPostsTests(ITestOutputHelper output)
{
    private const int Posts = 10_000;
    private const int Accounts = 20;

    private static readonly TimeSpan Apart = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(60);

    // The host is down from then on, for longer than a post lasts.
    private static readonly TimeSpan Down = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan Outage = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task None_leaves_early_none_late_while_the_host_runs_and_none_after_its_end()
    {
        var accounts = Enumerable.Range(0, Accounts).Select(static i => $"net/a{i}").ToArray();
        await using var rig = new OutboxRig(null, accounts);
        // The test is about times on a clock, and a thousand syncs of a disk a second would only make it slow.
        rig.Database.Read(static c => c.Run("PRAGMA synchronous = OFF"));
        var due = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        var begin = rig.Clock.GetUtcNow() + TimeSpan.FromMinutes(1);
        for (var i = 0; i < Posts; i++)
        {
            // Accounts begin at times of their own, down to the millisecond.
            var at = begin + Apart * (i / Accounts) + TimeSpan.FromMilliseconds(i % Accounts * 137);
            due.Add($"{i}", at);
            rig.Post(accounts[i % Accounts], $"{i}", terms: new DeliveryTerms(at, at + Lasts));
        }

        rig.Remember();
        await rig.StartAsync();
        var end = begin + Apart * (Posts / Accounts) + Lasts;
        var (downAt, memory) = (begin + Down, new List<long>());
        var upAt = DateTimeOffset.MaxValue;
        while (rig.Clock.GetUtcNow() < end)
        {
            rig.Clock.Advance(Step);
            await SettledAsync(rig);
            if (rig.Clock.GetUtcNow() >= downAt && upAt == DateTimeOffset.MaxValue)
            {
                memory.Add(GC.GetTotalMemory(forceFullCollection: true));
                await rig.StopAsync();
                rig.Clock.Advance(Outage);
                upAt = rig.Clock.GetUtcNow();
                await rig.StartAsync();
                await SettledAsync(rig);
            }
        }

        memory.Add(GC.GetTotalMemory(forceFullCollection: true));
        var sent = rig.Sent.ToDictionary(static s => s.Text, static s => s.At, StringComparer.Ordinal);
        Assert.Equal(rig.Sent.Count, sent.Count);
        Assert.All(sent, s => Assert.InRange(s.Value, due[s.Key], due[s.Key] + Lasts));
        // What was due in the outage could leave from its end on.
        var late = sent.Max(s => s.Value - (due[s.Key] > downAt && due[s.Key] < upAt ? upAt : due[s.Key]));
        Assert.InRange(late, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        var missed = due.Where(d => !sent.ContainsKey(d.Key)).ToList();
        Assert.All(missed, m => Assert.InRange(m.Value, downAt, upAt - Lasts));
        Assert.Equal(due.Values.Count(d => d > downAt && d + Lasts < upAt), missed.Count);
        Assert.Equal(missed.Count, rig.Store.Counts().Expired);
        output.WriteLine(
            $"{sent.Count} sent, {missed.Count} expired in the outage; worst lateness {late.TotalMilliseconds} ms of the clock; "
                + $"objects in use {memory[0] >> 10} KiB after {Down.TotalMinutes} minutes, {memory[1] >> 10} KiB at the end"
        );
        // Half of the posts lie between the two looks; the list that the test itself keeps is the most that can be there.
        Assert.True(memory[1] - memory[0] < 4 << 20, $"{memory[1] - memory[0]} bytes more at the end");
    }

    /// <summary>Nothing that is due now is left to do.</summary>
    private static async Task SettledAsync(OutboxRig rig)
    {
        var deadline = Deadline.Token();
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (rig.Store.Lanes().Any(l => l.ReadyAt <= rig.Clock.GetUtcNow()))
        {
            await ticks.WaitForNextTickAsync(deadline);
        }
    }
}

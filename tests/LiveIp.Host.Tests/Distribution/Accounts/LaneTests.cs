using LiveIp.Contracts;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Distribution;
using LiveIp.Host.Distribution.Accounts;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Distribution.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Distribution.Accounts;

/// <summary>A lane for each account: serial in itself, beside the others, and held back by what concerns it alone.</summary>
public sealed class LaneTests
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    [Fact]
    public async Task Accounts_of_one_network_send_beside_one_another_and_each_alone_in_turn()
    {
        await using var rig = new OutboxRig(null, "discord", "discord/fans");
        var both = new CountdownEvent(2);
        var go = new TaskCompletionSource();
        var running = new Dictionary<string, int> { ["discord"] = 0, ["discord/fans"] = 0 };
        var most = 0;
        rig.Deliver = async (account, _, _) =>
        {
            lock (running)
            {
                most = Math.Max(most, ++running[account]);
            }

            if (!both.IsSet)
            {
                both.Signal();
            }

            await go.Task;
            lock (running)
            {
                running[account]--;
            }

            return new DeliveryResult { Outcome = DeliveryOutcome.Delivered };
        };
        string[] names = [rig.Post("discord"), rig.Post("discord"), rig.Post("discord/fans"), rig.Post("discord/fans")];
        await rig.StartAsync();

        Assert.True(both.Wait(Deadline, TestContext.Current.CancellationToken));
        go.SetResult();
        foreach (var name in names)
        {
            await rig.InStateAsync(name, DeliveryState.Delivered);
        }

        Assert.Equal(1, most);
    }

    [Fact]
    public async Task No_more_accounts_are_used_at_once_than_the_bound_and_all_get_their_turn()
    {
        var accounts = Enumerable.Range(0, OutboxWorker.MostAtOnce + 8).Select(static i => $"discord/a{i}").ToArray();
        await using var rig = new OutboxRig(null, accounts);
        var (running, most) = (0, 0);
        var full = new TaskCompletionSource();
        var go = new TaskCompletionSource();
        rig.Deliver = async (_, _, _) =>
        {
            var now = Interlocked.Increment(ref running);
            lock (full)
            {
                most = Math.Max(most, now);
            }

            if (now == OutboxWorker.MostAtOnce)
            {
                full.TrySetResult();
            }

            await go.Task;
            Interlocked.Decrement(ref running);
            return new DeliveryResult { Outcome = DeliveryOutcome.Delivered };
        };
        var names = accounts.Select(a => rig.Post(a)).ToList();
        await rig.StartAsync();
        await full.Task.WaitAsync(Deadline, TestContext.Current.CancellationToken);
        go.SetResult();
        foreach (var name in names)
        {
            await rig.InStateAsync(name, DeliveryState.Delivered);
        }

        Assert.Equal(OutboxWorker.MostAtOnce, most);
    }

    [Fact]
    public async Task What_a_network_says_holds_back_its_account_over_a_restart_and_no_other()
    {
        await using var rig = new OutboxRig(null, "discord", "discord/fans");
        var calls = new List<(string Account, DateTimeOffset At)>();
        rig.Deliver = (account, _, _) =>
        {
            lock (calls)
            {
                calls.Add((account, rig.Clock.GetUtcNow()));
                return calls.Count == 1
                    ? OutboxRig.Ended(DeliveryOutcome.NotSent, TimeSpan.FromSeconds(20))
                    : OutboxRig.Ended(DeliveryOutcome.Delivered);
            }
        };
        var start = rig.Clock.GetUtcNow();
        var first = rig.Post("discord", "first");
        await rig.StartAsync();
        await rig.Store.UntilAsync(first, start.AddSeconds(20));
        var second = rig.Post("discord", "second");
        var other = rig.Post("discord/fans", "other");
        await rig.InStateAsync(other, DeliveryState.Delivered);

        await rig.RestartAsync();
        await rig.PassAsync(20);
        await rig.InStateAsync(first, DeliveryState.Delivered);
        await rig.InStateAsync(second, DeliveryState.Delivered);

        Assert.Equal(
            [("discord", start), ("discord/fans", start), ("discord", start.AddSeconds(20)), ("discord", start.AddSeconds(20))],
            calls
        );
    }

    [Fact]
    public async Task What_a_network_says_to_the_application_holds_back_all_accounts_of_its_distributor_over_a_restart_and_no_other()
    {
        await using var rig = new OutboxRig(null, "discord", "discord/fans", "discord2");
        var calls = new List<(string Account, DateTimeOffset At)>();
        rig.Deliver = (account, _, _) =>
        {
            lock (calls)
            {
                calls.Add((account, rig.Clock.GetUtcNow()));
                return calls.Count == 1
                    ? Task.FromResult(
                        new DeliveryResult
                        {
                            Outcome = DeliveryOutcome.NotSent,
                            RetryAfter = TimeSpan.FromSeconds(20),
                            IsForAllAccounts = true,
                        }
                    )
                    : OutboxRig.Ended(DeliveryOutcome.Delivered);
            }
        };
        var start = rig.Clock.GetUtcNow();
        var first = rig.Post("discord/fans", "first");
        await rig.StartAsync();
        await rig.Store.UntilAsync(first, start.AddSeconds(20));
        string[] held = [first, rig.Post("discord/fans", "second"), rig.Post("discord", "third")];
        var other = rig.Post("discord2", "other");
        await rig.InStateAsync(other, DeliveryState.Delivered);
        Assert.Equal(
            [new AccountHold(start.AddSeconds(20), HoldKind.AllRateLimited), null],
            [rig.Store.HoldOf("discord"), rig.Store.HoldOf("discord2")]
        );
        Assert.All(rig.Store.Lanes(), l => Assert.Equal((start.AddSeconds(20), HoldKind.AllRateLimited), (l.ReadyAt, l.Hold)));

        await rig.RestartAsync();
        await rig.PassAsync(20);
        foreach (var name in held)
        {
            await rig.InStateAsync(name, DeliveryState.Delivered);
        }

        Assert.Equal([("discord/fans", start), ("discord2", start)], calls[..2]);
        Assert.Equal(["discord", "discord/fans", "discord/fans"], calls[2..].Select(static c => c.Account).Order(StringComparer.Ordinal));
        Assert.All(calls[2..], c => Assert.Equal(start.AddSeconds(20), c.At));
        Assert.Null(rig.Store.HoldOf("discord"));
    }

    [Fact]
    public async Task Between_two_posts_of_an_account_lies_its_interval_also_over_a_restart()
    {
        await using var rig = new OutboxRig(null, "discord");
        rig.Remember();
        rig.Store.SetRules("discord", new AccountRules { LeastInterval = TimeSpan.FromSeconds(5) });
        var start = rig.Clock.GetUtcNow();
        string[] names = [rig.Post("discord", "1"), rig.Post("discord", "2"), rig.Post("discord", "3")];
        await rig.StartAsync();
        await rig.InStateAsync(names[0], DeliveryState.Delivered);
        await rig.PassAsync(5);
        await rig.InStateAsync(names[1], DeliveryState.Delivered);
        await rig.RestartAsync();
        await rig.PassAsync(5);
        await rig.InStateAsync(names[2], DeliveryState.Delivered);

        Assert.Equal([("discord", "1", start), ("discord", "2", start.AddSeconds(5)), ("discord", "3", start.AddSeconds(10))], rig.Sent);
    }

    [Fact]
    public async Task An_account_that_is_set_up_at_last_is_used_at_once_and_not_after_the_pause()
    {
        await using var rig = new OutboxRig(null, "discord/fans");
        var distributor = (TestDistributor)rig.Registry.AllDistributors[0];
        distributor.SetUp = false;
        var name = rig.Post("discord/fans");
        await rig.StartAsync();
        await rig.Store.UntilAsync(name, static d => d.Message.Detail.Length > 0);

        distributor.SetUp = true;
        rig.Registry.RaiseChanged("discord");

        Assert.Equal(1, (await rig.InStateAsync(name, DeliveryState.Delivered)).Attempts);
    }

    [Fact]
    public async Task What_is_late_while_its_account_is_held_back_expires_then_and_not_when_the_hold_ends()
    {
        await using var rig = new OutboxRig(null, "discord");
        rig.Deliver = static (_, _, _) => OutboxRig.Ended(DeliveryOutcome.NotSent, TimeSpan.FromHours(3));
        var start = rig.Clock.GetUtcNow();
        var first = rig.Post("discord");
        await rig.StartAsync();
        await rig.Store.UntilAsync(first, start.AddHours(3));
        var live = rig.Post("discord", kind: Post.Types.Kind.LiveNow);

        await rig.Clock.ArmedAsync(30, 30);
        rig.Clock.AdvanceSeconds(15 * 60 + 1);

        Assert.Equal(0, (await rig.InStateAsync(live, DeliveryState.Expired)).Attempts);
    }

    [Fact]
    public async Task The_next_of_each_account_is_found_without_looking_at_all_that_waits()
    {
        await using var rig = new OutboxRig(null, "discord");
        var plan = rig.Database.Read(static c => c.Rows(static r => r.GetString(3), $"EXPLAIN QUERY PLAN {OutboxStore.LanesSql}"));

        Assert.DoesNotContain(
            plan,
            static step =>
                step.StartsWith("SCAN deliveries", StringComparison.Ordinal) || step.StartsWith("SCAN d", StringComparison.Ordinal)
        );
        Assert.Equal(3, plan.Count(static step => step.Contains("deliveries_waiting", StringComparison.Ordinal)));
    }
}

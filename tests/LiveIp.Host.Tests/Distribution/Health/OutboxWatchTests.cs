using LiveIp.Contracts;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Distribution.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Distribution.Health;

/// <summary>The outbox says when what is due does not leave.</summary>
public sealed class OutboxWatchTests
{
    [Fact]
    public async Task What_is_due_for_more_than_a_minute_is_said_with_its_account_and_the_reason()
    {
        await using var rig = new OutboxRig(null, "discord/fans");
        ((TestDistributor)rig.Registry.AllDistributors[0]).SetUp = false;
        var name = rig.Post("discord/fans");
        await rig.StartAsync();
        await rig.Store.UntilAsync(name, static d => d.Message.Detail.Length > 0);
        await rig.PassAsync(30);
        Assert.True(rig.Watch.Look().IsWell);
        await rig.PassAsync(30);
        await rig.PassAsync(30);
        await rig.Clock.ArmedAsync(30, 30);

        var health = rig.Watch.Look();

        Assert.Equal((false, "discord/fans", 90.0), (health.IsWell, health.OldestDue!.Account, health.OldestDueFor.TotalSeconds));
        Assert.Equal("A post to discord/fans has been due for 90 s and has not left. It is not there or not set up.", health.Sentence);
    }

    [Fact]
    public async Task What_is_scheduled_is_not_due()
    {
        await using var rig = new OutboxRig(null, "discord");
        var later = rig.Clock.GetUtcNow().AddHours(1);
        rig.Post("discord", terms: new(later, later.AddHours(1)));
        await rig.StartAsync();
        await rig.PassAsync(30);
        await rig.Clock.ArmedAsync(30, 30);

        var health = rig.Watch.Look();

        Assert.True(health.IsWell);
        Assert.Null(health.OldestDue);
        Assert.Equal(rig.Clock.GetUtcNow(), health.LastTick);
    }

    [Fact]
    public async Task A_worker_that_looks_no_more_is_said()
    {
        await using var rig = new OutboxRig(null, "discord");
        await rig.StartAsync();
        await rig.Clock.ArmedAsync(30, 30);
        await rig.StopAsync();

        rig.Clock.AdvanceSeconds(121);

        Assert.Equal("The outbox has not been looked at for 121 s.", rig.Watch.Look().Sentence);
    }

    [Fact]
    public async Task What_did_not_go_well_is_counted_for_a_day()
    {
        await using var rig = new OutboxRig(null, "a", "b", "c");
        rig.Deliver = static (account, _, _) =>
            OutboxRig.Ended(
                account switch
                {
                    "a" => DeliveryOutcome.Unconfirmed,
                    "b" => DeliveryOutcome.Rejected,
                    _ => DeliveryOutcome.Delivered,
                }
            );
        var (a, b, c) = (rig.Post("a"), rig.Post("b"), rig.Post("c"));
        await rig.StartAsync();
        await rig.InStateAsync(a, DeliveryState.Unconfirmed);
        await rig.InStateAsync(b, DeliveryState.Failed);
        await rig.InStateAsync(c, DeliveryState.Delivered);

        Assert.Equal(new(0, 1, 1, 0), rig.Store.Counts());
        rig.Clock.AdvanceSeconds(24 * 3600 + 1);
        Assert.Equal(new(0, 0, 0, 0), rig.Store.Counts());
    }
}

using LiveIp.Host.Distribution;
using LiveIp.Host.Distribution.Accounts;
using LiveIp.Host.Distribution.Scheduling;
using LiveIp.Host.Tests.Distribution.Support;
using LiveIp.V1;
using Policy = LiveIp.V1.QuietHours.Types.Policy;

namespace LiveIp.Host.Tests.Distribution.Scheduling;

/// <summary>An account that is quiet at night. The test's clock begins at 03:04:05 UTC, 11:04:05 in Shanghai.</summary>
public sealed class QuietHoursTests
{
    [Theory]
    [InlineData("2026-01-02T22:59:59", null)]
    [InlineData("2026-01-02T23:00:00", "2026-01-03T08:00:00")]
    [InlineData("2026-01-03T00:00:00", "2026-01-03T08:00:00")]
    [InlineData("2026-01-03T07:59:59", "2026-01-03T08:00:00")]
    [InlineData("2026-01-03T08:00:00", null)]
    // That night has 23 hours in Berlin, and the other 25.
    [InlineData("2026-03-29T03:30:00", "2026-03-29T08:00:00")]
    [InlineData("2026-10-25T02:30:00", "2026-10-25T08:00:00")]
    public void They_reach_over_midnight_and_over_a_change_of_the_clocks(string local, string? end)
    {
        var zone = new TimeZones().Find("Europe/Berlin")!;
        var hours = new QuietHours { From = "23:00", To = "08:00" };

        Assert.Equal(
            end is null ? null : WallTime.Resolve(WallTime.Parse(end)!.Value, zone),
            QuietTimes.EndAt(WallTime.Resolve(WallTime.Parse(local)!.Value, zone), hours, zone)
        );
    }

    [Fact]
    public void Where_the_clocks_skip_both_their_ends_there_are_none_that_day()
    {
        var zone = new TimeZones().Find("Europe/Berlin")!;
        var hours = new QuietHours { From = "02:10", To = "02:50" };
        var gap = new DateTimeOffset(2026, 3, 29, 1, 0, 0, TimeSpan.Zero);

        Assert.All(Enumerable.Range(-60, 120), m => Assert.Null(QuietTimes.EndAt(gap.AddMinutes(m), hours, zone)));
    }

    [Fact]
    public async Task What_would_leave_in_them_leaves_at_their_end()
    {
        await using var rig = Quiet(Policy.Delay);
        var start = rig.Clock.GetUtcNow();
        var name = rig.Post("discord");
        await rig.StartAsync();
        // Twelve o'clock in Shanghai.
        var end = new DateTimeOffset(2026, 1, 2, 4, 0, 0, TimeSpan.Zero);
        var waiting = await rig.Store.UntilAsync(name, end);
        Assert.Equal(0, waiting.Message.Attempts);
        Assert.Contains("quiet hours", waiting.Message.Detail, StringComparison.Ordinal);

        await rig.Clock.ArmedAsync(30, 30);
        rig.Clock.AdvanceSeconds((end - start).TotalSeconds);

        await rig.InStateAsync(name, DeliveryState.Delivered);
        Assert.Equal([("discord", "x", end)], rig.Sent);
    }

    [Theory]
    [InlineData(Policy.Drop, Post.Types.Kind.Message, 24, DeliveryState.Expired)]
    [InlineData(Policy.Ignore, Post.Types.Kind.Message, 24, DeliveryState.Delivered)]
    [InlineData(Policy.Delay, Post.Types.Kind.LiveNow, 24, DeliveryState.Delivered)]
    [InlineData(Policy.Drop, Post.Types.Kind.LiveNow, 24, DeliveryState.Delivered)]
    // Their end comes after its own.
    [InlineData(Policy.Delay, Post.Types.Kind.Message, 0.5, DeliveryState.Expired)]
    public async Task What_becomes_of_it_is_for_the_account_and_the_kind_to_say(
        Policy policy,
        Post.Types.Kind kind,
        double hours,
        DeliveryState state
    )
    {
        await using var rig = Quiet(policy);
        var now = rig.Clock.GetUtcNow();
        var name = rig.Post("discord", kind: kind, terms: new DeliveryTerms(now, now.AddHours(hours)));
        await rig.StartAsync();

        await rig.InStateAsync(name, state);
        Assert.Equal(state == DeliveryState.Delivered ? 1 : 0, rig.Sent.Count);
    }

    [Fact]
    public async Task Live_now_keeps_them_where_the_account_says_so()
    {
        await using var rig = Quiet(Policy.Drop, liveToo: true);
        var name = rig.Post("discord", kind: Post.Types.Kind.LiveNow);
        await rig.StartAsync();

        await rig.InStateAsync(name, DeliveryState.Expired);
    }

    [Fact]
    public async Task A_zone_that_is_not_there_any_more_keeps_everything_back_and_says_so()
    {
        await using var rig = Quiet(Policy.Delay);
        rig.Zones = new NoZones();
        var name = rig.Post("discord");
        await rig.StartAsync();

        var row = await rig.Store.UntilAsync(name, static d => d.Message.Detail.Length > 0);
        Assert.Contains("tzdata", row.Message.Detail, StringComparison.Ordinal);
        Assert.Empty(rig.Sent);
    }

    private static OutboxRig Quiet(Policy policy, bool liveToo = false)
    {
        var rig = new OutboxRig(null, "discord");
        rig.Remember();
        rig.Store.SetRules(
            "discord",
            new AccountRules
            {
                Quiet = new QuietHours
                {
                    From = "11:00",
                    To = "12:00",
                    TimeZone = "Asia/Shanghai",
                    Policy = policy,
                    LiveNowToo = liveToo,
                },
            }
        );
        return rig;
    }
}

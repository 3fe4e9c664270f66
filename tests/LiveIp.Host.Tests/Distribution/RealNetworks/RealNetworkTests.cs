using LiveIp.Host.Tests.Distribution.Announcing;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Host.Tests.Distribution.RealNetworks;

public sealed class RealNetworkTests
{
    [Fact]
    public async Task Four_drops_on_three_platforms_over_a_restart_make_one_post_on_every_network_that_says_ended_at_the_end()
    {
        var clock = new FakeTimeProvider(Sample.Start);
        await using var standIns = await StandIns.StartAsync(clock);
        await using var rig = new AnnouncerRig(clock, standIns.Networks);
        rig.Store.Save(new Announcer { Enabled = true });

        await rig.DropAndReturnAsync(restartAsync: async () =>
        {
            await rig.RestartAsync();
            foreach (var network in standIns.Networks)
            {
                await network.RestartAsync();
            }
        });
        await rig.PassAsync(TimeSpan.FromMinutes(1));
        Assert.All(
            standIns.Standing,
            static n => Assert.StartsWith("🔴 Live now: Starry night", Assert.Single(n.Value), StringComparison.Ordinal)
        );
        Assert.Single(standIns.Told, static t => t.Type == "live.started");
        await rig.EndAllAsync();
        await rig.PassAsync(TimeSpan.FromMinutes(11));

        Assert.All(
            standIns.Standing,
            static n => Assert.StartsWith("Ended: Starry night", Assert.Single(n.Value), StringComparison.Ordinal)
        );
        var told = standIns.Told;
        Assert.Equal(("live.started", "post.edited"), (told[0].Type, told[^1].Type));
        Assert.Equal("live.ended", told[^1].Kind);
        Assert.All(told.Skip(1), static t => Assert.Equal("post.edited", t.Type));
        Assert.Equal(told.Count, told.Select(static t => t.Id).Distinct().Count());
    }
}

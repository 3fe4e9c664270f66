using LiveIp.Contracts;
using LiveIp.Plugins.GroupRobots.Sending;
using LiveIp.Plugins.GroupRobots.Tests.Support;
using LiveIp.Plugins.Testing;
using LiveIp.V1;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Plugins.GroupRobots.Tests;

/// <summary>The two networks take the same words for different things, and half of their users get it wrong once.</summary>
public sealed class SignatureTests
{
    private const string Secret = "SEC000000000000000000000";

    // Both made by the networks' own samples in Python.
    private const string DingTalk = "kjOV9n/gRl1AeeXnxqNB9wcQisVPOw+8ce62niAcJZ4=";
    private const string Feishu = "tZVM4ouDwq+2bRx/q1XWi581sbrH/l2hxBttPdp/a9A=";

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_790_000_000));

    [Fact]
    public void They_are_what_the_networks_samples_make()
    {
        Assert.Equal(DingTalk, RobotSignature.ForDingTalk(Secret, 1_599_360_473_000));
        Assert.Equal(Feishu, RobotSignature.ForFeishu(Secret, 1_599_360_473));
    }

    [Theory]
    [InlineData(Secret, 0, DeliveryOutcome.Delivered)]
    [InlineData(Secret, 3599, DeliveryOutcome.Delivered)]
    [InlineData(Secret, -3599, DeliveryOutcome.Delivered)]
    [InlineData(Secret, 3601, DeliveryOutcome.Rejected)]
    [InlineData("SECwrong", 0, DeliveryOutcome.Rejected)]
    [InlineData("", 0, DeliveryOutcome.Rejected)]
    public async Task A_robot_that_demands_them_gets_them(string secret, int clockIsOff, DeliveryOutcome outcome)
    {
        var theirs = new FakeTimeProvider(_clock.GetUtcNow().AddSeconds(clockIsOff));
        await using var dingTalk = new DingTalkStandIn { Secret = Secret, Clock = theirs };
        await using var feishu = new FeishuStandIn { Secret = Secret, Clock = theirs };

        var results = new[]
        {
            await DeliverAsync(Robots.DingTalk(dingTalk.Uri, secret)),
            await DeliverAsync(Robots.Feishu(feishu.Uri, secret)),
        };

        Assert.All(results, r => Assert.True(r.Outcome == outcome, r.Detail));
        var posted = outcome == DeliveryOutcome.Delivered ? 1 : 0;
        Assert.Equal((posted, posted), (dingTalk.Posted.Count, feishu.Posted.Count));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(400)]
    [InlineData(500)]
    public async Task The_signing_secret_is_not_in_what_is_said_either(int status)
    {
        await using var dingTalk = new DingTalkStandIn();
        dingTalk.InsteadOfActing = dingTalk.Say(status, 310000, $"no: {Secret.ToLowerInvariant()} {DingTalkStandIn.Key}");

        var result = await DeliverAsync(Robots.DingTalk(dingTalk.Uri, Secret));

        Assert.DoesNotContain(Secret, $"{result}", StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(DingTalkStandIn.Key, $"{result}", StringComparison.OrdinalIgnoreCase);
        Assert.Contains("no: […] […]", result.Detail, StringComparison.Ordinal);
    }

    private Task<DeliveryResult> DeliverAsync(IDistributor distributor) =>
        distributor.DeliverAsync(new Post(), new DeliveryContext(_clock, Texts.Announcement()), CancellationToken.None);
}

using LiveIp.Contracts;
using LiveIp.Plugins.GroupRobots.Tests.Support;
using LiveIp.Plugins.Testing;

namespace LiveIp.Plugins.GroupRobots.Tests;

/// <summary>What all three hold.</summary>
public abstract class RobotConformance : DistributorConformance
{
    private protected override TextUnit Unit => TextUnit.Utf8Byte;

    private protected abstract int RefusalCode { get; }

    private protected override Reply Refusal(int status, string words) => ((RobotStandIn)Start()).Say(status, RefusalCode, words);
}

public sealed class WeComConformanceTests : RobotConformance
{
    private protected override IReadOnlyList<string> Secrets => [WeComStandIn.Key];

    private protected override int RefusalCode => 40058;

    private protected override NetworkStandIn Start() => new WeComStandIn();

    private protected override IDistributor Create(Uri baseAddress) => Robots.WeCom(baseAddress);
}

public sealed class DingTalkConformanceTests : RobotConformance
{
    private protected override IReadOnlyList<string> Secrets => [DingTalkStandIn.Key];

    private protected override int RefusalCode => 310000;

    private protected override NetworkStandIn Start() => new DingTalkStandIn();

    private protected override IDistributor Create(Uri baseAddress) => Robots.DingTalk(baseAddress);
}

public sealed class FeishuConformanceTests : RobotConformance
{
    private protected override IReadOnlyList<string> Secrets => [FeishuStandIn.Key];

    private protected override int RefusalCode => 19024;

    private protected override NetworkStandIn Start() => new FeishuStandIn();

    private protected override IDistributor Create(Uri baseAddress) => Robots.Feishu(baseAddress);
}

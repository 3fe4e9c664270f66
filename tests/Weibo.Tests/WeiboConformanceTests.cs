using LiveIp.Contracts;
using LiveIp.Plugins.Testing;
using LiveIp.Plugins.Weibo.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Plugins.Weibo.Tests;

public sealed class WeiboConformanceTests : DistributorConformance
{
    private protected override TextUnit Unit => TextUnit.HalfWidth;

    private protected override string Opening => Texts.Link + " ";

    private protected override RenderedPost Announcement => Texts.Of("开播了", 100, TextUnit.HalfWidth, Opening);

    private protected override int RequestsForAnEmptyText => 0;

    private protected override IReadOnlyList<string> Secrets => [WeiboStandIn.Token];

    private protected override NetworkStandIn Start() => new WeiboStandIn();

    private protected override IDistributor Create(Uri baseAddress) =>
        new WeiboDistributor(
            new WeiboSettings
            {
                AccessToken = WeiboStandIn.Token,
                Domain = WeiboStandIn.Domain,
                Ip = "211.156.0.1",
                BaseAddress = baseAddress,
                Timeout = TimeSpan.FromSeconds(10),
            },
            new DayBudget()
        );

    private protected override Reply Refusal(int status, string words) => WeiboStandIn.Error(status, 20018, words);
}

using LiveIp.Contracts;
using LiveIp.Plugins.Douyin.Tests.Support;
using LiveIp.Plugins.Douyin.Uploads;
using LiveIp.Plugins.Testing;

namespace LiveIp.Plugins.Douyin.Tests;

public sealed class DouyinConformanceTests : DistributorConformance
{
    private protected override IReadOnlyList<string> Secrets => [DouyinStandIn.Token];

    private protected override int RequestsForAnEmptyText => 0;

    private protected override string Checkpoint => new UploadCheckpoint { Video = DouyinStandIn.Uploaded }.ToString();

    private protected override NetworkStandIn Start() => new DouyinStandIn();

    private protected override IDistributor Create(Uri baseAddress) => new DouyinDistributor(Settings(baseAddress));

    private protected override Reply Refusal(int status, string words) => DouyinStandIn.Error(2100005, words, status);

    internal static DouyinSettings Settings(Uri baseAddress) =>
        new()
        {
            OpenId = DouyinStandIn.OpenId,
            AccessToken = DouyinStandIn.Token,
            BaseAddress = baseAddress,
            Timeout = TimeSpan.FromSeconds(10),
        };
}

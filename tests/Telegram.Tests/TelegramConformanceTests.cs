using LiveIp.Contracts;
using LiveIp.Plugins.Telegram.Tests.Support;
using LiveIp.Plugins.Testing;

namespace LiveIp.Plugins.Telegram.Tests;

public sealed class TelegramConformanceTests : DistributorConformance
{
    private protected override IReadOnlyList<string> Secrets => [TelegramStandIn.Key];

    private protected override NetworkStandIn Start() => new TelegramStandIn();

    private protected override IDistributor Create(Uri baseAddress) =>
        new TelegramDistributor(
            new TelegramSettings
            {
                Token = TelegramStandIn.Token,
                ChatId = TelegramStandIn.PublicName,
                BaseAddress = baseAddress,
                Timeout = TimeSpan.FromSeconds(10),
            }
        );

    private protected override Reply Refusal(int status, string words) => TelegramStandIn.Error(status, words);
}

using LiveIp.Contracts;
using LiveIp.Plugins.Discord.Tests.Support;
using LiveIp.Plugins.Testing;

namespace LiveIp.Plugins.Discord.Tests;

public sealed class DiscordConformanceTests : DistributorConformance
{
    private protected override IReadOnlyList<string> Secrets => [DiscordStandIn.Token];

    private protected override NetworkStandIn Start() => new DiscordStandIn();

    private protected override IDistributor Create(Uri baseAddress) =>
        new DiscordDistributor(
            new DiscordSettings
            {
                Url = DiscordStandIn.Address,
                BaseAddress = baseAddress,
                Timeout = TimeSpan.FromSeconds(10),
            },
            new GoneWebhooks()
        );

    private protected override Reply Refusal(int status, string words) =>
        DiscordStandIn.Invalid("content", "X", words) with
        {
            Status = status,
        };
}

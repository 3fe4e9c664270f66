using LiveIp.Host.Demo.Comparison;
using LiveIp.Reload.Tests.Support;

namespace LiveIp.Reload.Tests;

public sealed class TwitchReloadTests() : PlatformReloadTests("twitch", "LiveIp.Plugins.Twitch")
{
    internal override IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string> { ["streamPollInterval"] = "1" };

    [Fact]
    public Task Fifty_reloads_leave_nothing_in_memory_and_disclose_what_they_missed() => ReloadManyTimesAsync();

    internal override Task DisturbAsync(PlatformReloads reloads) => reloads.RefreshTokenAsync(thenFault: "rateLimited");

    /// <summary>EventSub has no history: what nobody heard while one version took over from the other is a gap.</summary>
    internal override void Check(PlatformReport report) => Assert.Equal(PlatformReloads.Count, report.Gaps.Count);
}

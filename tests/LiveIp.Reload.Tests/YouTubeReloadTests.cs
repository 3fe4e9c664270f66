using LiveIp.Host.Demo.Comparison;
using LiveIp.Reload.Tests.Support;

namespace LiveIp.Reload.Tests;

public sealed class YouTubeReloadTests() : PlatformReloadTests("youtube", "LiveIp.Plugins.YouTube")
{
    internal override IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string> { ["statisticsInterval"] = "1", ["quotaUnitsPerDay"] = "100000000" };

    [Fact]
    public Task Fifty_reloads_leave_nothing_in_memory_and_lose_nothing() => ReloadManyTimesAsync();

    internal override Task DisturbAsync(PlatformReloads reloads) => reloads.RefreshTokenAsync(thenFault: "rateLimited");

    /// <summary>The chat is read on from the page token in the checkpoint: nothing that happened in between is missing.</summary>
    internal override void Check(PlatformReport report)
    {
        Assert.Empty(report.Gaps);
        Assert.Equal(0, report.Unrecoverable);
    }
}

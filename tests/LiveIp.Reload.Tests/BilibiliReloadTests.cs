using LiveIp.Host.Demo.Comparison;
using LiveIp.Reload.Tests.Support;

namespace LiveIp.Reload.Tests;

public sealed class BilibiliReloadTests() : PlatformReloadTests("bilibili", "LiveIp.Plugins.Bilibili")
{
    internal override IReadOnlyDictionary<string, string> Settings { get; } =
        new Dictionary<string, string> { ["gameHeartbeatInterval"] = "1", ["heartbeatInterval"] = "1" };

    [Fact]
    public Task Fifty_reloads_leave_nothing_in_memory_and_disclose_what_they_missed() => ReloadManyTimesAsync();

    /// <summary>There is no token: every call is signed. A heartbeat that is answered with an error code is signed and sent again.</summary>
    internal override Task DisturbAsync(PlatformReloads reloads) => reloads.MeetAsync("rateLimited");

    /// <summary>The socket has no history: what nobody heard while one version took over from the other is a gap.</summary>
    internal override void Check(PlatformReport report) => Assert.Equal(PlatformReloads.Count, report.Gaps.Count);
}

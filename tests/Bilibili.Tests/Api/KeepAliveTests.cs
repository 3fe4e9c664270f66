using LiveIp.Contracts;
using LiveIp.Plugins.Bilibili.Api;
using LiveIp.Plugins.Bilibili.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Plugins.Bilibili.Tests.Api;

public sealed class KeepAliveTests
{
    [Fact]
    public async Task Failing_heartbeats_are_repeated_until_the_session_must_be_dead()
    {
        await using var platform = await FakeOpenLive.StartAsync();
        for (var i = 0; i < 100; i++)
        {
            platform.OrderStatus("heartbeat", 503);
        }

        var clock = new FakeTimeProvider();
        var began = clock.GetTimestamp();
        using var http = OpenLiveClient.CreateHttpClient();
        var settings = new BilibiliSettings
        {
            BaseUri = platform.BaseUri,
            AccessKeyId = "key-id",
            AccessKeySecret = "key-secret",
        };
        var keepAlive = new KeepAlive(
            new OpenLiveClient(http, settings, clock),
            "g-1",
            TimeSpan.FromSeconds(20),
            new RecordingConnection { Clock = clock }
        );

        var keeping = keepAlive.RunAsync(CancellationToken.None);
        await Wait.UntilAsync(
            () =>
            {
                clock.Advance(TimeSpan.FromMilliseconds(500));
                return keeping.IsCompleted;
            },
            "the end of the budget"
        );

        var failure = await Assert.ThrowsAsync<AdapterException>(() => keeping);
        Assert.Equal(FailureKind.Transient, failure.Kind);
        Assert.True(clock.GetElapsedTime(began) >= TimeSpan.FromSeconds(60));
        Assert.True(platform.Calls.Count >= 3, $"{platform.Calls.Count} heartbeats");
    }
}

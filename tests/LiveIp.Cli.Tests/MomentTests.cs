using System.Text.Json.Nodes;
using LiveIp.Cli.Tests.Support;
using LiveIp.Host.Channels;

namespace LiveIp.Cli.Tests;

/// <summary>Markers, clips and predictions, on a host whose channel's platform has none of them.</summary>
public sealed class MomentTests
{
    [Fact]
    public async Task A_marker_is_kept_and_said_in_the_language_that_was_asked_for()
    {
        await using var host = await RunningHost.StartAsync();
        Follow(host);

        var english = await host.RunAsync("marker", "boss", "fight", "--language", "en");
        var chinese = await host.RunAsync("marker", "--language", "zh");
        var json = await host.RunAsync("marker", "again", "--json", "--request-id", "r");
        var repeated = await host.RunAsync("marker", "again", "--json", "--request-id", "r");

        Assert.Equal((0, 0), (english.Code, chinese.Code));
        Assert.Contains("channels/abc marker “boss fight”: kept by LiveIp", english.Screen, StringComparison.Ordinal);
        Assert.Contains("channels/abc 标记: 由 LiveIp 保存", chinese.Screen, StringComparison.Ordinal);
        Assert.Equal("STATE_LOCAL", (string)JsonNode.Parse(json.Output)!["moments"]![0]!["state"]!);
        Assert.Equal(json.Output, repeated.Output);
    }

    [Fact]
    public async Task What_the_platform_cannot_is_said_and_is_1()
    {
        await using var host = await RunningHost.StartAsync();
        Follow(host);

        var clip = await host.RunAsync("clip", "--channel", "abc");
        var start = await host.RunAsync("prediction", "start", "Win?", "Yes", "No", "--channel", "abc");
        var stop = await host.RunAsync("prediction", "lock");

        Assert.Equal((1, 1, 1), (clip.Code, start.Code, stop.Code));
        Assert.Contains("No followed channel's platform has predictions.", stop.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("clip", "--seconds", "0")]
    [InlineData("prediction", "start", "Win?", "Yes")]
    [InlineData("prediction", "resolve")]
    [InlineData("prediction")]
    public async Task Wrong_usage_is_2(params string[] args) => Assert.Equal(2, (await Run.ToEndAsync(args)).Code);

    private static void Follow(RunningHost host) => host.Channels.Create("abc", "test", new() { Id = "1", DisplayName = "Abc" }, "", "");
}

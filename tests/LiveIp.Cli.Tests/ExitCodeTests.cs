using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using LiveIp.Cli.Tests.Support;

namespace LiveIp.Cli.Tests;

public sealed class ExitCodeTests
{
    [Fact]
    public async Task Commands_against_a_host_without_channels()
    {
        await using var host = await RunningHost.StartAsync();

        var status = await host.RunAsync("status");
        Assert.Equal((0, ""), (status.Code, status.Errors));
        Assert.Contains("0 of 0 online", status.Screen, StringComparison.Ordinal);

        var json = JsonNode.Parse((await host.RunAsync("status", "--json")).Output)!;
        Assert.Equal("0", json["host"]!["connectionsTotal"]!.GetValue<string>());
        Assert.Empty(json["connections"]!.AsArray());

        var channels = await host.RunAsync("channels", "list", "--json");
        Assert.Equal(0, channels.Code);
        Assert.Empty(JsonNode.Parse(channels.Output)!["channels"]!.AsArray());

        var removed = await host.RunAsync("channels", "remove", "none");
        Assert.Equal(1, removed.Code);
        Assert.Contains("channels/none", removed.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_is_not_online_is_4()
    {
        await using var host = await RunningHost.StartAsync();
        // A port that nobody listens on stands for the platform: the connection can never be online.
        var set = await host.RunAsync(
            "plugins",
            "set",
            $"bilibili.baseUri=http://127.0.0.1:{FreePort()}",
            "bilibili.accessKeyId=key",
            "bilibili.accessKeySecret=s3cr3t",
            "bilibili.appId=1"
        );
        Assert.True(set.Code == 0, set.All);

        var add = await host.RunAsync("channels", "add", "bilibili", "123", "--secret", "identity_code=s3cr3t");
        Assert.True(add.Code == 0, add.All);
        var again = await host.RunAsync("channels", "add", "bilibili", "123", "--secret", "identity_code=s3cr3t");
        Assert.Equal(1, again.Code);

        // The reconciler takes it up in its own time.
        var deadline = Deadline.Token();
        var status = await host.RunAsync("status");
        while (!status.Screen.Contains("channels/", StringComparison.Ordinal))
        {
            deadline.ThrowIfCancellationRequested();
            status = await host.RunAsync("status");
        }

        var list = await host.RunAsync("channels", "list");
        Assert.Equal((4, 0), (status.Code, list.Code));
        Assert.Contains("Bilibili 123", list.Screen, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", set.All + add.All + again.All + status.All + list.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_unknown_platform_is_1_and_named()
    {
        await using var host = await RunningHost.StartAsync();

        var run = await host.RunAsync("channels", "add", "nowhere", "x", "--secret", "key=s3cr3t");

        Assert.Equal(1, run.Code);
        Assert.Contains("platform 'nowhere'", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t", run.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_token_is_3_and_not_repeated()
    {
        await using var host = await RunningHost.StartAsync();

        var run = await host.RunAsync("status", "--token", "wrong-token");

        Assert.Equal(3, run.Code);
        Assert.Contains("token", run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-token", run.All, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("watch")]
    public async Task An_unreachable_host_is_3_at_once(string command)
    {
        var started = Stopwatch.GetTimestamp();
        var run = await Run.ToEndAsync(command, "--address", $"http://127.0.0.1:{FreePort()}");

        Assert.Equal(3, run.Code);
        Assert.Contains("does not answer", run.Errors, StringComparison.Ordinal);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task The_web_port_is_no_host_to_call()
    {
        await using var host = await RunningHost.StartAsync();

        var run = await Run.ToEndAsync("status", "--address", host.WebAddress.ToString(), "--data", host.Data);

        Assert.Equal(3, run.Code);
        Assert.Contains("does not answer", run.Errors, StringComparison.Ordinal);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}

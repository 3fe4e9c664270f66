using System.Text.Json.Nodes;
using LiveIp.Cli.Tests.Support;
using LiveIp.Host.Demo;

namespace LiveIp.Cli.Tests;

/// <summary>Two accounts of one network, as a new user would set them up, with a real receiver behind each.</summary>
public sealed class PluginsAccountsTests
{
    [Fact]
    public async Task An_account_is_added_set_up_paced_posted_to_on_a_schedule_and_removed()
    {
        await using var host = await RunningHost.StartAsync();
        await using var fans = await WebhookReceiver.StartAsync(Deadline.Token());

        Assert.Equal(0, (await host.RunAsync("plugins", "accounts", "add", "webhook/fans")).Code);
        Assert.Equal(1, (await host.RunAsync("plugins", "accounts", "add", "webhook/Fans")).Code);
        Assert.Equal(
            0,
            (await host.RunAsync("plugins", "set", $"webhook/fans.url={fans.Address}", $"webhook/fans.secret={fans.Secret}")).Code
        );
        var paced = await host.RunAsync(
            "plugins",
            "accounts",
            "pace",
            "webhook/fans",
            "--every",
            "2",
            "--quiet",
            "23:00-08:00",
            "--zone",
            "Asia/Shanghai",
            "--during",
            "ignore"
        );
        Assert.Equal(0, paced.Code);
        Assert.Contains("23:00-08:00 Asia/Shanghai, not kept", paced.Screen, StringComparison.Ordinal);
        Assert.Equal(2, (await host.RunAsync("plugins", "accounts", "pace", "webhook/fans", "--quiet", "23:00-08:00")).Code);

        var sent = await host.RunAsync("post", "Hello", "--to", "webhook/fans");
        Assert.Equal(0, sent.Code);
        Assert.Contains("webhook/fans", sent.Screen, StringComparison.Ordinal);
        Assert.Single(fans.Received);

        var day = TimeProvider.System.GetUtcNow().AddDays(30).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var later = await host.RunAsync("post", "Tea at six", "--at", $"{day}T18:00", "--zone", "Asia/Shanghai", "--json");
        Assert.Equal(0, later.Code);
        Assert.Equal($"{day}T10:00:00Z", (string?)JsonNode.Parse(later.Output)!["deliveries"]![0]!["notBefore"]);
        Assert.Equal(2, (await host.RunAsync("post", "x", "--zone", "Asia/Shanghai")).Code);
        Assert.Equal(1, (await host.RunAsync("post", "x", "--at", $"{day}T18:00", "--zone", "Mars")).Code);

        var status = await host.RunAsync("status");
        Assert.Contains("Posts: 1 wait, none is due", status.Screen, StringComparison.Ordinal);
        var removed = await host.RunAsync("plugins", "accounts", "remove", "webhook/fans", "--json");
        Assert.Equal("1", (string?)JsonNode.Parse(removed.Output)!["cancelled"]);
        Assert.DoesNotContain("webhook/fans", (await host.RunAsync("plugins", "accounts")).Screen, StringComparison.Ordinal);
        Assert.DoesNotContain(fans.Secret, sent.All + paced.All + status.All, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Deliveries_are_watched_over_a_restart_of_the_host()
    {
        await using var host = await RunningHost.StartAsync();
        await using var receiver = await WebhookReceiver.StartAsync(Deadline.Token());
        await host.RunAsync("plugins", "set", $"webhook.url={receiver.Address}", $"webhook.secret={receiver.Secret}");
        var later = TimeProvider.System.GetUtcNow().AddHours(2).ToString("O");
        var scheduled = await host.RunAsync("post", "Later", "--at", later, "--json");
        var post = (string)JsonNode.Parse(scheduled.Output)!["deliveries"]![0]!["post"]!;
        using var watch = Run.Start(["deliveries", "--watch", .. host.Where]);
        await watch.ScreenHasAsync("waits");

        await host.StopAsync();
        await watch.ErrorsHaveAsync("reconnecting in");
        await host.StartAgainAsync();
        await host.RunAsync("deliveries", "cancel", post);
        await watch.ScreenHasAsync("cancelled");

        Assert.Equal(0, await watch.CtrlCAsync());
        Assert.Equal(2, watch.Screen.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }
}

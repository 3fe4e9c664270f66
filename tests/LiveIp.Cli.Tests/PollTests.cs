using System.Text.Json.Nodes;
using LiveIp.Cli.Tests.Support;
using LiveIp.Host.Demo;

namespace LiveIp.Cli.Tests;

/// <summary>As a new user would hold a poll, against the emulated platforms.</summary>
public sealed class PollTests
{
    [Fact]
    public async Task From_the_question_to_the_result()
    {
        await using var host = await RunningHost.StartAsync();
        await using var emulators = await EmulatorChild.StartAsync([], Deadline.Token());
        await host.FollowAsync(emulators);

        var rehearsal = await host.RunAsync("poll", "Tea or coffee?", "Tea", "Coffee", "--dry-run", "--language", "en");
        Assert.Equal(0, rehearsal.Code);
        Assert.Contains("nothing started", rehearsal.Screen, StringComparison.Ordinal);
        Assert.Contains("in the chat: 1, 2", rehearsal.Screen, StringComparison.Ordinal);
        var none = await host.RunAsync("poll", "show");
        Assert.Equal(1, none.Code);

        string[] ask = ["poll", "Tea or coffee?", "Tea", "Coffee", "--seconds", "120", "--no-wait", "--request-id", "r", "--json"];
        var started = await host.RunAsync(ask);
        Assert.True(started.Code == 0, started.All);
        var poll = JsonNode.Parse(started.Output)!["poll"]!;
        Assert.Equal(("STATE_OPEN", 3), ((string)poll["state"]!, poll["parts"]!.AsArray().Count));
        var repeated = await host.RunAsync(ask);
        Assert.Equal((string)poll["name"]!, (string)JsonNode.Parse(repeated.Output)!["poll"]!["name"]!);
        var another = await host.RunAsync("poll", "start", "Else?", "Yes", "No", "--no-wait");
        Assert.Equal(1, another.Code);
        Assert.Contains((string)poll["name"]!, another.Errors, StringComparison.Ordinal);

        var watching = Run.Start(["poll", "watch", "--language", "zh", .. host.Where]);
        await watching.ErrorsHaveAsync("进行中");
        var ended = await host.RunAsync("poll", "end", "--language", "zh");
        Assert.True(ended.Code == 0, ended.All);
        Assert.Contains("已结束", ended.Screen, StringComparison.Ordinal);
        Assert.Equal(0, await watching.Exit.WaitAsync(Deadline.Limit));
        watching.Dispose();

        var shown = await host.RunAsync("poll", "show", (string)poll["name"]!);
        Assert.Contains("Coffee", shown.Screen, StringComparison.Ordinal);
        var list = await host.RunAsync("poll", "list");
        Assert.Contains("Tea or coffee?", list.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_wrong_is_said()
    {
        await using var host = await RunningHost.StartAsync();

        var few = await host.RunAsync("poll", "Tea?", "Yes");
        var none = await host.RunAsync("poll", "end", "nope");
        var nowhere = await host.RunAsync("poll", "Tea?", "Yes", "No");

        Assert.Equal((2, 1, 1), (few.Code, none.Code, nowhere.Code));
        Assert.Contains("2 to 4 options", few.Errors, StringComparison.Ordinal);
        Assert.Contains("polls/nope", none.Errors, StringComparison.Ordinal);
    }
}

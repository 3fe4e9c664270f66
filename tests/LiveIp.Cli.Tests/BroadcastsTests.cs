using System.Text.Json.Nodes;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Cli.Tests.Support;
using LiveIp.V1;
using State = LiveIp.V1.BroadcastState.Types.State;

namespace LiveIp.Cli.Tests;

public sealed class BroadcastsTests
{
    [Fact]
    public async Task They_are_listed_shown_and_labelled()
    {
        await using var host = await RunningHost.StartAsync();
        await host.WriteAsync(Told(State.Started, 0), Told(State.Ended, 60));

        var label = await host.RunAsync("broadcasts", "label", "1", "topic=编程", "slot=late evening", "--title", "Mine");
        var list = await host.RunAsync("broadcasts");
        var show = await host.RunAsync("broadcasts", "show", "1");
        var json = await host.RunAsync("broadcasts", "--json");

        Assert.Equal((0, 0, 0, 0), (label.Code, list.Code, show.Code, json.Code));
        foreach (var screen in (string[])[label.Screen, list.Screen, show.Screen])
        {
            Assert.Contains("broadcasts/1", screen, StringComparison.Ordinal);
            Assert.Contains("slot=late evening, topic=编程", screen, StringComparison.Ordinal);
        }

        Assert.Contains("Mine", list.Screen, StringComparison.Ordinal);
        Assert.Contains("Night", show.Screen, StringComparison.Ordinal);
        var only = Assert.Single(JsonNode.Parse(json.Output)!["broadcasts"]!.AsArray())!;
        Assert.Equal("STATE_ENDED", only["state"]!.GetValue<string>());
        Assert.Equal("编程", only["labels"]!["topic"]!.GetValue<string>());
        Assert.Empty(json.Screen);

        var away = await host.RunAsync("broadcasts", "label", "broadcasts/1", "topic=", "--json");
        Assert.Null(JsonNode.Parse(away.Output)!["broadcast"]!["labels"]!["topic"]);
    }

    [Fact]
    public async Task One_that_no_platform_told_of_is_recorded_and_where_one_is_known_it_is_1()
    {
        await using var host = await RunningHost.StartAsync();
        await host.WriteAsync(Sample.Chat("a"));
        string[] record = ["broadcasts", "record", "--from", "2023-05-01T20:00Z", "--to", "2023-05-01T22:00+00:00", "--channel", "one"];

        var recorded = await host.RunAsync([.. record, "topic=music", "--json"]);
        var again = await host.RunAsync(record);
        var none = await host.RunAsync("broadcasts", "show", "999");

        var made = JsonNode.Parse(recorded.Output)!["broadcast"]!;
        Assert.Equal(
            (0, "2023-05-01T20:00:00Z", "2023-05-01T22:00:00Z", "music"),
            (
                recorded.Code,
                made["startTime"]!.GetValue<string>(),
                made["endTime"]!.GetValue<string>(),
                made["labels"]!["topic"]!.GetValue<string>()
            )
        );
        Assert.Equal((1, 1), (again.Code, none.Code));
        Assert.Contains(made["name"]!.GetValue<string>(), again.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_label_that_is_no_word_is_1_and_named()
    {
        await using var host = await RunningHost.StartAsync();
        await host.WriteAsync(Told(State.Started, 0), Told(State.Ended, 60));

        var run = await host.RunAsync("broadcasts", "label", "1", "topic=a/b");

        Assert.Equal(1, run.Code);
        Assert.Contains("labels.topic", run.Errors, StringComparison.Ordinal);
    }

    private static LiveEvent Told(State state, double minutes) =>
        new()
        {
            Id = $"{state}",
            Broadcast = "s1",
            OccurredAt = Timestamp.FromDateTimeOffset(Sample.Start.AddMinutes(minutes)),
            BroadcastState = new() { State = state, Title = "Night" },
        };
}

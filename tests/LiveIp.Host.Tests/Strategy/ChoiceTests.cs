using Grpc.Core;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Strategy;

public sealed class ChoiceTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task What_followed_a_draw_has_its_chance_and_its_labels()
    {
        await using var rig = await StrategyRig.StartAsync(_directory);
        await rig.MusicBeatsTalkAsync(4);
        var suggestion = await rig.SuggestAsync();
        var broadcast = await rig.BroadcastAsync("1.5", "mood=good");
        var drawn = StrategyRig.Words(suggestion.Options[0].Labels);

        var recorded = await rig.RecordAsync(suggestion.Name, drawn + ",format=solo", broadcast);

        Assert.Equal((suggestion.Options[0].Propensity, broadcast), (recorded.Choice.Propensity, recorded.Choice.Broadcast));
        Assert.Equal($"format=solo,mood=good,{drawn}", StrategyRig.Words(await rig.LabelsOfAsync(broadcast)));
        Assert.Equal(suggestion.Options[0].Propensity, (await rig.PastAsync(broadcast)).Propensity);
    }

    [Fact]
    public async Task What_the_creator_chose_otherwise_has_no_chance()
    {
        await using var rig = await StrategyRig.StartAsync(_directory);
        await rig.MusicBeatsTalkAsync(4);
        var suggestion = await rig.SuggestAsync();
        var broadcast = await rig.BroadcastAsync("1.5", "");

        var recorded = await rig.RecordAsync(suggestion.Name, StrategyRig.Words(suggestion.Options[1].Labels), broadcast);

        Assert.False(recorded.Choice.HasPropensity);
        Assert.Null((await rig.PastAsync(broadcast)).Propensity);
    }

    [Fact]
    public async Task Whoever_asks_until_the_draw_pleases_has_chosen()
    {
        await using var rig = await StrategyRig.StartAsync(_directory);
        await rig.MusicBeatsTalkAsync(4);
        var first = await rig.SuggestAsync(new() { Seed = 1 });
        var same = await rig.SuggestAsync(new() { Seed = 1 });
        var again = await rig.SuggestAsync(new() { Seed = 2 });
        var another = await rig.SuggestAsync(
            new()
            {
                Seed = 3,
                Vetoes =
                {
                    new LabelValue { Factor = "topic", Value = "talk" },
                },
            }
        );

        var chances = new List<bool>();
        foreach (var s in (Suggestion[])[first, same, again, another])
        {
            chances.Add((await rig.RecordAsync(s.Name, StrategyRig.Words(s.Options[0].Labels))).Choice.HasPropensity);
        }

        Assert.Equal([true, true, false, true], chances);
    }

    [Fact]
    public async Task The_last_broadcast_need_not_be_named()
    {
        await using var rig = await StrategyRig.StartAsync(_directory);
        var suggestion = await rig.SuggestAsync();
        await RpcAssert.FailsAsync(
            StatusCode.NotFound,
            "BROADCAST_NOT_FOUND",
            () => rig.RecordAsync(suggestion.Name, "topic=music", "broadcasts/last")
        );
        var broadcast = await rig.BroadcastAsync("1", "");

        Assert.Equal(broadcast, (await rig.RecordAsync(suggestion.Name, "topic=music", "broadcasts/last")).Choice.Broadcast);
    }

    [Fact]
    public async Task It_may_be_told_bit_by_bit_and_anew()
    {
        await using var rig = await StrategyRig.StartAsync(_directory);
        await rig.MusicBeatsTalkAsync(4);
        var suggestion = await rig.SuggestAsync();
        await rig.RecordAsync(suggestion.Name, "topic=music");
        var broadcast = await rig.BroadcastAsync("1.5", "");

        var whole = await rig.RecordAsync(suggestion.Name, "", broadcast);
        Assert.Equal(("topic=music", broadcast), (StrategyRig.Words(whole.Choice.Labels), whole.Choice.Broadcast));
        Assert.Equal("topic=music", StrategyRig.Words(await rig.LabelsOfAsync(broadcast)));

        var other = await rig.RecordAsync(suggestion.Name, "topic=chess");
        Assert.Equal((broadcast, false), (other.Choice.Broadcast, other.Choice.HasPropensity));
        Assert.Equal("topic=chess", StrategyRig.Words(await rig.LabelsOfAsync(broadcast)));
    }

    [Fact]
    public async Task A_broadcast_follows_one_suggestion()
    {
        await using var rig = await StrategyRig.StartAsync(_directory);
        await rig.MusicBeatsTalkAsync(4);
        var (one, two) = (await rig.SuggestAsync(), await rig.SuggestAsync());
        var broadcast = await rig.BroadcastAsync("1.5", "");

        await rig.RecordAsync(one.Name, "topic=talk", broadcast);
        await rig.RecordAsync(two.Name, "topic=music", broadcast);

        var told = (await rig.Client.ListSuggestionsAsync(new())).Suggestions;
        Assert.Equal([(two.Name, broadcast), (one.Name, "")], told.Select(static s => (s.Name, s.Choice.Broadcast)));
        Assert.Single(rig.Store.Followed());
    }

    [Fact]
    public async Task Labels_that_are_changed_later_take_the_chance_away()
    {
        await using var rig = await StrategyRig.StartAsync(_directory);
        await rig.MusicBeatsTalkAsync(4);
        var suggestion = await rig.SuggestAsync();
        var broadcast = await rig.BroadcastAsync("1.5", "");
        await rig.RecordAsync(suggestion.Name, StrategyRig.Words(suggestion.Options[0].Labels), broadcast);
        Assert.NotNull((await rig.PastAsync(broadcast)).Propensity);

        await rig.LabelAsync(broadcast, "topic=chess");

        Assert.Null((await rig.PastAsync(broadcast)).Propensity);
    }

    [Fact]
    public async Task What_cannot_be_is_refused_and_nothing_is_changed()
    {
        await using var rig = await StrategyRig.StartAsync(_directory);
        var before = await rig.BroadcastAsync("1", "topic=music");
        var suggestion = await rig.SuggestAsync();

        Assert.Equal(
            ["broadcast"],
            await RpcAssert.FailsAsync(
                StatusCode.InvalidArgument,
                "INVALID_FIELD",
                () => rig.RecordAsync(suggestion.Name, "topic=talk", before)
            )
        );
        Assert.Equal(
            ["labels"],
            await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "INVALID_FIELD", () => rig.RecordAsync(suggestion.Name, ""))
        );
        await RpcAssert.FailsAsync(
            StatusCode.NotFound,
            "BROADCAST_NOT_FOUND",
            () => rig.RecordAsync(suggestion.Name, "topic=talk", "broadcasts/999")
        );
        await RpcAssert.FailsAsync(StatusCode.NotFound, "SUGGESTION_NOT_FOUND", () => rig.RecordAsync("suggestions/none", "topic=talk"));

        Assert.Equal("topic=music", StrategyRig.Words(await rig.LabelsOfAsync(before)));
        Assert.Null(Assert.Single((await rig.Client.ListSuggestionsAsync(new())).Suggestions).Choice);
    }

    [Fact]
    public async Task A_broadcast_with_as_many_labels_as_there_may_be_takes_no_more()
    {
        await using var rig = await StrategyRig.StartAsync(_directory);
        var suggestion = await rig.SuggestAsync();
        var broadcast = await rig.BroadcastAsync("1", string.Join(',', Enumerable.Range(0, 16).Select(static i => $"l{i}=x")));

        Assert.Equal(
            ["labels"],
            await RpcAssert.FailsAsync(
                StatusCode.InvalidArgument,
                "INVALID_FIELD",
                () => rig.RecordAsync(suggestion.Name, "topic=music", broadcast)
            )
        );
    }
}

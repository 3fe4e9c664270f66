using CsCheck;
using LiveIp.Host.Import;
using LiveIp.Host.Tests.Broadcasts;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using State = LiveIp.V1.BroadcastState.Types.State;

namespace LiveIp.Host.Tests.Import;

public sealed class RecordedBroadcastsTests
{
    private static readonly RecordedChannel Somebody = new() { Platform = "twitch", PlatformChannelId = "7" };

    [Fact]
    public async Task A_recording_becomes_a_broadcast_with_the_title_that_it_has_and_again_adds_nothing()
    {
        await using var rig = await ImportRig.StartAsync();
        foreach (var (name, content) in (IEnumerable<(string, string)>)[("a.xml", Recordings.Xml), ("a.json", Recordings.TwitchJson)])
        {
            await rig.SummaryAsync(new() { Path = rig.File(name, content) });
            var last = rig.Log.LastSequence;
            await rig.SummaryAsync(new() { Path = rig.File(name, content) });
            Assert.Equal(last, rig.Log.LastSequence);
        }

        await rig.SummaryAsync(new() { Path = rig.File("a.tsv", Recordings.Tsv), RecordedChannel = Somebody });

        var all = (await rig.Broadcasts.ListBroadcastsAsync(new())).Broadcasts;
        Assert.Equal(["A & B", "A stream", ""], all.Select(static b => b.Title));
        Assert.Equal("唱歌", all[0].Parts[0].Category);
        Assert.Equal(1_600_000_000, all[2].StartTime.Seconds);
        Assert.Equal(1_600_000_061, all[2].EndTime.Seconds);
    }

    [Fact]
    public async Task A_clip_and_a_dry_run_make_none()
    {
        await using var rig = await ImportRig.StartAsync();
        var clip = Recordings.TwitchJson.Replace("\"video\":", "\"clipper\":{\"id\":1},\"video\":", StringComparison.Ordinal);
        await rig.SummaryAsync(new() { Path = rig.File("clip.json", clip) });
        await rig.SummaryAsync(new() { Path = rig.File("a.xml", Recordings.Xml), ValidateOnly = true });
        Assert.Empty((await rig.Broadcasts.ListBroadcastsAsync(new())).Broadcasts);
    }

    [Theory]
    [InlineData("chat.json")]
    [InlineData("chat.tsv")]
    public async Task Where_a_broadcast_was_heard_live_the_recording_makes_none(string file)
    {
        await using var rig = await ImportRig.StartAsync();
        var channel = rig.Follow("twitch");
        var json = file == "chat.json";
        var (from, content) = json ? (1_680_717_600L, Recordings.TwitchJson) : (1_600_000_000L, Recordings.Tsv);
        var minutes = DateTimeOffset.FromUnixTimeSeconds(from).Subtract(Sample.Start).TotalMinutes;
        await rig.Log.WriteAsync(
            Sample.Batch(Told.Event(State.Started, minutes + 5, "live"), Told.Event(State.Ended, minutes + 30, "live")) with
            {
                Channel = channel,
            }
        );

        var summary = await rig.SummaryAsync(new() { Path = rig.File(file, content), Channel = channel });

        var only = Assert.Single((await rig.Broadcasts.ListBroadcastsAsync(new())).Broadcasts);
        Assert.Equal(["live"], only.Parts.Single().PlatformBroadcastIds);
        Assert.Equal(json ? 2 : 0, summary.LeftOut.GetValueOrDefault("broadcast heard live"));
    }

    [Fact]
    public async Task A_file_of_many_nights_has_a_broadcast_for_each()
    {
        await using var rig = await ImportRig.StartAsync();
        var lines = string.Concat(
            Enumerable
                .Range(0, 3)
                .SelectMany(static n => Enumerable.Range(0, 20).Select(i => $"{1_600_000_000 + (n * 86_400) + (i * 600)}\tann\thello\n"))
        );
        await rig.SummaryAsync(new() { Path = rig.File("a.tsv", lines), RecordedChannel = Somebody });
        Assert.Equal(3, (await rig.Broadcasts.ListBroadcastsAsync(new())).Broadcasts.Count);
    }

    [Fact]
    public void Stretches_do_not_depend_on_the_order_of_records() =>
        Gen.Int[0, 3000]
            .Array[1, 30]
            .SelectMany(static minutes => Gen.Shuffle<int>(minutes).Select(shuffled => (minutes, shuffled)))
            .Sample(
                static (minutes, shuffled) =>
                {
                    var sorted = Stretches(minutes.Order());
                    Assert.Equal(sorted, Stretches(shuffled));
                    Assert.All(sorted.Zip(sorted.Skip(1)), static pair => Assert.True(pair.Second.First - pair.First.Last > 3 * 3_600_000));
                    Assert.Equal(minutes.Select(static m => Told.At(m)).Min(), sorted[0].First);
                },
                iter: 2000
            );

    private static IReadOnlyList<(long First, long Last)> Stretches(IEnumerable<int> minutes)
    {
        var recorded = new RecordedBroadcasts();
        foreach (var minute in minutes)
        {
            recorded.Take(Sample.Chat("a", minute * 60));
        }

        return recorded.Stretches;
    }
}

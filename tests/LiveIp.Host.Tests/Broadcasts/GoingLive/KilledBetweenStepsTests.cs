using Google.Protobuf;
using LiveIp.Contracts;
using LiveIp.V1;
using State = LiveIp.V1.BroadcastChannel.Types.State;

namespace LiveIp.Host.Tests.Broadcasts.GoingLive;

/// <summary>However often and wherever the host is killed, there is one broadcast in the end, and it is live.</summary>
public sealed class KilledBetweenStepsTests
{
    private static readonly CreateBroadcastRequest Night = new()
    {
        Channels = { GoingLiveRig.StudioChannel },
        Details = new()
        {
            Title = "Night",
            Description = "of stars",
            Category = "music",
        },
        Thumbnail = ByteString.CopyFrom(0xFF, 0xD8, 0xFF),
    };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task At_every_call_of_the_platform_before_it_and_after_it(bool hasKey)
    {
        var calls = await GoLiveAsync(StudioWith(hasKey));
        Assert.Equal(hasKey, !calls.Contains("create ingest"));
        Assert.Empty(new[] { "create", "describe", "thumbnail", "list ingest", "bind", "get", "start" }.Except(calls));
        for (var call = 1; call <= calls.Count; call++)
        {
            foreach (var after in new[] { false, true })
            {
                var studio = StudioWith(hasKey);
                studio.StopAt = call;
                studio.StopsAfter = after;
                await GoLiveAsync(studio);
                Check(studio, $"killed {(after ? "after" : "before")} call {call}, {calls[call - 1]}");
            }
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Each_call_that_acts_loses_its_answer_once(bool hasKey)
    {
        var studio = StudioWith(hasKey);
        studio.LosesEachAnswer = true;
        var calls = await GoLiveAsync(studio);
        Check(studio, "every answer lost once");
        Assert.Single(calls, "create");
        Assert.Equal(hasKey ? 0 : 1, calls.Count(static c => c == "create ingest"));
    }

    [Fact]
    public async Task A_broadcast_of_the_same_name_for_another_time_is_not_taken_for_ours()
    {
        var studio = StudioWith(hasKey: true);
        studio.AddBroadcast("old", "Night");
        studio.StopAt = 1 + (await GoLiveAsync(StudioWith(hasKey: true))).IndexOf("create");

        await GoLiveAsync(studio);

        Assert.Contains("find", studio.Calls);
        Assert.Equal(
            [("old", PlatformBroadcastState.Waiting), ("b1", PlatformBroadcastState.Live)],
            studio.Broadcasts.Select(static b => (b.Id, b.State))
        );
    }

    private static Studio StudioWith(bool hasKey)
    {
        var studio = new Studio();
        if (hasKey)
        {
            studio.AddIngest("mine");
        }

        return studio;
    }

    private static void Check(Studio studio, string when)
    {
        var broadcast = Assert.Single(studio.Broadcasts);
        Assert.True(broadcast.State == PlatformBroadcastState.Live, $"{when}: {broadcast.State}");
        Assert.True(broadcast.Ingest == Assert.Single(studio.Ingests).Id, $"{when}: not bound");
        Assert.True(studio.Thumbnails.ContainsKey(broadcast.Id), $"{when}: no thumbnail");
        Assert.True(studio.Told[broadcast.Id].Description == "of stars", $"{when}: not described");
    }

    /// <summary>Goes live; where the studio stands still, the host is killed there and another one started on what is on disk.</summary>
    private static async Task<List<string>> GoLiveAsync(Studio studio)
    {
        var rig = GoingLiveRig.Start(studio);
        try
        {
            var name = (await rig.CreateAsync(Night)).Plan;
            var going = rig.GoLiveAsync(name);
            var encoding = StartEncoderAsync(rig, studio, name);
            if (await Task.WhenAny(encoding, studio.Stopped) == studio.Stopped)
            {
                var next = rig.Restart(studio);
                await rig.DisposeAsync();
                await Assert.ThrowsAnyAsync<Exception>(() => Task.WhenAll(going, encoding));
                rig = next;
                studio.GoOn();
                encoding = StartEncoderAsync(rig, studio, name);
            }

            await encoding;
            return [.. studio.Calls];
        }
        finally
        {
            await rig.DisposeAsync();
        }
    }

    private static async Task StartEncoderAsync(GoingLiveRig rig, Studio studio, string name)
    {
        await rig.UntilAsync(name, static b => b.Channels[0].State is State.WaitingForEncoder or State.Live);
        studio.EncoderSends = true;
        await rig.UntilAsync(name, static b => b.Channels[0].State == State.Live);
    }
}

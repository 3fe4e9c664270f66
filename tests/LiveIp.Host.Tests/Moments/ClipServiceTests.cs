using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using State = LiveIp.V1.Moment.Types.State;

namespace LiveIp.Host.Tests.Moments;

/// <summary>Clips: asked for once, looked for where the answer is lost, and called clips when they were seen.</summary>
public sealed class ClipServiceTests : IAsyncLifetime
{
    private readonly TempDirectory _directory = new();
    private readonly PlayingPlatform _able = new("able");
    private readonly PlayingPlatform _plain = new("plain", isAble: false);
    private MomentRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await MomentRig.StartAsync(_directory.Path, _able, _plain);

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task A_clip_is_waited_for_and_the_channel_without_clips_is_told()
    {
        _able.Clips["c1"] = PlayingPlatform.Clip("c1", _rig.Clock.GetUtcNow());

        var made = await ClipAsync("what a save");

        Assert.Equal((State.OnPlatform, "https://clips.example/c1"), (made[0].State, made[0].Uri));
        Assert.Equal("https://clips.example/c1/edit", made[0].EditUri);
        Assert.Equal((State.Unsupported, "CAPABILITY_UNSUPPORTED"), (made[1].State, made[1].Reason));
        Assert.Equal(made[0].Name, Assert.Single(await ListAsync("")).Name);
        await RpcAssert.FailsAsync(
            StatusCode.Unimplemented,
            "CAPABILITY_UNSUPPORTED",
            async () =>
                await _rig.Moments.CreateClipAsync(
                    new() { Channels = { "channels/plain" }, RequestId = "never" },
                    cancellationToken: Deadline.Token()
                )
        );
    }

    [Fact]
    public async Task A_clip_that_does_not_appear_is_pending_and_said_so()
    {
        var making = ClipAsync("");
        await PassAsync(making);

        var clip = (await making)[0];
        Assert.Equal((State.Pending, "c1", ""), (clip.State, clip.PlatformId, clip.Uri));
        Assert.Contains("15 s", clip.Detail, StringComparison.Ordinal);
        Assert.Single(_able.Acts);
    }

    [Fact]
    public async Task A_report_does_not_list_as_a_clip_what_nobody_has_seen()
    {
        await _rig.TellAsync("able", BroadcastState.Types.State.Started);
        var making = ClipAsync("");
        await PassAsync(making);
        await _rig.TellAsync("able", BroadcastState.Types.State.Ended);
        var broadcast = (await making)[0].Broadcast;

        foreach (
            var (format, language, words) in new[]
            {
                (ReportFormat.Markdown, "en", "clip asked for, not seen on the platform"),
                (ReportFormat.Html, "zh", "已请求剪辑，未在平台上看到"),
                (ReportFormat.Json, "en", "\"clip_not_seen\""),
            }
        )
        {
            var report = await _rig.Reports.GetReportAsync(
                new()
                {
                    Broadcast = broadcast,
                    Format = format,
                    Language = language,
                },
                cancellationToken: Deadline.Token()
            );
            Assert.Contains(words, report.Content.ToStringUtf8(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(1, State.OnPlatform)]
    [InlineData(0, State.Unknown)]
    // Nobody can tell which of the two is ours.
    [InlineData(2, State.Unknown)]
    public async Task Where_the_answer_is_lost_the_clip_is_looked_for_and_never_asked_for_again(int there, State state)
    {
        _able.Clipping = _ =>
        {
            for (var i = 0; i < there; i++)
            {
                _able.Clips[$"x{i}"] = PlayingPlatform.Clip($"x{i}", _rig.Clock.GetUtcNow(), "goal");
            }

            _able.Clips["other"] = PlayingPlatform.Clip("other", _rig.Clock.GetUtcNow(), "another title");
            throw new AdapterException(FailureKind.OutcomeUnknown, "Lost.");
        };

        var making = ClipAsync("goal");
        await PassAsync(making);

        Assert.Equal(state, (await making)[0].State);
        Assert.Single(_able.Acts);
    }

    [Theory]
    // Made long before, by hand.
    [InlineData(60, false)]
    // Made by the call before.
    [InlineData(1, true)]
    public async Task A_clip_that_was_there_before_is_not_taken_for_a_lost_one(int secondsBefore, bool isOurs)
    {
        _able.Clips["c1"] = PlayingPlatform.Clip("c1", _rig.Clock.GetUtcNow(), "goal");
        if (isOurs)
        {
            Assert.Equal("c1", (await ClipAsync("goal"))[0].PlatformId);
        }

        _rig.Clock.AdvanceSeconds(secondsBefore);
        _able.Clipping = static _ => throw new AdapterException(FailureKind.OutcomeUnknown, "Lost.");
        var making = ClipAsync("goal");
        await PassAsync(making);

        Assert.Equal((State.Unknown, ""), ((await making)[0].State, (await making)[0].PlatformId));
    }

    [Fact]
    public async Task A_plugin_that_is_replaced_meanwhile_makes_no_second_clip_of_the_others()
    {
        await _rig.DisposeAsync();
        var other = new PlayingPlatform("other")
        {
            Clipping = static _ => throw new CapabilityMissingException("channels/other", "other", "clips"),
        };
        _rig = await MomentRig.StartAsync(_directory.Path, _able, other);
        _able.Clips["c1"] = PlayingPlatform.Clip("c1", _rig.Clock.GetUtcNow());
        var request = new CreateClipRequest { RequestId = "r", Channels = { "channels/able", "channels/other" } };

        var made = await _rig.Moments.CreateClipAsync(request, cancellationToken: Deadline.Token());

        Assert.Equal([State.OnPlatform, State.Unsupported], made.Moments.Select(static m => m.State));
        Assert.Equal(made, await _rig.Moments.CreateClipAsync(request, cancellationToken: Deadline.Token()));
        Assert.Single(_able.Acts);
    }

    [Fact]
    public async Task A_clip_that_was_refused_leaves_nothing()
    {
        _able.Clipping = static _ => throw new AdapterException(FailureKind.Refused, "Not live.") { Reason = "offline" };

        var clip = (await ClipAsync("x"))[0];

        Assert.Equal((State.Refused, "PLATFORM_REFUSED", "offline", ""), (clip.State, clip.Reason, clip.PlatformReason, clip.Name));
        Assert.Empty(await ListAsync(""));
    }

    /// <summary>Lets time go on until the call has an answer.</summary>
    private async Task PassAsync(Task call)
    {
        while (!call.IsCompleted)
        {
            var armed = _rig.Clock.ArmedAsync(1.4, 1.6);
            if (await Task.WhenAny(call, armed) == armed)
            {
                _rig.Clock.AdvanceSeconds(1.5);
            }
        }
    }

    private async Task<IReadOnlyList<Moment>> ClipAsync(string title) =>
        (
            await _rig.Moments.CreateClipAsync(
                new()
                {
                    Title = title,
                    Length = new Duration { Seconds = 12, Nanos = 500_000_000 },
                    AllowPartial = true,
                    RequestId = Guid.NewGuid().ToString(),
                },
                cancellationToken: Deadline.Token()
            )
        ).Moments;

    private async Task<IReadOnlyList<Moment>> ListAsync(string broadcast) =>
        (await _rig.Moments.ListMomentsAsync(new() { Broadcast = broadcast }, cancellationToken: Deadline.Token())).Moments;
}

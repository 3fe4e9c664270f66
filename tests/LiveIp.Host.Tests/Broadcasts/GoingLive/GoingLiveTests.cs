using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Events;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using ChannelState = LiveIp.V1.BroadcastChannel.Types.State;
using State = LiveIp.V1.Broadcast.Types.State;

namespace LiveIp.Host.Tests.Broadcasts.GoingLive;

/// <summary>Over gRPC, on a platform that is commanded and one that is only listened to.</summary>
public sealed class GoingLiveTests : IAsyncDisposable
{
    private readonly Studio _studio = new();
    private readonly GoingLiveRig _rig;

    public GoingLiveTests()
    {
        _studio.AddIngest("mine");
        _rig = GoingLiveRig.Start(_studio);
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task A_show_on_two_platforms_from_the_plan_to_its_end_is_one_broadcast()
    {
        var planned = await _rig.CreateAsync(Both(new() { Labels = { ["topic"] = "stars" } }));
        Assert.Equal((State.Planned, planned.Plan, "Night"), (planned.State, planned.Name, planned.Title));
        Assert.Empty(_studio.Broadcasts);

        var going = await _rig.GoLiveAsync(planned.Name);
        Assert.Equal(State.Starting, going.State);
        Assert.All(going.Channels, static c => Assert.Equal(ChannelState.WaitingForEncoder, c.State));
        Assert.Equal(["title"], Of(going, GoingLiveRig.OnlookerChannel).LeftOut);

        _studio.EncoderSends = true;
        await _rig.UntilAsync(planned.Name, static b => b.State == State.Live);
        await SaysAsync(GoingLiveRig.StudioChannel, "youtube", BroadcastState.Types.State.Started, "b1");
        await SaysAsync(GoingLiveRig.OnlookerChannel, "bilibili", BroadcastState.Types.State.Started);
        var live = await _rig.UntilAsync(
            planned.Name,
            static b => b.Name != b.Plan && b.Parts.Count == 2 && b.Channels.All(static c => c.State == ChannelState.Live)
        );
        Assert.Equal("topic=stars", string.Join(',', live.Labels.Select(static l => $"{l.Key}={l.Value}")));
        Assert.Equal((await _rig.GetAsync(planned.Plan)).Name, (await _rig.GetAsync(live.Name)).Name);
        Assert.Equal(planned.Plan, (await _rig.GetAsync(live.Name)).Plan);

        var ending = await _rig.EndAsync(live.Name);
        Assert.Equal((State.Ending, ChannelState.Ending), (ending.State, Of(ending, GoingLiveRig.OnlookerChannel).State));
        Assert.Equal(PlatformBroadcastState.Ended, Assert.Single(_studio.Broadcasts).State);
        await SaysAsync(GoingLiveRig.StudioChannel, "youtube", BroadcastState.Types.State.Ended, "b1");
        await SaysAsync(GoingLiveRig.OnlookerChannel, "bilibili", BroadcastState.Types.State.Ended);
        var ended = await _rig.UntilAsync(planned.Name, static b => b.State == State.Ended);
        Assert.All(ended.Channels, static c => Assert.Equal(ChannelState.Ended, c.State));
        await RpcAssert.FailsAsync(StatusCode.FailedPrecondition, "BROADCAST_ENDED", () => _rig.GoLiveAsync(planned.Name));
    }

    [Fact]
    public async Task A_channel_that_cannot_be_told_refuses_the_call_unless_that_is_fine()
    {
        var request = Both();
        request.AllowUnsupported = false;
        var failure = await Assert.ThrowsAsync<RpcException>(() => _rig.CreateAsync(request));
        var info = failure.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>()!;
        Assert.Equal(
            (StatusCode.Unimplemented, "CAPABILITY_UNSUPPORTED", GoingLiveRig.OnlookerChannel),
            (failure.StatusCode, info.Reason, info.Metadata["channel"])
        );
    }

    [Fact]
    public async Task What_a_platform_would_refuse_is_named_before_anything_leaves()
    {
        var request = Both();
        request.Details.Title = new('x', 21);
        Assert.Equal(
            ["details.title"],
            await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "INVALID_FIELD", () => _rig.CreateAsync(request))
        );
        request.Details.Title = "Night";
        request.Overrides.Add(
            new ChannelOverride
            {
                Channel = GoingLiveRig.StudioChannel,
                Details = new() { Title = new('x', 21) },
            }
        );
        Assert.Equal(
            ["overrides[0].details.title"],
            await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "INVALID_FIELD", () => _rig.CreateAsync(request))
        );
        request.Overrides.Clear();
        request.Details.Category = "knitting";
        Assert.Equal(
            ["details.category"],
            await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "INVALID_FIELD", () => _rig.CreateAsync(request))
        );
        request.Details.Title = "";
        request.Details.Category = "";
        Assert.Equal(
            ["details.title"],
            await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "INVALID_FIELD", () => _rig.CreateAsync(request))
        );
        Assert.DoesNotContain("create", _studio.Calls);
    }

    [Fact]
    public async Task A_category_is_ours_or_the_platforms_own()
    {
        var request = Both(new() { ValidateOnly = true });
        request.Details.Category = "music";
        Assert.Equal("10", Of(await _rig.CreateAsync(request), GoingLiveRig.StudioChannel).CategoryId);
        request.Overrides.Add(
            new ChannelOverride
            {
                Channel = GoingLiveRig.StudioChannel,
                Details = new() { Category = "Chess" },
            }
        );
        var own = Of(await _rig.CreateAsync(request), GoingLiveRig.StudioChannel);
        Assert.Equal(("743", "Chess"), (own.CategoryId, own.CategoryName));
        await _rig.CreateAsync(request);
        Assert.Single(_studio.Calls, "search");
        request.Overrides[0].Details.Category = "Go";
        Assert.Equal(
            ["overrides[0].details.category"],
            await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "INVALID_FIELD", () => _rig.CreateAsync(request))
        );
        Assert.Empty(_rig.Plans.All());
    }

    [Fact]
    public async Task A_refusal_of_one_platform_is_told_and_does_not_hold_up_the_other()
    {
        _studio.Refusals["create"] = new(FailureKind.Refused, "Live streaming is not enabled.") { Reason = "liveStreamingNotEnabled" };
        var planned = await _rig.CreateAsync(Both());

        var going = await _rig.GoLiveAsync(planned.Name);

        var failed = Of(going, GoingLiveRig.StudioChannel);
        Assert.Equal(
            (ChannelState.Failed, "PLATFORM_REFUSED", "liveStreamingNotEnabled"),
            (failed.State, failed.Problem.Reason, failed.Problem.PlatformReason)
        );
        Assert.Equal(ChannelState.WaitingForEncoder, Of(going, GoingLiveRig.OnlookerChannel).State);

        // The person has enabled it, and asks again.
        _studio.Refusals.Clear();
        Assert.Equal(ChannelState.WaitingForEncoder, Of(await _rig.GoLiveAsync(planned.Name), GoingLiveRig.StudioChannel).State);
        Assert.Single(_studio.Broadcasts);
    }

    [Fact]
    public async Task The_same_request_makes_one_plan_and_another_content_is_refused()
    {
        var request = Both(new() { RequestId = "r1" });
        var first = await _rig.CreateAsync(request);
        Assert.Equal(first.Plan, (await _rig.CreateAsync(request)).Plan);
        request.Details.Title = "Day";
        await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "REQUEST_ID_REUSED", () => _rig.CreateAsync(request));
        Assert.Single(_rig.Plans.All());
    }

    [Fact]
    public async Task Announced_it_is_made_and_cancelled_it_is_gone()
    {
        var start = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddHours(3));
        var planned = await _rig.CreateAsync(Both(new() { Announce = true, StartTime = start }));
        var ready = await _rig.UntilAsync(planned.Name, static b => b.Channels[0].State == ChannelState.Ready);
        Assert.Equal((State.Planned, "b1"), (ready.State, ready.Channels[0].PlatformBroadcastId));
        var made = Assert.Single(_studio.Broadcasts);
        Assert.Equal((start.Seconds, null), (made.ScheduledStart!.Value.ToUnixTimeSeconds(), made.Ingest));

        var cancelled = await _rig.EndAsync(planned.Name);

        Assert.Equal((State.Cancelled, PlatformBroadcastState.Ended), (cancelled.State, _studio.Broadcasts[0].State));
    }

    [Fact]
    public async Task A_change_reaches_the_platform_while_it_is_on_air()
    {
        _studio.EncoderSends = true;
        var planned = await _rig.CreateAsync(Both());
        await _rig.GoLiveAsync(planned.Name);
        await _rig.UntilAsync(planned.Name, static b => b.State == State.Live);

        var update = new UpdateBroadcastRequest
        {
            Name = planned.Name,
            Details = new() { Title = "Later", Description = "ignored: not in the mask" },
            UpdateMask = new() { Paths = { "title" } },
        };
        var told = (await _rig.Client.UpdateBroadcastAsync(update, cancellationToken: Deadline.Token())).Broadcast;

        Assert.Equal(("Later", "", "Later"), (told.Details.Title, told.Details.Description, _studio.Told["b1"].Title));
        update.UpdateMask.Paths.Add("start");
        Assert.Equal(
            ["update_mask"],
            await RpcAssert.FailsAsync(
                StatusCode.InvalidArgument,
                "INVALID_FIELD",
                async () => await _rig.Client.UpdateBroadcastAsync(update, cancellationToken: Deadline.Token())
            )
        );
    }

    [Fact]
    public async Task A_thumbnail_is_an_image_that_the_platform_takes_and_is_sent_once()
    {
        var request = Both(new() { Thumbnail = Google.Protobuf.ByteString.CopyFromUtf8("GIF89a") });
        Task Create() => _rig.CreateAsync(request);
        Assert.Equal(["thumbnail"], await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "INVALID_FIELD", Create));
        request.Thumbnail = Google.Protobuf.ByteString.CopyFrom(0xFF, 0xD8, 0xFF, 0, 0, 0);
        Assert.Equal(["thumbnail"], await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "INVALID_FIELD", Create));
        request.Thumbnail = Google.Protobuf.ByteString.CopyFrom(0xFF, 0xD8, 0xFF, 1);
        var planned = await _rig.CreateAsync(request);
        Assert.Equal(["title", "thumbnail"], Of(planned, GoingLiveRig.OnlookerChannel).LeftOut);
        await _rig.GoLiveAsync(planned.Name);
        Assert.Equal((4, "image/jpeg"), (_studio.Thumbnails["b1"].Content.Length, _studio.Thumbnails["b1"].MediaType));

        await _rig.Client.UpdateBroadcastAsync(
            new()
            {
                Name = planned.Name,
                Details = new() { Title = "Later" },
                UpdateMask = new() { Paths = { "title" } },
                AllowUnsupported = true,
            },
            cancellationToken: Deadline.Token()
        );

        Assert.Equal("Later", _studio.Told["b1"].Title);
        Assert.Single(_studio.Calls, "thumbnail");
    }

    [Fact]
    public async Task A_connection_that_is_lost_for_a_moment_comes_back_to_the_same_broadcast()
    {
        var request = Both();
        request.Channels.Add(GoingLiveRig.OnlookerChannel);
        var planned = await _rig.CreateAsync(request);
        await _rig.GoLiveAsync(planned.Name);
        await SaysAsync(GoingLiveRig.OnlookerChannel, "bilibili", BroadcastState.Types.State.Started, id: "on");
        await SaysAsync(GoingLiveRig.OnlookerChannel, "bilibili", BroadcastState.Types.State.Ended, id: "off");
        var gone = await _rig.UntilAsync(planned.Name, static b => b.EndTime is not null && b.Channels[0].State == ChannelState.Live);
        await SaysAsync(GoingLiveRig.OnlookerChannel, "bilibili", BroadcastState.Types.State.Started, id: "on again");

        var back = await _rig.UntilAsync(planned.Name, static b => b.State == State.Live && b.Parts.Count > 0);

        Assert.Equal((gone.Name, 1), (back.Name, back.Parts.Count));
        await _rig.EndAsync(planned.Name);
        await SaysAsync(GoingLiveRig.OnlookerChannel, "bilibili", BroadcastState.Types.State.Ended, id: "off for good");
        await _rig.UntilAsync(planned.Name, static b => b.State == State.Ended && b.Channels[0].State == ChannelState.Ended);
        Assert.Single((await _rig.Client.ListBroadcastsAsync(new(), cancellationToken: Deadline.Token())).Broadcasts);
    }

    [Fact]
    public async Task What_never_came_is_over_with_the_show()
    {
        _studio.EncoderSends = true;
        var planned = await _rig.CreateAsync(Both());
        await _rig.GoLiveAsync(planned.Name);
        await _rig.UntilAsync(planned.Name, static b => b.State == State.Live);

        // A quarter of an hour ago, so that it is past its grace.
        await SaysAsync(GoingLiveRig.StudioChannel, "youtube", BroadcastState.Types.State.Started, "b1", ago: 20);
        await SaysAsync(GoingLiveRig.StudioChannel, "youtube", BroadcastState.Types.State.Ended, "b1", ago: 15);

        var over = await _rig.UntilAsync(planned.Name, static b => b.Channels.All(static c => c.State == ChannelState.Ended));
        Assert.Equal(State.Ended, over.State);
    }

    [Fact]
    public async Task What_was_not_planned_here_can_be_labelled_and_no_more()
    {
        await SaysAsync(GoingLiveRig.OnlookerChannel, "bilibili", BroadcastState.Types.State.Started);
        var name = (await _rig.Client.ListBroadcastsAsync(new(), cancellationToken: Deadline.Token())).Broadcasts[0].Name;
        await RpcAssert.FailsAsync(StatusCode.FailedPrecondition, "BROADCAST_NOT_PLANNED", () => _rig.EndAsync(name));
        Assert.Equal("", (await _rig.GetAsync(name)).Plan);
    }

    [Fact]
    public async Task Plans_are_listed_when_asked_for()
    {
        var planned = await _rig.CreateAsync(Both());
        Assert.Empty((await _rig.Client.ListBroadcastsAsync(new(), cancellationToken: Deadline.Token())).Broadcasts);
        var all = await _rig.Client.ListBroadcastsAsync(new() { IncludePlanned = true }, cancellationToken: Deadline.Token());
        Assert.Equal(planned.Plan, Assert.Single(all.Broadcasts).Name);
    }

    [Fact]
    public async Task A_key_is_masked_unless_it_is_asked_for_and_a_rehearsal_changes_nothing()
    {
        var masked = await _rig.Client.ListIngestsAsync(new(), cancellationToken: Deadline.Token());
        var key = Assert.Single(masked.Ingests[0].Endpoints).Key;
        Assert.DoesNotContain("secret", key, StringComparison.Ordinal);
        Assert.Equal("CAPABILITY_UNSUPPORTED", masked.Ingests[1].Problem.Reason);
        var told = await _rig.Client.ListIngestsAsync(
            new() { RevealKeys = true, Channels = { GoingLiveRig.StudioChannel } },
            cancellationToken: Deadline.Token()
        );
        Assert.Equal("mine-very-secret-key", Assert.Single(told.Ingests).Endpoints[0].Key);

        var planned = await _rig.CreateAsync(Both());
        _studio.Refusals["list ingest"] = new(FailureKind.SignInRequired, "Sign in again.");
        var rehearsed = await _rig.Client.GoLiveAsync(
            new() { Name = planned.Name, ValidateOnly = true },
            cancellationToken: Deadline.Token()
        );
        Assert.Equal("SIGN_IN_REQUIRED", Of(rehearsed.Broadcast, GoingLiveRig.StudioChannel).Problem.Reason);
        Assert.Equal(State.Planned, (await _rig.GetAsync(planned.Name)).State);
    }

    private static CreateBroadcastRequest Both(CreateBroadcastRequest? more = null)
    {
        var request = more ?? new();
        request.Details = new() { Title = "Night" };
        request.AllowUnsupported = true;
        return request;
    }

    private static BroadcastChannel Of(Broadcast broadcast, string channel) => broadcast.Channels.Single(c => c.Channel == channel);

    private Task SaysAsync(
        string channel,
        string platform,
        BroadcastState.Types.State state,
        string broadcast = "",
        string id = "",
        double ago = 0
    )
    {
        var at = TimeProvider.System.GetUtcNow().AddMinutes(-ago);
        return _rig.Log.WriteAsync(
            new LogBatch
            {
                Channel = channel,
                Platform = platform,
                HeardAt = TimeProvider.System.GetUtcNow(),
                Events =
                [
                    new LiveEvent
                    {
                        Id = $"{broadcast}:{state}:{id}",
                        Broadcast = broadcast,
                        OccurredAt = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(at),
                        BroadcastState = new() { State = state, Title = "Night" },
                    },
                ],
            }
        );
    }
}

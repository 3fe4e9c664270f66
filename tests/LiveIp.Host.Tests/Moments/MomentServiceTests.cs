using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using State = LiveIp.V1.Moment.Types.State;

namespace LiveIp.Host.Tests.Moments;

/// <summary>Markers: kept whatever a platform answers, and asked for once.</summary>
public sealed class MomentServiceTests : IAsyncLifetime
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
    public async Task A_marker_stands_in_the_broadcast_on_every_channel_and_in_its_report()
    {
        await _rig.TellAsync("able", BroadcastState.Types.State.Started);
        await _rig.TellAsync("plain", BroadcastState.Types.State.Started);
        _rig.Clock.Advance(TimeSpan.FromMinutes(7));

        var made = await MarkAsync("boss fight");

        Assert.Equal([(State.OnPlatform, "m1"), (State.Local, "")], made.Select(static m => (m.State, m.PlatformId)));
        Assert.All(made, static m => Assert.Equal(420, m.Position.Seconds));
        Assert.Equal(["mark boss fight"], _able.Acts);
        await _rig.TellAsync("able", BroadcastState.Types.State.Ended);
        await _rig.TellAsync("plain", BroadcastState.Types.State.Ended);

        var listed = await ListAsync(made[0].Broadcast);
        Assert.Equal(made.Select(static m => m.Name).Order(), listed.Select(static m => m.Name).Order());
        Assert.Equal(listed.Select(static m => m.Name).Order(), (await ListAsync("")).Select(static m => m.Name).Order());
        foreach (var (format, language) in new[] { (ReportFormat.Markdown, "en"), (ReportFormat.Html, "zh"), (ReportFormat.Json, "en") })
        {
            var report = await _rig.Reports.GetReportAsync(
                new()
                {
                    Broadcast = made[0].Broadcast,
                    Format = format,
                    Language = language,
                },
                cancellationToken: Deadline.Token()
            );
            Assert.Contains("boss fight", report.Content.ToStringUtf8(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task What_the_platform_refuses_is_kept_here_with_its_word_and_what_is_lost_is_unknown()
    {
        _able.Marking = static _ => throw new AdapterException(FailureKind.NotFound, "Not live.") { Reason = "offline" };
        var refused = (await MarkAsync("a"))[0];
        _able.Marking = static _ => throw new AdapterException(FailureKind.OutcomeUnknown, "Lost.");
        var lost = (await MarkAsync("b"))[0];

        Assert.Equal((State.Local, "offline", ""), (refused.State, refused.PlatformReason, refused.Broadcast));
        Assert.Equal((State.Unknown, "OUTCOME_UNKNOWN"), (lost.State, lost.Reason));
        Assert.Equal(2, _able.Acts.Count);
        Assert.Equal(4, (await ListAsync("")).Count);
    }

    [Fact]
    public async Task The_same_call_again_makes_nothing_new_not_even_after_a_crash()
    {
        var request = new CreateMarkerRequest { Note = "once", RequestId = "r1" };
        var first = await _rig.Moments.CreateMarkerAsync(request, cancellationToken: Deadline.Token());
        await _rig.DisposeAsync();
        _rig = await MomentRig.StartAsync(_directory.Path, _able, _plain);

        Assert.Equal(first, await _rig.Moments.CreateMarkerAsync(request, cancellationToken: Deadline.Token()));
        Assert.Single(_able.Acts);
        request.Note = "other";
        await RpcAssert.FailsAsync(
            StatusCode.InvalidArgument,
            "REQUEST_ID_REUSED",
            async () => await _rig.Moments.CreateMarkerAsync(request, cancellationToken: Deadline.Token())
        );
    }

    [Fact]
    public async Task What_is_too_long_for_a_platform_is_refused_for_its_channel_before_anything_is_done()
    {
        var fields = await RpcAssert.FailsAsync(StatusCode.InvalidArgument, "INVALID_FIELD", () => MarkAsync(new string('好', 21)));

        Assert.Equal(["note"], fields);
        Assert.Empty(_able.Acts);
        Assert.Empty(await ListAsync(""));
    }

    [Fact]
    public async Task A_caller_who_hangs_up_leaves_an_act_that_is_whole()
    {
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(Deadline.Token());
        var request = new CreateMarkerRequest
        {
            Note = "once",
            Channels = { "channels/able" },
            RequestId = "r",
        };
        _able.Limiting = () =>
        {
            caller.Cancel();
            _rig.HungUp.Wait(Deadline.Token());
        };
        await Assert.ThrowsAsync<RpcException>(async () => await _rig.Moments.CreateMarkerAsync(request, cancellationToken: caller.Token));

        var again = await _rig.Moments.CreateMarkerAsync(request, cancellationToken: Deadline.Token());

        Assert.Equal(State.OnPlatform, Assert.Single(again.Moments).State);
        Assert.Equal(["mark once"], _able.Acts);
    }

    [Fact]
    public async Task What_became_of_a_marker_is_kept_though_a_name_is_forgotten_in_its_note_meanwhile()
    {
        _able.Marking = _ =>
        {
            _rig.Store.Clean(static text => text.Replace("Ann", "█", StringComparison.Ordinal));
            return new() { Id = "m1" };
        };

        await MarkAsync("thanks Ann", "channels/able");

        var kept = Assert.Single(await ListAsync(""));
        Assert.Equal((State.OnPlatform, "m1", "thanks █"), (kept.State, kept.PlatformId, kept.Note));
    }

    [Fact]
    public async Task Lists_go_by_pages()
    {
        for (var i = 0; i < 3; i++)
        {
            await MarkAsync($"n{i}", "channels/plain");
        }

        var first = await _rig.Moments.ListMomentsAsync(new() { PageSize = 2 }, cancellationToken: Deadline.Token());
        var second = await _rig.Moments.ListMomentsAsync(
            new() { PageSize = 2, PageToken = first.NextPageToken },
            cancellationToken: Deadline.Token()
        );

        Assert.Equal(["n2", "n1", "n0"], first.Moments.Concat(second.Moments).Select(static m => m.Note));
        Assert.Empty(second.NextPageToken);
    }

    [Fact]
    public async Task Forgotten_names_go_from_notes()
    {
        await MarkAsync("thanks Ann", "channels/plain");

        _rig.Store.Clean(static text => text.Replace("Ann", "█", StringComparison.Ordinal));

        Assert.Equal("thanks █", Assert.Single(await ListAsync("")).Note);
    }

    private async Task<IReadOnlyList<Moment>> MarkAsync(string note, params string[] channels) =>
        (
            await _rig.Moments.CreateMarkerAsync(
                new()
                {
                    Note = note,
                    Channels = { channels },
                    RequestId = Guid.NewGuid().ToString(),
                },
                cancellationToken: Deadline.Token()
            )
        ).Moments;

    private async Task<IReadOnlyList<Moment>> ListAsync(string broadcast) =>
        (await _rig.Moments.ListMomentsAsync(new() { Broadcast = broadcast }, cancellationToken: Deadline.Token())).Moments;
}

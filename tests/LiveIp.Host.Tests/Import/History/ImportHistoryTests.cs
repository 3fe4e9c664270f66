using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Events;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Import.History;

/// <summary>Past broadcasts become broadcasts with final metrics, each once.</summary>
public sealed class ImportHistoryTests : IAsyncLifetime
{
    private readonly TempDirectory _directory = new();
    private readonly RememberingPlatform _platform = new();
    private HistoryRig _rig = null!;

    public async ValueTask InitializeAsync() => _rig = await HistoryRig.StartAsync(_directory.Path, _platform);

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Pages_become_broadcasts_that_scores_are_made_of()
    {
        PastBroadcast[] shows = [.. Enumerable.Range(1, 5).Select(i => _rig.Past($"v{i}", 2 * i, likes: 10 + i))];
        _platform.Page = cursor => cursor is null ? new() { Broadcasts = shows[..3], Next = "two" } : new() { Broadcasts = shows[3..] };

        var summary = await _rig.SummaryAsync();

        Assert.Equal((5, 5, 5, 2), (summary.Broadcasts, summary.NewBroadcasts, summary.NewReadings, summary.Pages));
        Assert.Equal([null, "two"], _platform.Asked);
        var known = await _rig.BroadcastsAsync();
        Assert.Equal(["v5", "v4", "v3", "v2", "v1"], known.Select(static b => b.Parts.Single().PlatformIds.Single()));
        Assert.All(known, static b => Assert.Equal((3_600_000L, true), (b.End - b.Start, b.Parts.Single().IsImported)));
        Assert.Equal("Show v1", known[^1].Title);

        var score = (
            await _rig.Scores.GetBroadcastScoreAsync(new() { Broadcast = "broadcasts/last" }, cancellationToken: Deadline.Token())
        ).Score;
        Assert.True(score.HasValue, score.ToString());
        var likes = Assert.Single(score.Contributions, static t => t.Metric == MetricIds.Likes);
        Assert.Equal(11, likes.Input);
        // What a platform does not tell of its past is not offered, rather than zero or unknown.
        Assert.All(score.Contributions.Where(static t => t.Metric == MetricIds.ChatMessages), static t => Assert.True(t.NotOffered));
    }

    [Fact]
    public async Task A_past_whose_chat_the_platform_counts_is_a_past_all_the_same()
    {
        _platform.Page = _ =>
            new() { Broadcasts = [_rig.Past("v1", 3, 1) with { Metrics = [new() { Metric = MetricIds.ChatMessages, Value = 50 }] }] };

        await _rig.SummaryAsync();

        Assert.Equal(50, (await TermAsync(MetricIds.ChatMessages)).Input);
        Assert.True((await TermAsync(MetricIds.Likes)).NotOffered);
    }

    [Fact]
    public async Task A_recording_in_which_nobody_wrote_is_no_past_that_was_only_told_of()
    {
        var start = _rig.Clock.GetUtcNow().AddDays(-3);
        await _rig.Log.AppendAsync(
            new()
            {
                Channel = HistoryRig.Channel,
                Platform = "tube",
                HeardAt = LogBatch.NotHeard,
                Events =
                [
                    Recorded("recording:1:started", start, e => e.BroadcastState = new() { State = BroadcastState.Types.State.Started }),
                    Recorded("like", start.AddMinutes(5), e => e.Reaction = new() { Name = "like", Count = 2 }),
                    Recorded(
                        "recording:1:ended",
                        start.AddHours(1),
                        e => e.BroadcastState = new() { State = BroadcastState.Types.State.Ended }
                    ),
                ],
            },
            Deadline.Token()
        );
        await _rig.Log.FlushAsync(Deadline.Token());

        var chat = await TermAsync(MetricIds.ChatMessages);
        Assert.Equal((true, 0, false), (chat.HasInput, chat.Input, chat.NotOffered));

        static LiveEvent Recorded(string id, DateTimeOffset at, Action<LiveEvent> body)
        {
            var made = new LiveEvent
            {
                Id = id,
                OccurredAt = at.ToTimestamp(),
                Imported = true,
            };
            body(made);
            return made;
        }
    }

    [Fact]
    public async Task A_repeat_adds_nothing_and_a_number_that_changed_is_a_new_reading_of_the_same_broadcast()
    {
        var likes = 10L;
        _platform.Page = _ => new() { Broadcasts = [_rig.Past("v1", 3, likes) with { Details = null }, _rig.Past("v2", 5, 7)] };
        await _rig.SummaryAsync();
        var events = _rig.Events.Count;

        var again = await _rig.SummaryAsync();
        Assert.Equal((0, 2, 0, 2), (again.NewBroadcasts, again.KnownBroadcasts, again.NewReadings, again.UnchangedReadings));
        Assert.Equal(events, _rig.Events.Count);

        _rig.Clock.Advance(TimeSpan.FromHours(1));
        likes = 8;
        var page = _platform.Page(null);
        // The shows are the same ones, an hour later.
        _platform.Page = _ =>
            page with
            {
                Broadcasts =
                [
                    .. page.Broadcasts.Select(b => b with { StartedAt = b.StartedAt.AddHours(-1), EndedAt = b.EndedAt.AddHours(-1) }),
                ],
            };
        var changed = await _rig.SummaryAsync();
        Assert.Equal((0, 1, 1), (changed.NewBroadcasts, changed.NewReadings, changed.UnchangedReadings));
        Assert.Equal(2, (await _rig.BroadcastsAsync()).Count);
        var score = (
            await _rig.Scores.GetBroadcastScoreAsync(new() { Broadcast = "broadcasts/last" }, cancellationToken: Deadline.Token())
        ).Score;
        Assert.Equal(8, Assert.Single(score.Contributions, static t => t.Metric == MetricIds.Likes).Input);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-7200)]
    public async Task A_later_reading_goes_before_an_earlier_one_whatever_the_clock_shows(int seconds)
    {
        var show = _rig.Past("v1", 3, likes: 10);
        _platform.Page = _ => new() { Broadcasts = [show] };
        await _rig.SummaryAsync();

        _rig.Clock.AdjustTime(_rig.Clock.GetUtcNow().AddSeconds(seconds));
        _platform.Page = _ => new() { Broadcasts = [show with { Metrics = [show.Metrics[0] with { Value = 8 }] }] };
        Assert.Equal(1, (await _rig.SummaryAsync()).NewReadings);

        Assert.Equal(8, (await TermAsync(MetricIds.Likes)).Input);
        Assert.Equal(1, (await _rig.SummaryAsync()).UnchangedReadings);
    }

    [Fact]
    public async Task A_show_that_was_heard_live_is_not_doubled_and_gains_only_what_live_cannot_be_heard()
    {
        var past = _rig.Past("v1", 3, likes: 99, new PastMetric { Metric = MetricIds.WatchSeconds, Value = 1234 });
        await _rig.HearAsync(
            State("v1:live", past.StartedAt, BroadcastState.Types.State.Started),
            State("v1:complete", past.EndedAt, BroadcastState.Types.State.Ended),
            new LiveEvent
            {
                Id = "likes:1",
                Broadcast = "v1",
                OccurredAt = past.StartedAt.AddMinutes(5).ToTimestamp(),
                Measurement = new Measurement { Metric = MetricIds.Likes, Total = 40 },
            }
        );
        _platform.Page = _ => new() { Broadcasts = [past] };

        var summary = await _rig.SummaryAsync();

        Assert.Equal((0, 1, 1), (summary.NewBroadcasts, summary.HeardLive, summary.NewReadings));
        Assert.False(Assert.Single(await _rig.BroadcastsAsync()).Parts.Single().IsImported);
        var score = (
            await _rig.Scores.GetBroadcastScoreAsync(new() { Broadcast = "broadcasts/last" }, cancellationToken: Deadline.Token())
        ).Score;
        Assert.Equal(40, Assert.Single(score.Contributions, static t => t.Metric == MetricIds.Likes).Input);
        Assert.Equal(1234, Assert.Single(score.Contributions, static t => t.Metric == MetricIds.WatchSeconds).Input);

        LiveEvent State(string id, DateTimeOffset at, BroadcastState.Types.State state) =>
            new()
            {
                Id = id,
                Broadcast = "v1",
                OccurredAt = at.ToTimestamp(),
                BroadcastState = new() { State = state },
            };
    }

    [Fact]
    public async Task What_still_runs_or_cannot_be_is_left_out_and_counted()
    {
        var now = _rig.Clock.GetUtcNow();
        var good = _rig.Past("good", 2, 1);
        _platform.Page = _ =>
            new()
            {
                Broadcasts =
                [
                    good,
                    good with
                    {
                        Id = "running",
                        StartedAt = now.AddHours(-1),
                        EndedAt = now.AddMinutes(-1),
                    },
                    good with
                    {
                        Id = "backwards",
                        EndedAt = good.StartedAt.AddHours(-1),
                    },
                    good with
                    {
                        Id = "",
                    },
                    good with
                    {
                        Id = "endless",
                        StartedAt = now.AddDays(-60),
                    },
                ],
                Notes =
                [
                    new()
                    {
                        Id = "a_note",
                        Text = "Something is left out.",
                        TextZh = "有些内容未导入。",
                    },
                ],
            };

        var reports = await _rig.ImportAsync();

        var summary = reports[^1].Summary;
        Assert.Equal((1, 1, 3), (summary.NewBroadcasts, summary.Running, summary.Unreadable));
        Assert.Equal("a_note", Assert.Single(reports, static r => r.Notice is not null).Notice.Id);
        Assert.Single(await _rig.BroadcastsAsync());
    }

    [Fact]
    public async Task A_dry_run_tells_the_cost_and_reads_nothing()
    {
        var request = _rig.Request();
        request.ValidateOnly = true;

        var reports = await _rig.ImportAsync(request);

        var units = Assert.Single(reports[0].Estimate.Units);
        Assert.Equal((3, 5, RememberingPlatform.UnitsPerDay - 10), (units.AtLeast, units.AtMost, units.Left));
        Assert.Empty(_platform.Asked);
        Assert.Equal(0, _rig.Log.LastSequence);
    }

    [Fact]
    public async Task What_is_known_to_be_too_much_for_today_is_not_begun()
    {
        _platform.AtLeast = RememberingPlatform.UnitsPerDay;

        await RpcAssert.FailsAsync(StatusCode.ResourceExhausted, "PLATFORM_RATE_LIMITED", () => _rig.ImportAsync());

        Assert.Empty(_platform.Asked);
    }

    [Fact]
    public async Task Pages_without_end_are_a_failure_of_the_plugin()
    {
        _platform.Page = static _ => new() { Broadcasts = [], Next = "again" };

        await RpcAssert.FailsAsync(StatusCode.FailedPrecondition, "PLATFORM_PROTOCOL_CHANGED", () => _rig.ImportAsync());

        Assert.Equal(2, _platform.Asked.Count);
    }

    [Fact]
    public async Task A_host_that_was_stopped_in_between_goes_on_with_the_page_that_it_was_at()
    {
        var shows = new[] { _rig.Past("v1", 2, 1), _rig.Past("v2", 4, 2), _rig.Past("v3", 6, 3) };
        HistoryPage Page(string? cursor) =>
            cursor switch
            {
                null => new() { Broadcasts = [shows[0]], Next = "two" },
                "two" => new() { Broadcasts = [shows[1]], Next = "three" },
                _ => new() { Broadcasts = [shows[2]] },
            };
        _platform.Page = cursor =>
            cursor == "three" ? throw new AdapterException(FailureKind.Refused, "The rest is for tomorrow.") : Page(cursor);
        var request = _rig.Request();
        await RpcAssert.FailsAsync(StatusCode.FailedPrecondition, "PLATFORM_REFUSED", () => _rig.ImportAsync(request));
        await _rig.DisposeAsync();

        _rig = await HistoryRig.StartAsync(_directory.Path, _platform);
        _platform.Asked.Clear();
        _platform.Page = Page;
        var reports = await _rig.ImportAsync(request);

        Assert.True(reports[0].Estimate.Resumed);
        Assert.Equal(["three"], _platform.Asked);
        Assert.Equal(3, (await _rig.BroadcastsAsync()).Count);

        // It came to its end, so the next one begins anew.
        _platform.Asked.Clear();
        Assert.Equal(0, (await _rig.SummaryAsync(request)).NewBroadcasts);
        Assert.Equal([null, "two", "three"], _platform.Asked);
    }

    [Fact]
    public async Task What_the_platform_asks_to_wait_for_is_waited_for_and_tried_again()
    {
        var failures = 2;
        _platform.Page = _ =>
            failures-- > 0
                ? throw new AdapterException(FailureKind.RateLimited, "Not now.", TimeSpan.FromSeconds(37))
                : new() { Broadcasts = [_rig.Past("v1", 2, 1)] };

        var running = _rig.SummaryAsync();
        for (var pause = 0; pause < 2; pause++)
        {
            await _rig.Clock.ArmedAsync(36.5, 37.5);
            _rig.Clock.AdvanceSeconds(37);
        }

        Assert.Equal(1, (await running).NewBroadcasts);
        Assert.Equal(3, _platform.Asked.Count);
    }

    private async Task<ScoreContribution> TermAsync(string metric) =>
        Assert.Single(
            (await _rig.Scores.GetBroadcastScoreAsync(new() { Broadcast = "broadcasts/last" }, cancellationToken: Deadline.Token()))
                .Score
                .Contributions,
            t => t.Metric == metric
        );
}

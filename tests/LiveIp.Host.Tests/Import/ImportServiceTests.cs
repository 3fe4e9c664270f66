using System.Globalization;
using System.Text;
using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Channels.Connections;
using LiveIp.Host.Events;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Import;

public sealed class ImportServiceTests
{
    private static readonly RecordedChannel Somebody = new()
    {
        Platform = "twitch",
        PlatformChannelId = "7",
        DisplayName = "Somebody",
    };

    [Fact]
    public async Task A_recording_becomes_history_with_its_metrics_at_the_time_it_happened()
    {
        await using var rig = await ImportRig.StartAsync();
        var before = TimeProvider.System.GetUtcNow();

        var summary = await rig.SummaryAsync(new() { Path = rig.File("chat.json", Recordings.TwitchJson) });

        Assert.Equal((6, 6, 0, 0), (summary.Events, summary.Accepted, summary.Repeated, summary.BadRecords));
        Assert.Equal((RecordingFormat.TwitchDownloader, "twitch", ""), (summary.Format, summary.Platform, summary.Truncated));
        var points = await rig.PointsAsync(summary.Channel, MetricIds.ChatMessages);
        var start = new DateTimeOffset(2023, 4, 5, 18, 0, 0, TimeSpan.Zero);
        Assert.Equal([start, start.AddMinutes(1), start.AddMinutes(2)], points.Select(static p => p.Minute.ToDateTimeOffset()));
        Assert.Equal(3, (await rig.PointsAsync(summary.Channel, MetricIds.ChatParticipants)).Count);
        Assert.Equal(100_000_000, await rig.SumAsync(summary.Channel, MetricIds.ContributionsValue));
        Assert.All(rig.Events, e => Assert.True(e.Imported && e.ReceivedAt.ToDateTimeOffset() >= before && e.Broadcast == "9001"));
    }

    [Fact]
    public async Task The_same_file_again_adds_nothing_compressed_or_not()
    {
        await using var rig = await ImportRig.StartAsync();
        foreach (var (name, content) in (IEnumerable<(string, string)>)[("a.json", Recordings.TwitchJson), ("a.xml", Recordings.Xml)])
        {
            var first = await rig.SummaryAsync(new() { Path = rig.File(name, content) });
            var again = await rig.SummaryAsync(new() { Path = rig.File($"{name}.gz", Reading.Zip(Encoding.UTF8.GetBytes(content))) });
            Assert.Equal((first.Events, 0), (first.Accepted, first.Repeated));
            Assert.Equal((0, first.Events, first.Channel), (again.Accepted, again.Repeated, again.Channel));
        }
    }

    [Fact]
    public async Task An_import_that_broke_off_and_is_repeated_ends_complete()
    {
        await using var rig = await ImportRig.StartAsync();
        const int lines = 5000;
        var whole = string.Concat(
            Enumerable
                .Range(0, lines)
                .Select(static i => string.Create(CultureInfo.InvariantCulture, $"{1_600_000_000 + (i / 7)}\tu{i % 3}\t{i % 2}\n"))
        );
        var path = rig.File("chat.tsv", whole + "bad\n");
        using (
            var call = rig.Client.ImportRecording(new() { Path = path, RecordedChannel = Somebody }, cancellationToken: Deadline.Token())
        )
        {
            // The first batch is in the log; then the caller goes away.
            await rig.Log.WaitForMoreAsync(1, Deadline.Token());
        }

        var cut = await rig.SummaryAsync(
            new() { Path = rig.File("half.tsv", whole[..((whole.Length / 2) + 3)]), RecordedChannel = Somebody }
        );
        var summary = await rig.SummaryAsync(new() { Path = path, RecordedChannel = Somebody });

        Assert.NotEmpty(cut.Truncated);
        Assert.Equal((lines, 1), (summary.Events, summary.BadRecords));
        Assert.Equal(lines, await rig.SumAsync(summary.Channel, MetricIds.ChatMessages));
        Assert.Equal(lines, rig.Events.Count(static e => e.BroadcastState is null));
        // The copy that was cut off ended earlier, and is the same broadcast.
        var broadcast = Assert.Single((await rig.Broadcasts.ListBroadcastsAsync(new())).Broadcasts);
        Assert.Equal((summary.FirstAt, summary.LastAt), (broadcast.StartTime, broadcast.EndTime));
    }

    [Fact]
    public async Task Bad_records_are_reported_by_line_and_progress_before_the_summary()
    {
        await using var rig = await ImportRig.StartAsync();
        var path = rig.File("chat.tsv", "1600000000\tann\tone\nnonsense\n1600000001\tann\ttwo\n");

        var reports = await rig.ImportAsync(new() { Path = path, RecordedChannel = Somebody });

        Assert.Equal(2, Assert.Single(reports, static r => r.BadRecord is not null).BadRecord.Line);
        var progress = Assert.Single(reports, static r => r.Progress is not null).Progress;
        Assert.Equal((progress.TotalBytes, 2), (progress.BytesRead, progress.Events));
        Assert.Equal(ImportRecordingResponse.ReportOneofCase.Summary, reports[^1].ReportCase);
        Assert.Equal(["twitch-name:ann", "twitch-name:ann"], rig.Events.Select(static e => e.Actor?.Person.Id).OfType<string>());
    }

    [Fact]
    public async Task A_dry_run_writes_nothing_and_makes_no_channel()
    {
        await using var rig = await ImportRig.StartAsync();
        var summary = await rig.SummaryAsync(new() { Path = rig.File("chat.json", Recordings.TwitchJson), ValidateOnly = true });
        Assert.Equal((6, 0, ""), (summary.Events, summary.Accepted, summary.Channel));
        Assert.Equal(0, rig.Log.LastSequence);
        Assert.Empty(rig.Channels.All());
    }

    [Fact]
    public async Task What_was_heard_live_is_not_counted_again_and_the_channels_marks_stay()
    {
        await using var rig = await ImportRig.StartAsync();
        var channel = rig.Channels.Create("live", "twitch", new() { Id = "42", DisplayName = "Foo" }, "", "").Name;
        var heard = Sample.Chat("22222222-bbbb", person: "twitch:6");
        heard.ChatMessage.Attached = new() { Micros = 100_000_000, Currency = "x-twitch-bits" };
        var bits = Sample.Gift("event-sub-id", 100_000_000, "x-twitch-bits");
        await rig.Log.WriteAsync(
            new LogBatch
            {
                Channel = channel,
                Platform = "twitch",
                Events = [heard, bits],
                Checkpoint = "here",
                HeardAt = Sample.Start,
            }
        );

        var summary = await rig.SummaryAsync(new() { Path = rig.File("chat.json", Recordings.TwitchJson) });

        Assert.Equal((channel, 5, 4, 1), (summary.Channel, summary.Events, summary.Accepted, summary.Repeated));
        Assert.Equal(1, summary.LeftOut["heard live"]);
        Assert.Equal(100_000_000, await rig.SumAsync(channel, MetricIds.ContributionsValue));
        Assert.Equal(3, await rig.SumAsync(channel, MetricIds.ChatMessages));
        Assert.Equal(new ChannelMark("here", Sample.Start), rig.Log.GetMark(channel));
    }

    [Fact]
    public async Task A_channel_of_which_only_history_is_known_was_never_heard_so_no_gap_comes_of_it()
    {
        await using var rig = await ImportRig.StartAsync();
        var summary = await rig.SummaryAsync(new() { Path = rig.File("chat.json", Recordings.TwitchJson) });

        var hearing = new Hearing(TimeProvider.System);
        hearing.Restore(rig.Log.GetMark(summary.Channel)!.HeardAt);

        Assert.Null(hearing.LastHeard);
        Assert.Null(hearing.ComeOnline(Continuity.FromNow, hadCheckpoint: false, TimeProvider.System.GetUtcNow()));
        Assert.False(Assert.Single(rig.Channels.All()).Enabled);
    }

    [Theory]
    [InlineData("relative.tsv", "INVALID_FIELD")]
    [InlineData("/no/such/file.tsv", "INVALID_FIELD")]
    [InlineData("/", "INVALID_FIELD")]
    [InlineData("/dev/zero", "INVALID_FIELD")]
    [InlineData("", "INVALID_FIELD")]
    public async Task A_path_that_is_no_file_is_a_field_violation(string path, string reason)
    {
        await using var rig = await ImportRig.StartAsync();
        var fields = await RpcAssert.FailsAsync(StatusCode.InvalidArgument, reason, () => rig.ImportAsync(new() { Path = path }));
        Assert.Equal(["path"], fields);
    }

    [Fact]
    public async Task What_cannot_go_anywhere_is_refused_with_its_reason()
    {
        await using var rig = await ImportRig.StartAsync();
        var youTube = rig.Channels.Create("yt", "youtube", new() { Id = "UC1", DisplayName = "Y" }, "", "").Name;
        var other = rig.Channels.Create("tw", "twitch", new() { Id = "1", DisplayName = "T" }, "", "").Name;
        var (json, tsv) = (rig.File("chat.json", Recordings.TwitchJson), rig.File("chat.tsv", Recordings.Tsv));

        Task Refused(StatusCode code, string reason, ImportRecordingRequest request) =>
            RpcAssert.FailsAsync(code, reason, () => rig.ImportAsync(request));

        await Refused(StatusCode.InvalidArgument, "FORMAT_NOT_RECOGNISED", new() { Path = rig.File("x", "<html></html>") });
        await Refused(StatusCode.FailedPrecondition, "CHANNEL_NOT_TOLD", new() { Path = tsv });
        await Refused(StatusCode.NotFound, "CHANNEL_NOT_FOUND", new() { Path = tsv, Channel = "channels/none" });
        await Refused(StatusCode.FailedPrecondition, "RECORDING_OF_ANOTHER_PLATFORM", new() { Path = json, Channel = youTube });
        await Refused(StatusCode.FailedPrecondition, "RECORDING_OF_ANOTHER_CHANNEL", new() { Path = json, Channel = other });
        await Refused(
            StatusCode.InvalidArgument,
            "INVALID_FIELD",
            new()
            {
                Path = tsv,
                Channel = other,
                RecordedChannel = Somebody,
            }
        );
        Assert.Equal(0, rig.Log.LastSequence);
    }

    [Fact]
    public async Task A_format_that_is_forced_on_another_reports_every_record_as_bad()
    {
        await using var rig = await ImportRig.StartAsync();
        var summary = await rig.SummaryAsync(
            new()
            {
                Path = rig.File("chat.tsv", Recordings.Tsv),
                Format = RecordingFormat.TwitchDownloader,
                RecordedChannel = Somebody,
            }
        );
        Assert.Equal((0, 1), (summary.Events, summary.BadRecords));
    }
}

using LiveIp.Contracts;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.YouTube;
using LiveIp.Plugins.Testing;
using LiveIp.Plugins.YouTube.Uploads;
using LiveIp.V1;

namespace YouTube.Tests.Uploads;

/// <summary>Whatever breaks on the way, there is one video or none, and it is known which.</summary>
public sealed class VideoUploadTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(256 * 1024)]
    [InlineData(VideoUpload.PartBytes)]
    [InlineData(VideoUpload.PartBytes + 1)]
    [InlineData((3 * VideoUpload.PartBytes) + 12_345)]
    public async Task A_video_arrives_whole_and_is_published_by_its_last_part_alone(int bytes)
    {
        await using var rig = await UploadRig.StartAsync(bytes);

        var prepared = await rig.PrepareAsync();
        Assert.Empty(rig.YouTube.Stage.Uploads.Book.Videos);
        var published = await rig.DeliverAsync();

        Assert.Equal((Prepared.Ready, DeliveryOutcome.Delivered), (prepared.Outcome, published.Outcome));
        var video = rig.Only();
        Assert.Equal((video.Id, $"https://www.youtube.com/shorts/{video.Id}"), (published.RemoteId, published.RemoteUri?.ToString()));
        Assert.Equal([("uploads", "videos.insert", 1)], rig.Channel.Spent);
    }

    [Fact]
    public async Task What_is_said_of_it_is_the_posts_and_the_settings()
    {
        await using var rig = await UploadRig.StartAsync(settings: static s =>
            (s.Privacy, s.CategoryId, s.MadeForKids, s.ContainsSyntheticMedia) = (VideoPrivacy.Unlisted, "20", true, true)
        );

        await rig.PublishAsync();

        var said = rig.Only().Metadata;
        Assert.Equal(
            ("The comet", "Over a quiet lake\n#comet", "20", "unlisted"),
            (said.Title, said.Description, said.CategoryId, said.Privacy)
        );
        Assert.Equal((true, true, "en"), (said.MadeForKids, said.ContainsSyntheticMedia, said.DefaultLanguage));
        Assert.Equal(["comet", "夜空"], said.Tags);
    }

    [Fact]
    public async Task An_upload_that_broke_off_goes_on_where_it_was()
    {
        await using var rig = await UploadRig.StartAsync();
        rig.Context = rig.Of("The comet", new BreakingMedia(rig.Media, VideoUpload.PartBytes));
        await Assert.ThrowsAsync<IOException>(rig.PrepareAsync);

        rig.Context = rig.Of("The comet");
        Assert.Equal(DeliveryOutcome.Delivered, (await rig.PublishAsync()).Outcome);

        rig.Only();
        Assert.Equal(1, rig.YouTube.Stage.Uploads.Bucket.Used);
    }

    [Theory]
    [InlineData(nameof(FaultKind.LoseAnswer))]
    [InlineData(nameof(FaultKind.FailAfterActing))]
    public async Task When_the_answer_to_the_last_part_is_lost_the_session_tells_what_became_of_it(string fault)
    {
        await using var rig = await UploadRig.StartAsync();
        await rig.PrepareAsync();
        rig.YouTube.Order(Enum.Parse<FaultKind>(fault));

        var lost = await rig.DeliverAsync();
        var found = await rig.FindAsync();
        var again = await rig.DeliverAsync();

        Assert.Equal(DeliveryOutcome.Unconfirmed, lost.Outcome);
        Assert.Equal((true, rig.Only().Id), (found.IsThere, found.RemoteId));
        Assert.Equal((DeliveryOutcome.Delivered, found.RemoteId), (again.Outcome, again.RemoteId));
    }

    [Fact]
    public async Task When_the_last_part_never_came_it_is_not_there_and_is_sent_then()
    {
        await using var rig = await UploadRig.StartAsync();
        await rig.PrepareAsync();

        Assert.False((await rig.FindAsync()).IsThere);
        Assert.Equal(DeliveryOutcome.Delivered, (await rig.DeliverAsync()).Outcome);
        rig.Only();
    }

    [Fact]
    public async Task A_lost_answer_to_the_beginning_costs_a_session_and_no_video()
    {
        await using var rig = await UploadRig.StartAsync();
        rig.YouTube.Order(FaultKind.LoseAnswer);

        Assert.Equal(Prepared.NotReady, (await rig.PrepareAsync()).Outcome);
        Assert.Null(rig.Context.Checkpoint);
        Assert.Equal(DeliveryOutcome.Delivered, (await rig.PublishAsync()).Outcome);

        rig.Only();
        Assert.Equal(2, rig.YouTube.Stage.Uploads.Bucket.Used);
    }

    [Fact]
    public async Task A_token_that_is_refused_in_the_middle_is_replaced_and_the_upload_goes_on()
    {
        await using var rig = await UploadRig.StartAsync();
        rig.Context = rig.Of("The comet", new BreakingMedia(rig.Media, VideoUpload.PartBytes));
        await Assert.ThrowsAsync<IOException>(rig.PrepareAsync);
        rig.YouTube.Order(FaultKind.Unauthorized);

        rig.Context = rig.Of("The comet");
        Assert.Equal(DeliveryOutcome.Delivered, (await rig.PublishAsync()).Outcome);

        Assert.Equal(1, rig.Channel.Refreshes);
        rig.Only();
    }

    [Fact]
    public async Task A_session_that_ended_is_begun_anew_before_anything_is_published()
    {
        await using var rig = await UploadRig.StartAsync();
        await rig.PrepareAsync();
        rig.YouTube.Stage.Uploads.Book.ForgetSessions();

        Assert.Equal(DeliveryOutcome.NotSent, (await rig.DeliverAsync()).Outcome);
        Assert.Empty(rig.YouTube.Stage.Uploads.Book.Videos);
        Assert.Equal(DeliveryOutcome.Delivered, (await rig.PublishAsync()).Outcome);
        rig.Only();
    }

    [Fact]
    public async Task A_session_that_ended_after_the_last_part_left_tells_nothing_and_nothing_is_sent()
    {
        await using var rig = await UploadRig.StartAsync();
        await rig.PrepareAsync();
        rig.YouTube.Order(FaultKind.LoseAnswer);
        await rig.DeliverAsync();
        rig.YouTube.Stage.Uploads.Book.ForgetSessions();

        await Assert.ThrowsAsync<AdapterException>(rig.FindAsync);
        rig.Only();
    }

    [Fact]
    public async Task What_was_uploaded_of_an_earlier_form_is_not_published()
    {
        await using var rig = await UploadRig.StartAsync();
        await rig.PrepareAsync();
        rig.Post = new Post { Title = "Two comets" };
        rig.Context = rig.Of("Two comets");

        Assert.Equal(DeliveryOutcome.NotSent, (await rig.DeliverAsync()).Outcome);
        Assert.Equal(DeliveryOutcome.Delivered, (await rig.PublishAsync()).Outcome);
        Assert.Equal("Two comets", rig.Only().Metadata.Title);
    }

    [Fact]
    public async Task Faults_of_the_server_are_waited_for_and_too_many_uploads_until_the_day_turns()
    {
        await using var rig = await UploadRig.StartAsync(options: new YouTubeEmulatorOptions { UploadsPerDay = 1 });
        rig.YouTube.Order(FaultKind.ServerError);
        Assert.Equal(Prepared.NotReady, (await rig.PrepareAsync()).Outcome);
        rig.YouTube.Order(FaultKind.RateLimited);
        Assert.Equal(Prepared.NotReady, (await rig.PrepareAsync()).Outcome);
        await rig.PublishAsync();

        rig.Post = new Post { Title = "Another" };
        rig.Context = rig.Of("Another");
        var spent = await rig.PrepareAsync();

        // Midnight in Los Angeles is 19 hours after noon in London in summer.
        Assert.Equal((Prepared.NotReady, TimeSpan.FromHours(19)), (spent.Outcome, spent.RetryAfter));
        rig.Only();
    }

    [Fact]
    public async Task What_an_unaudited_project_uploads_is_private_and_the_delivery_says_so()
    {
        await using var rig = await UploadRig.StartAsync(options: new YouTubeEmulatorOptions { LocksUploads = true });

        var published = await rig.PublishAsync();

        Assert.Equal(DeliveryOutcome.Delivered, published.Outcome);
        Assert.Contains("made it private, though public was asked for", published.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_lying_or_a_long_video_is_no_short()
    {
        await using var rig = await UploadRig.StartAsync(bytes: 10);
        rig.Media = LiveIp.Plugins.Testing.MediaContent.Video(rig.Content, width: 1920, height: 1080);
        rig.Context = rig.Of("The comet");

        Assert.StartsWith("https://www.youtube.com/watch?v=", (await rig.PublishAsync()).RemoteUri!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_an_upload_goes_is_told_to_nobody()
    {
        await using var rig = await UploadRig.StartAsync();
        await rig.PrepareAsync();
        var key = new Uri(UploadCheckpoint.Parse(rig.Context.Checkpoint)!.Address).Query.Split("upload_id=")[1];
        rig.YouTube.Order(FaultKind.FailAfterActing);

        var lost = await rig.DeliverAsync();
        await rig.YouTube.DisposeAsync();
        var unreachable = await rig.DeliverAsync();
        var failed = await rig.PrepareAsync();

        Assert.Equal((DeliveryOutcome.Unconfirmed, DeliveryOutcome.NotSent), (lost.Outcome, unreachable.Outcome));
        Assert.All([lost.Detail, unreachable.Detail, failed.Detail], text => Assert.DoesNotContain(key, text!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_video_is_said_anew_counted_and_taken_away()
    {
        await using var rig = await UploadRig.StartAsync(settings: static s => s.CategoryId = "20");
        var id = (await rig.PublishAsync()).RemoteId!;
        var book = rig.YouTube.Stage.Uploads.Book;
        book.Replace(rig.Only() with { Views = 12, Likes = 3, Comments = 1 });

        var edited = await rig.Distributor.EditAsync(new Post { Title = "Two comets" }, id, rig.Of("Two comets\nNo, one"), default);
        var seen = await rig.Distributor.ReadMetricsAsync(new() { RemoteId = id, Channel = rig.Channel }, rig.YouTube.Clock, default);

        Assert.Equal(ChangeOutcome.Done, edited.Outcome);
        var said = rig.Only().Metadata;
        Assert.Equal(("Two comets", "No, one", "20", "public"), (said.Title, said.Description, said.CategoryId, said.Privacy));
        Assert.Equal(
            [(PostMetricKind.Views, 12L), (PostMetricKind.Likes, 3L), (PostMetricKind.Replies, 1L)],
            seen.Values.Select(static v => (v.Kind, v.Value!.Value))
        );

        Assert.Equal(ChangeOutcome.Done, (await rig.Distributor.RemoveAsync(id, rig.Context, default)).Outcome);
        Assert.Empty(book.Videos);
        Assert.Equal(ChangeOutcome.Done, (await rig.Distributor.RemoveAsync(id, rig.Context, default)).Outcome);
        Assert.Equal(ChangeOutcome.Gone, (await rig.Distributor.EditAsync(rig.Post, id, rig.Context, default)).Outcome);
        Assert.False(
            (await rig.Distributor.ReadMetricsAsync(new() { RemoteId = id, Channel = rig.Channel }, rig.YouTube.Clock, default)).IsThere
        );
    }
}

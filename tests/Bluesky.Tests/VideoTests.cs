using LiveIp.Contracts;
using LiveIp.Plugins.Bluesky.Tests.Support;
using LiveIp.Plugins.Testing;
using LiveIp.V1;

namespace LiveIp.Plugins.Bluesky.Tests;

public sealed class VideoTests
{
    private const string Store = "POST /xrpc/com.atproto.repo.uploadBlob";
    private const string Upload = "POST /xrpc/app.bsky.video.uploadVideo";
    private static readonly RenderedPost Text = RenderedTexts.Of("A comet");
    private static readonly byte[] Comet = [9, 8, 7, 6];

    [Fact]
    public async Task A_video_is_made_ready_by_the_service_before_it_is_posted()
    {
        await using var bench = await Bench.StartAsync();
        var context = bench.Context(Text, MediaContent.Video(Comet));

        var prepared = await PrepareAllAsync(bench, context);
        var result = await bench.DeliverAsync(context);

        Assert.Equal([Prepared.Working, Prepared.Working, Prepared.Working, Prepared.Ready], prepared);
        Assert.Equal((DeliveryOutcome.Delivered, 1), (result.Outcome, bench.Server.Count(Upload)));
        var embed = Assert.Single(bench.Server.Records).Value["embed"]!;
        Assert.Equal("app.bsky.embed.video", (string?)embed["$type"]);
        Assert.Equal((1080, 1920), ((int?)embed["aspectRatio"]!["width"], (int?)embed["aspectRatio"]!["height"]));
        Assert.Equal("A comet over a quiet lake", (string?)embed["alt"]);
    }

    [Fact]
    public async Task A_video_that_the_service_has_already_is_taken_from_there()
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.JobRounds = 0;
        await PrepareAllAsync(bench, bench.Context(Text, MediaContent.Video(Comet)));
        var context = bench.Context(Text, MediaContent.Video(Comet));

        var prepared = await PrepareAllAsync(bench, context);

        Assert.Equal(Prepared.Ready, prepared[^1]);
        Assert.Equal(DeliveryOutcome.Delivered, (await bench.DeliverAsync(context)).Outcome);
    }

    [Fact]
    public async Task An_upload_whose_answer_was_lost_is_found_by_uploading_again()
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.JobRounds = 0;
        bench.Server.BreaksOff = Upload;
        var context = bench.Context(Text, MediaContent.Video(Comet));

        Assert.Equal([Prepared.NotReady], await PrepareAllAsync(bench, context));
        Assert.Equal(Prepared.Ready, (await PrepareAllAsync(bench, context))[^1]);
        Assert.Equal(DeliveryOutcome.Delivered, (await bench.DeliverAsync(context)).Outcome);
    }

    [Fact]
    public async Task A_video_that_cannot_be_made_ready_is_refused_in_the_services_words()
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.VideoFault = "no moov atom";
        var context = bench.Context(Text, MediaContent.Video(Comet));

        await bench.PrepareAsync(context);
        var failed = await bench.PrepareAsync(context);

        Assert.Equal(Prepared.Rejected, failed.Outcome);
        Assert.Contains("encoding_failure: no moov atom", failed.Detail);
    }

    [Fact]
    public async Task A_job_that_is_forgotten_is_begun_again()
    {
        await using var bench = await Bench.StartAsync();
        var context = bench.Context(Text, MediaContent.Video(Comet));
        await bench.PrepareAsync(context);
        bench.Server.ForgetJobs();

        Assert.Equal(Prepared.Ready, (await PrepareAllAsync(bench, context))[^1]);
        Assert.Equal(2, bench.Server.Count(Upload));
    }

    [Fact]
    public async Task A_permit_that_is_refused_is_told_without_it()
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.Gossips = true;
        bench.Server.AfterPermit = () => bench.Clock.Advance(TimeSpan.FromHours(1));
        var context = bench.Context(Text, MediaContent.Video(Comet));

        var refused = await bench.PrepareAsync(context);

        Assert.Equal(Prepared.NotReady, refused.Outcome);
        Assert.Contains("no such token", refused.Detail);
        Assert.Equal(Prepared.Ready, (await PrepareAllAsync(bench, context))[^1]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_a_service_the_video_goes_to_the_accounts_server_as_it_is(bool isSwitchedOff)
    {
        await using var bench = await Bench.StartAsync();
        (bench.Settings.PreparesVideos, bench.Server.GivesPermits) = (!isSwitchedOff, isSwitchedOff);
        var context = bench.Context(Text, MediaContent.Video(Comet));

        Assert.Equal([Prepared.Ready], await PrepareAllAsync(bench, context));
        Assert.Equal(DeliveryOutcome.Delivered, (await bench.DeliverAsync(context)).Outcome);
        Assert.Equal((1, 0), (bench.Server.Count(Store), bench.Server.Count(Upload)));
    }

    [Fact]
    public async Task The_cover_of_a_video_is_not_uploaded()
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.JobRounds = 0;
        var context = bench.Context(Text, MediaContent.Image([1], isCover: true), MediaContent.Video(Comet));

        Assert.Equal(Prepared.Ready, (await PrepareAllAsync(bench, context))[^1]);
        Assert.Equal(DeliveryOutcome.Delivered, (await bench.DeliverAsync(context)).Outcome);
        Assert.Equal(0, bench.Server.Count(Store));
    }

    [Fact]
    public async Task A_video_service_that_is_not_encrypted_is_refused()
    {
        await using var bench = await Bench.StartAsync();
        bench.Settings.VideoService = new Uri("http://video.example.com");

        var refused = await bench.PrepareAsync(bench.Context(Text, MediaContent.Video(Comet)));

        Assert.Equal(Prepared.Rejected, refused.Outcome);
        Assert.Contains("https", refused.Detail);
    }

    /// <summary>Until it is ready or fails; a service at work is asked ten times.</summary>
    private static async Task<List<Prepared>> PrepareAllAsync(Bench bench, DeliveryContext context)
    {
        var outcomes = new List<Prepared>();
        do
        {
            outcomes.Add((await bench.PrepareAsync(context)).Outcome);
        } while (outcomes is [.., Prepared.Working] && outcomes.Count < 10);

        return outcomes;
    }
}

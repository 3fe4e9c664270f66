using LiveIp.Contracts;
using LiveIp.Plugins.Mastodon.Tests.Support;
using LiveIp.Plugins.Testing;
using LiveIp.V1;

namespace LiveIp.Plugins.Mastodon.Tests;

public sealed class MediaTests
{
    private const string Upload = "POST /api/v2/media";
    private static readonly RenderedPost Text = RenderedTexts.Of("开播了 🎉");
    private static readonly byte[] Sky = [1, 2, 3];
    private static readonly byte[] Lake = [4, 5];

    [Fact]
    public async Task Images_go_with_the_status_in_their_order_and_with_what_is_to_be_seen()
    {
        await using var bench = await Bench.StartAsync();
        var context = bench.Context(Text, MediaContent.Image(Sky, "夜空"), MediaContent.Image(Lake, "A lake"));

        var prepared = await bench.PrepareAsync(context);
        var result = await bench.DeliverAsync(context);

        Assert.Equal((Prepared.Ready, DeliveryOutcome.Delivered), (prepared.Outcome, result.Outcome));
        Assert.Equal(["夜空", "A lake"], bench.Server.Files.OrderBy(static f => f.Key).Select(static f => f.Value.Description));
        Assert.Equal("9a7a/0.png,9a7a/1.png", bench.Server.Forms.Last()["media_ids[]"]);
    }

    [Fact]
    public async Task A_video_is_waited_for_and_uploaded_once()
    {
        await using var bench = await Bench.StartAsync();
        var context = bench.Context(Text, MediaContent.Video(Sky));

        var early = await bench.DeliverAsync(context);
        Prepared[] prepared =
        [
            (await bench.PrepareAsync(context)).Outcome,
            (await bench.PrepareAsync(context)).Outcome,
            (await bench.PrepareAsync(context)).Outcome,
        ];
        var result = await bench.DeliverAsync(context);

        Assert.Equal([Prepared.Working, Prepared.Working, Prepared.Ready], prepared);
        Assert.Equal((DeliveryOutcome.NotSent, DeliveryOutcome.Delivered), (early.Outcome, result.Outcome));
        Assert.Equal((1, 1), (bench.Server.Count(Upload), bench.Server.Statuses.Count));
    }

    [Fact]
    public async Task After_a_crash_and_a_lost_answer_there_is_one_status_with_its_files()
    {
        await using var bench = await Bench.StartAsync();
        var context = bench.Context(Text, MediaContent.Image(Sky));
        await bench.PrepareAsync(context);
        bench.Server.Next = Fault.ActAndCut;

        var lost = await bench.DeliverAsync(context);
        var found = await bench.FindAsync(Text);
        // The file is attached by now, and the instance answers as if it were gone.
        var prepared = await bench.PrepareAsync(context);
        var again = await bench.DeliverAsync(context);

        Assert.Equal((DeliveryOutcome.Unconfirmed, true), (lost.Outcome, found.IsThere));
        Assert.Equal((Prepared.Ready, DeliveryOutcome.Delivered), (prepared.Outcome, again.Outcome));
        Assert.Equal((1, 1), (bench.Server.Count(Upload), bench.Server.Statuses.Count));
    }

    [Fact]
    public async Task A_file_that_is_gone_before_it_was_ready_is_uploaded_again()
    {
        await using var bench = await Bench.StartAsync();
        var context = bench.Context(Text, MediaContent.Video(Sky));
        await bench.PrepareAsync(context);
        bench.Server.Files.Clear();
        bench.Server.WorkRounds = 0;

        var gone = await bench.PrepareAsync(context);
        var again = await bench.PrepareAsync(context);

        Assert.Equal((Prepared.NotReady, Prepared.Ready), (gone.Outcome, again.Outcome));
        Assert.Equal(2, bench.Server.Count(Upload));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_no_answer_and_what_was_kept_of_others_is_nothing()
    {
        await using var bench = await Bench.StartAsync();
        var context = bench.Context(Text, MediaContent.Image(Sky));
        bench.Server.BreaksOff = Upload;

        var broken = await bench.PrepareAsync(context);
        var again = await bench.PrepareAsync(context);
        var other = bench.Context(Text, MediaContent.Image(Lake));
        other.Checkpoint = context.Checkpoint;
        await bench.PrepareAsync(other);

        Assert.Equal((Prepared.NotReady, Prepared.Ready), (broken.Outcome, again.Outcome));
        Assert.Equal(3, bench.Server.Count(Upload));
    }

    [Fact]
    public async Task A_refusal_a_missing_scope_and_a_limit_are_told()
    {
        await using var bench = await Bench.StartAsync();
        var context = bench.Context(Text, MediaContent.Image(Sky));
        bench.Server.MaxImage = 2;
        var large = await bench.PrepareAsync(context);
        bench.Server.MayUpload = false;
        var scope = await bench.PrepareAsync(context);
        bench.Server.LimitedUntil = bench.Clock.GetUtcNow().AddSeconds(90);
        var limited = await bench.PrepareAsync(context);
        bench.Server.LimitedUntil = null;
        bench.Server.IsDown = true;
        var down = await bench.PrepareAsync(context);

        Assert.Equal((Prepared.Rejected, Prepared.Rejected), (large.Outcome, scope.Outcome));
        Assert.Contains("size must be less than 2", large.Detail);
        Assert.Contains("write:media", scope.Detail);
        Assert.Equal((Prepared.NotReady, Prepared.NotReady), (limited.Outcome, down.Outcome));
        Assert.InRange(limited.RetryAfter!.Value.TotalSeconds, 89, 91);
    }

    [Fact]
    public async Task The_instance_says_what_it_takes()
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.MaxImage = 1000;

        var limits = await bench.Distributor().GetMediaLimitsAsync(bench.Clock, CancellationToken.None);

        Assert.Equal((4, false), (limits.MaxFiles, limits.MayMix));
        Assert.Equal(["image/jpeg", "image/png"], limits.Images!.ContentTypes);
        Assert.Equal((1000, 33_177_600), (limits.Images.MaxBytes, limits.Images.MaxPixels));
        Assert.Equal((103_809_024, 120), (limits.Videos!.MaxBytes, limits.Videos.MaxFrameRate));
    }

    [Fact]
    public async Task An_instance_that_says_nothing_takes_four_of_any_kind()
    {
        await using var bench = await Bench.StartAsync();
        bench.Server.SaysLimits = false;

        var limits = await bench.Distributor().GetMediaLimitsAsync(bench.Clock, CancellationToken.None);

        Assert.Equal((4, 0), (limits.MaxFiles, limits.Images!.ContentTypes.Count));
        Assert.Null(limits.Images.MaxBytes);
    }
}

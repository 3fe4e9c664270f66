using LiveIp.Contracts;
using LiveIp.Plugins.Bluesky.Tests.Support;
using LiveIp.Plugins.Testing;
using LiveIp.V1;

namespace LiveIp.Plugins.Bluesky.Tests;

public sealed class MediaTests
{
    private const string Store = "POST /xrpc/com.atproto.repo.uploadBlob";
    private static readonly RenderedPost Text = RenderedTexts.Of("开播了 🎉");
    private static readonly byte[] Sky = [1, 2, 3];
    private static readonly byte[] Lake = [4, 5];

    [Fact]
    public async Task Images_stand_below_the_text_with_what_is_to_be_seen_and_their_shape()
    {
        await using var bench = await Bench.StartAsync();
        var context = bench.Context(Text, MediaContent.Image(Sky, "The sky"), MediaContent.Image(Lake, "A lake"));

        var prepared = await bench.PrepareAsync(context);
        var result = await bench.DeliverAsync(context);

        Assert.Equal((Prepared.Ready, DeliveryOutcome.Delivered), (prepared.Outcome, result.Outcome));
        var images = Assert.Single(bench.Server.Records).Value["embed"]!["images"]!.AsArray();
        Assert.Equal(["The sky", "A lake"], images.Select(static i => (string?)i!["alt"]));
        Assert.Equal([3, 2], images.Select(static i => (int?)i!["image"]!["size"]));
        Assert.Equal((1600, 900), ((int?)images[0]!["aspectRatio"]!["width"], (int?)images[0]!["aspectRatio"]!["height"]));
    }

    [Fact]
    public async Task A_post_is_not_sent_before_its_files_are_there()
    {
        await using var bench = await Bench.StartAsync();

        Assert.Equal(DeliveryOutcome.NotSent, (await bench.DeliverAsync(bench.Context(Text, MediaContent.Image(Sky)))).Outcome);
        Assert.Empty(bench.Server.Records);
    }

    [Fact]
    public async Task After_a_crash_only_what_is_missing_is_uploaded()
    {
        await using var bench = await Bench.StartAsync();
        var first = bench.Context(Text, MediaContent.Image(Sky), MediaContent.Image(Lake));
        var crashing = new DeliveryContext(bench.Clock, Text)
        {
            CreatedAt = bench.CreatedAt,
            Media = [first.Media[0], new GoneFile(MediaContent.Image(Lake))],
        };

        var prepared = await bench.PrepareAsync(crashing);
        first.Checkpoint = crashing.Checkpoint;
        var again = await bench.PrepareAsync(first);

        Assert.Equal((Prepared.NotReady, Prepared.Ready), (prepared.Outcome, again.Outcome));
        Assert.Equal(2, bench.Server.Count(Store));
        Assert.Equal(DeliveryOutcome.Delivered, (await bench.DeliverAsync(first)).Outcome);
    }

    [Fact]
    public async Task An_answer_that_breaks_off_is_asked_for_again_and_nothing_is_posted_twice()
    {
        await using var bench = await Bench.StartAsync();
        var context = bench.Context(Text, MediaContent.Image(Sky));
        bench.Server.BreaksOff = Store;

        var broken = await bench.PrepareAsync(context);
        var again = await bench.PrepareAsync(context);
        bench.Server.Next = Fault.ActAndCut;
        var lost = await bench.DeliverAsync(context);
        var found = await bench.FindAsync(Text);
        var repeated = await bench.DeliverAsync(context);

        Assert.Equal((Prepared.NotReady, Prepared.Ready), (broken.Outcome, again.Outcome));
        Assert.Equal((DeliveryOutcome.Unconfirmed, true, DeliveryOutcome.Delivered), (lost.Outcome, found.IsThere, repeated.Outcome));
        Assert.Equal(1, bench.Server.Commits);
    }

    [Fact]
    public async Task A_session_that_runs_out_is_exchanged_once_for_all_files()
    {
        await using var bench = await Bench.StartAsync();
        await bench.DeliverAsync(Text, "dlv_00");
        bench.Server.ExpireAccess();
        var context = bench.Context(Text, MediaContent.Image(Sky), MediaContent.Image(Lake));

        Assert.Equal(Prepared.Ready, (await bench.PrepareAsync(context)).Outcome);
        Assert.Equal(3, bench.Server.Count(Store));
        Assert.Equal(DeliveryOutcome.Delivered, (await bench.DeliverAsync(context)).Outcome);
    }

    [Fact]
    public async Task A_file_that_the_server_has_not_any_more_is_uploaded_again()
    {
        await using var bench = await Bench.StartAsync();
        var context = bench.Context(Text, MediaContent.Image(Sky));
        await bench.PrepareAsync(context);
        bench.Server.ForgetBlobs();

        var gone = await bench.DeliverAsync(context);
        await bench.PrepareAsync(context);
        var again = await bench.DeliverAsync(context);

        Assert.Equal((DeliveryOutcome.NotSent, DeliveryOutcome.Delivered), (gone.Outcome, again.Outcome));
        Assert.Equal((2, 1), (bench.Server.Count(Store), bench.Server.Records.Count));
    }

    [Fact]
    public async Task The_same_file_in_a_new_post_is_uploaded_anew_after_the_old_one_is_deleted()
    {
        await using var bench = await Bench.StartAsync();
        var context = bench.Context(Text, MediaContent.Image(Sky));
        await bench.PrepareAsync(context);
        var posted = await bench.DeliverAsync(context);
        await bench.Distributor().RemoveAsync(posted.RemoteId!, context, CancellationToken.None);
        var next = new DeliveryContext(bench.Clock, Text) { IdempotencyKey = "dlv_02", Media = [MediaContent.Image(Sky)] };

        await bench.PrepareAsync(next);

        Assert.Equal(DeliveryOutcome.Delivered, (await bench.DeliverAsync(next)).Outcome);
    }

    [Fact]
    public async Task What_was_kept_of_other_files_or_is_unreadable_is_nothing()
    {
        await using var bench = await Bench.StartAsync();
        var other = bench.Context(Text, MediaContent.Image(Lake));
        await bench.PrepareAsync(other);
        foreach (var kept in new[] { other.Checkpoint, "{", "[]", "{\"form\":\"x\"}" })
        {
            var context = bench.Context(Text, MediaContent.Image(Sky));
            context.Checkpoint = kept;
            Assert.Equal(Prepared.Ready, (await bench.PrepareAsync(context)).Outcome);
        }

        Assert.Equal(5, bench.Server.Count(Store));
    }

    [Fact]
    public async Task An_edit_leaves_the_images_where_they_are()
    {
        await using var bench = await Bench.StartAsync();
        var context = bench.Context(Text, MediaContent.Image(Sky));
        await bench.PrepareAsync(context);
        var posted = await bench.DeliverAsync(context);

        var edited = await bench
            .Distributor()
            .EditAsync(new Post(), posted.RemoteId!, bench.Context(RenderedTexts.Of("ended")), CancellationToken.None);

        var record = Assert.Single(bench.Server.Records).Value;
        Assert.Equal((ChangeOutcome.Done, "ended"), (edited.Outcome, (string?)record["text"]));
        Assert.Single(record["embed"]!["images"]!.AsArray());
    }

    [Fact]
    public async Task A_cover_without_a_video_is_the_picture_of_the_links_card()
    {
        await using var bench = await Bench.StartAsync();
        var linked = new RenderedPost { Text = "live https://example.com/x" };
        linked.Spans.Add(
            new TextSpan
            {
                Kind = TextSpan.Types.Kind.Link,
                Start = 5,
                Length = 21,
                Target = "https://example.com/x",
            }
        );
        var context = bench.Context(linked, MediaContent.Image(Sky, isCover: true));

        await bench.PrepareAsync(context);
        await bench.DeliverAsync(context, new Post { Title = "Comets", Text = "All night" });

        var card = Assert.Single(bench.Server.Records).Value["embed"]!["external"]!;
        Assert.Equal(
            ("https://example.com/x", "Comets", "All night"),
            ((string?)card["uri"], (string?)card["title"], (string?)card["description"])
        );
        Assert.Equal("image/jpeg", (string?)card["thumb"]!["mimeType"]);
    }

    [Fact]
    public async Task A_limit_and_a_file_that_is_too_large_are_told()
    {
        await using var bench = await Bench.StartAsync();
        var context = bench.Context(Text, MediaContent.Image(Sky));
        (bench.Server.MaxBlob, bench.Server.WriteLimit) = (2, 30);

        var limited = await bench.PrepareAsync(context);
        bench.Server.WriteLimit = null;
        var large = await bench.PrepareAsync(context);

        Assert.Equal(Prepared.NotReady, limited.Outcome);
        Assert.InRange(limited.RetryAfter!.Value.TotalSeconds, 29, 30);
        Assert.Equal(Prepared.Rejected, large.Outcome);
        Assert.Contains("PayloadTooLarge", large.Detail);
    }

    [Fact]
    public async Task A_server_that_never_accepts_its_own_tokens_is_not_asked_for_ever_and_no_token_is_told()
    {
        await using var bench = await Bench.StartAsync();
        (bench.Server.GivesStaleTokens, bench.Server.Gossips) = (true, true);

        var prepared = await bench.PrepareAsync(bench.Context(Text, MediaContent.Image(Sky)));

        Assert.Equal((Prepared.NotReady, 2), (prepared.Outcome, bench.Server.Count(Store)));
        Assert.Contains("Token has expired", prepared.Detail);
    }

    [Fact]
    public async Task What_it_takes_is_told()
    {
        await using var bench = await Bench.StartAsync();

        var limits = await bench.Distributor().GetMediaLimitsAsync(bench.Clock, CancellationToken.None);

        Assert.Equal((4, false, 2_000_000), (limits.MaxFiles, limits.MayMix, limits.Images!.MaxBytes));
        Assert.True(limits.Images.NeedsAltText);
        Assert.Equal((300_000_000, TimeSpan.FromMinutes(10)), (limits.Videos!.MaxBytes, limits.Videos.MaxDuration));
    }
}

using System.ServiceModel.Syndication;
using System.Xml;
using LiveIp.Contracts;
using LiveIp.Plugins.Feed.Tests.Support;
using LiveIp.Plugins.Testing;

namespace LiveIp.Plugins.Feed.Tests;

public sealed class FeedDistributorTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task A_post_becomes_an_entry_of_a_valid_feed_with_its_links_tags_and_language()
    {
        _bench.Settings.SelfAddress = new Uri("https://stars.example/live.atom");
        (_bench.Settings.Title, _bench.Settings.Author) = ("Stars & more", "Ada <ada>");
        var text = RenderedTexts.Of(
            "🔴 Live now: Stars & <b>more</b>\nsee you\nYouTube https://youtu.be/x?a=1&b=2\nhttps://twitch.tv/x\n#stars #星",
            "zh-Hans",
            ["https://youtu.be/x?a=1&b=2", "https://twitch.tv/x"],
            ["stars", "星"]
        );

        var result = await _bench.DeliverAsync(text, post: Bench.Post("Stars & <b>more</b>", "stars", "星"));

        Assert.True(result.Outcome == DeliveryOutcome.Delivered, result.Detail);
        Assert.Empty(AtomRules.Problems(_bench.File));
        Assert.Equal(("Stars & more", "2026-11-26T20:00:00Z"), (Bench.Text(_bench.Feed, "title"), Bench.Text(_bench.Feed, "updated")));
        Assert.Equal([("self", "https://stars.example/live.atom"), ("alternate", "https://stars.example/")], Bench.Links(_bench.Feed));
        var entry = Assert.Single(_bench.Entries);
        Assert.StartsWith("tag:stars.example,2026-11-26:liveip/", Bench.Text(entry, "id"), StringComparison.Ordinal);
        Assert.Equal(Bench.Text(entry, "id"), result.RemoteId);
        Assert.Equal("🔴 Live now: Stars & <b>more</b>", Bench.Text(entry, "title"));
        Assert.Equal(
            "<p>see you<br>YouTube <a href=\"https://youtu.be/x?a=1&amp;b=2\">https://youtu.be/x?a=1&amp;b=2</a><br>"
                + "<a href=\"https://twitch.tv/x\">https://twitch.tv/x</a><br>#stars #星</p>",
            Bench.Text(entry, "content")
        );
        Assert.Equal([("alternate", "https://youtu.be/x?a=1&b=2"), ("related", "https://twitch.tv/x")], Bench.Links(entry));
        Assert.Equal(["stars", "星"], Bench.Categories(entry));
        Assert.Equal("zh-Hans", (string?)entry.Attribute(System.Xml.Linq.XNamespace.Xml + "lang"));
    }

    [Fact]
    public async Task Another_reader_of_Atom_sees_the_same()
    {
        _bench.Settings.SelfAddress = new Uri("https://stars.example/live.atom");
        (_bench.Settings.Title, _bench.Settings.Author) = ("Stars", "Ada");
        var text = RenderedTexts.Of(
            "Title 标题\nsee https://youtu.be/x?a=1&b=2\n#stars",
            "zh-Hans",
            ["https://youtu.be/x?a=1&b=2"],
            ["stars"]
        );
        var delivered = await _bench.DeliverAsync(text, post: Bench.Post("Title 标题", "stars"));

        using var reader = XmlReader.Create(_bench.File);
        var feed = SyndicationFeed.Load(reader);

        Assert.Equal(("Stars", "Ada"), (feed.Title.Text, Assert.Single(feed.Authors).Name));
        Assert.Equal(_bench.Clock.GetUtcNow(), feed.LastUpdatedTime);
        var item = Assert.Single(feed.Items);
        Assert.Equal((delivered.RemoteId, "Title 标题", _bench.Clock.GetUtcNow()), (item.Id, item.Title.Text, item.PublishDate));
        var content = Assert.IsType<TextSyndicationContent>(item.Content);
        Assert.Equal("html", content.Type);
        Assert.Contains("<a href=\"https://youtu.be/x?a=1&amp;b=2\">", content.Text, StringComparison.Ordinal);
        Assert.Equal(("alternate", "https://youtu.be/x?a=1&b=2"), (item.Links[0].RelationshipType, item.Links[0].Uri.AbsoluteUri));
        Assert.Equal("stars", Assert.Single(item.Categories).Name);
    }

    [Fact]
    public async Task An_attempt_that_is_made_again_leaves_one_entry_and_says_the_same()
    {
        var first = await _bench.DeliverAsync(RenderedTexts.Of("on air"));
        _bench.Clock.Advance(TimeSpan.FromMinutes(3));
        var before = await File.ReadAllBytesAsync(_bench.File, TestContext.Current.CancellationToken);

        var second = await _bench.DeliverAsync(RenderedTexts.Of("on air"));

        Assert.Equal((first.Outcome, first.RemoteId), (second.Outcome, second.RemoteId));
        Assert.Equal(before, await File.ReadAllBytesAsync(_bench.File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Attempts_at_the_same_moment_lose_nothing_and_double_nothing()
    {
        var keys = Enumerable.Range(0, 40).Select(static i => $"key{i % 20}");

        await Task.WhenAll(keys.Select(key => Task.Run(() => _bench.DeliverAsync(RenderedTexts.Of(key), key))));

        Assert.Equal(20, _bench.Entries.Count);
        Assert.Empty(AtomRules.Problems(_bench.File));
    }

    [Fact]
    public async Task The_newest_stay_and_the_newest_is_the_first()
    {
        _bench.Settings.Entries = 5;
        for (var i = 0; i < 8; i++)
        {
            _bench.Clock.Advance(TimeSpan.FromMinutes(1));
            await _bench.DeliverAsync(RenderedTexts.Of($"post {i}"), $"key{i}");
        }

        Assert.Equal(["post 7", "post 6", "post 5", "post 4", "post 3"], _bench.Entries.Select(static e => Bench.Text(e, "title")));
        Assert.Equal("2026-11-26T20:08:00Z", Bench.Text(_bench.Feed, "updated"));
    }

    [Fact]
    public async Task Ids_stay_when_the_feed_moves_to_another_address()
    {
        _bench.Settings.SelfAddress = new Uri("https://old.example/a.atom");
        await _bench.DeliverAsync(RenderedTexts.Of("one"), "one");
        var id = Bench.Text(_bench.Feed, "id");
        _bench.Settings.SelfAddress = new Uri("https://new.example/a.atom");

        await _bench.DeliverAsync(RenderedTexts.Of("one"), "one");
        await _bench.DeliverAsync(RenderedTexts.Of("two"), "two");

        Assert.Equal([$"{id}/two", $"{id}/one"], _bench.Entries.Select(static e => Bench.Text(e, "id")));
        Assert.Contains(("self", "https://new.example/a.atom"), Bench.Links(_bench.Feed));
    }

    [Fact]
    public async Task A_lost_post_is_found_by_its_key_alone()
    {
        Assert.False((await _bench.FindAsync()).IsThere);
        var delivered = await _bench.DeliverAsync(RenderedTexts.Of("on air"));

        var found = await _bench.FindAsync();

        Assert.Equal((true, delivered.RemoteId), (found.IsThere, found.RemoteId));
        Assert.False((await _bench.FindAsync("another")).IsThere);
    }

    [Fact]
    public async Task What_a_kill_left_beside_the_feed_is_no_feed_and_in_nobodys_way()
    {
        await _bench.DeliverAsync(RenderedTexts.Of("one"), "one");
        await File.WriteAllTextAsync(
            Path.Combine(_bench.Folder, ".live.atom.liveip"),
            "<feed xmlns=\"http://www.w3.org/2005/Atom\"><ent",
            TestContext.Current.CancellationToken
        );

        Assert.True((await _bench.FindAsync("one")).IsThere);
        Assert.False((await _bench.FindAsync("two")).IsThere);
        await _bench.DeliverAsync(RenderedTexts.Of("two"), "two");

        Assert.Equal(2, _bench.Entries.Count);
        Assert.Equal([_bench.File], Directory.GetFiles(_bench.Folder));
    }

    [Fact]
    public async Task A_link_stays_a_link_and_the_files_mode_is_kept()
    {
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("Modes of files are Unix's.");
            return;
        }

        var real = Path.Combine(_bench.Folder, "real.atom");
        File.CreateSymbolicLink(_bench.File, real);
        await _bench.DeliverAsync(RenderedTexts.Of("one"), "one");
        File.SetUnixFileMode(real, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);

        await _bench.DeliverAsync(RenderedTexts.Of("two"), "two");

        Assert.Equal(real, File.ResolveLinkTarget(_bench.File, returnFinalTarget: true)!.FullName);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead, File.GetUnixFileMode(real));
        Assert.Equal(2, _bench.Entries.Count);
    }

    [Fact]
    public async Task A_title_is_cut_between_characters_and_a_post_without_one_keeps_all_its_text()
    {
        var family = RenderedTexts.Repeat(RenderedTexts.Family, 130);

        await _bench.DeliverAsync(RenderedTexts.Of(family));

        var entry = Assert.Single(_bench.Entries);
        Assert.Equal(RenderedTexts.Repeat(RenderedTexts.Family, 119) + "…", Bench.Text(entry, "title"));
        Assert.Equal($"<p>{family}</p>", Bench.Text(entry, "content"));
    }

    [Fact]
    public async Task What_just_fits_is_taken_and_one_unit_more_is_refused()
    {
        var limits = await _bench.Distributor().GetLimitsAsync(_bench.Clock, TestContext.Current.CancellationToken);
        Assert.Equal(TextUnit.Utf16, limits.Unit);

        Assert.Equal(
            DeliveryOutcome.Rejected,
            (await _bench.DeliverAsync(RenderedTexts.Of(new string('字', limits.MaxLength + 1)))).Outcome
        );
        Assert.Equal(DeliveryOutcome.Delivered, (await _bench.DeliverAsync(RenderedTexts.Of(new string('字', limits.MaxLength)))).Outcome);
        Assert.Equal(DeliveryOutcome.Rejected, (await _bench.DeliverAsync(text: null, "other")).Outcome);
        Assert.Single(_bench.Entries);
    }

    [Fact]
    public async Task A_stop_before_the_writing_is_not_sent()
    {
        var result = await _bench.DeliverAsync(RenderedTexts.Of("on air"), stop: new CancellationToken(canceled: true));

        Assert.Equal(DeliveryOutcome.NotSent, result.Outcome);
        Assert.False(File.Exists(_bench.File));
    }
}

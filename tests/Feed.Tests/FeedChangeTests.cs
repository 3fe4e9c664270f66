using System.ServiceModel.Syndication;
using System.Xml;
using LiveIp.Contracts;
using LiveIp.Plugins.Feed.Tests.Support;
using LiveIp.Plugins.Testing;

namespace LiveIp.Plugins.Feed.Tests;

public sealed class FeedChangeTests : IDisposable
{
    private readonly Bench _bench = new();

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task An_edited_entry_keeps_its_id_its_place_and_when_it_was_published()
    {
        var id = await PostAsync("live");
        _bench.Clock.Advance(TimeSpan.FromMinutes(5));
        await PostAsync("later", "later");
        _bench.Clock.Advance(TimeSpan.FromMinutes(5));

        var result = await EditAsync(id, "Ended: stars\nsee https://youtu.be/x");

        Assert.Equal((ChangeOutcome.Done, "In the feed."), (result.Outcome, result.Detail));
        Assert.Empty(AtomRules.Problems(_bench.File));
        Assert.Equal(["later", "Ended: stars"], Titles);
        var entry = _bench.Entries[1];
        Assert.Equal(
            (id, "2026-11-26T20:00:00Z", "2026-11-26T20:10:00Z"),
            (Bench.Text(entry, "id"), Bench.Text(entry, "published"), Bench.Text(entry, "updated"))
        );
        Assert.Equal("2026-11-26T20:10:00Z", Bench.Text(_bench.Feed, "updated"));
        Assert.Equal([("alternate", "https://youtu.be/x")], Bench.Links(entry));
    }

    [Fact]
    public async Task The_same_edit_by_another_host_later_leaves_the_file_as_it_is()
    {
        var id = await PostAsync("live");
        _bench.Clock.Advance(TimeSpan.FromMinutes(5));
        await EditAsync(id, "ended\n\n<b> & ]]>");
        var before = await File.ReadAllBytesAsync(_bench.File, TestContext.Current.CancellationToken);
        _bench.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(ChangeOutcome.Done, (await EditAsync(id, "ended\n\n<b> & ]]>")).Outcome);

        Assert.Equal(before, await File.ReadAllBytesAsync(_bench.File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_reader_sees_an_edit_within_the_same_second_and_after_a_clock_that_was_set_back()
    {
        var id = await PostAsync("live");
        await EditAsync(id, "longer");
        Assert.Equal("2026-11-26T20:00:01Z", Bench.Text(_bench.Entries[0], "updated"));
        _bench.Clock = new(_bench.Clock.GetUtcNow().AddHours(-1));

        await EditAsync(id, "ended");

        Assert.Equal(("ended", "2026-11-26T20:00:02Z"), (Titles[0], Bench.Text(_bench.Entries[0], "updated")));
        Assert.Equal("2026-11-26T20:00:02Z", Bench.Text(_bench.Feed, "updated"));
        await RemoveAsync(id);
        Assert.Equal([(id, "2026-11-26T20:00:02Z")], _bench.Tombstones);
        Assert.Empty(AtomRules.Problems(_bench.File));
    }

    [Fact]
    public async Task A_removed_entry_leaves_one_tombstone_that_other_readers_of_Atom_pass_over()
    {
        var id = await PostAsync("live");
        await PostAsync("other", "other");
        _bench.Clock.Advance(TimeSpan.FromMinutes(5));

        await RemoveAsync(id);
        _bench.Clock.Advance(TimeSpan.FromMinutes(5));
        await RemoveAsync(id);

        Assert.Empty(AtomRules.Problems(_bench.File));
        Assert.Equal([(id, "2026-11-26T20:05:00Z")], _bench.Tombstones);
        using var reader = XmlReader.Create(_bench.File);
        Assert.Equal("other", Assert.Single(SyndicationFeed.Load(reader).Items).Title.Text);
        await PostAsync("third", "third");
        Assert.Equal([(id, "2026-11-26T20:05:00Z")], _bench.Tombstones);
    }

    [Fact]
    public async Task What_was_taken_away_is_neither_found_nor_edited_nor_brought_back()
    {
        var id = await PostAsync("live");
        await RemoveAsync(id);

        Assert.False((await _bench.FindAsync()).IsThere);
        Assert.Equal(ChangeOutcome.Gone, (await EditAsync(id, "ended")).Outcome);
        var again = await _bench.DeliverAsync(RenderedTexts.Of("live"));

        Assert.Equal(DeliveryOutcome.Rejected, again.Outcome);
        Assert.Contains("taken away", again.Detail);
        Assert.Empty(_bench.Entries);
    }

    [Fact]
    public async Task An_entry_that_has_become_too_old_is_not_edited_and_is_taken_away_from_who_still_has_it()
    {
        _bench.Settings.Entries = 5;
        var id = await PostAsync("first");
        string[] others = ["1", "2", "3", "4", "5", "6"];
        foreach (var other in others)
        {
            await PostAsync(other, other);
        }

        Assert.Equal(ChangeOutcome.Gone, (await EditAsync(id, "ended")).Outcome);
        Assert.Equal(ChangeOutcome.Done, (await RemoveAsync(id)).Outcome);
        Assert.Equal(id, Assert.Single(_bench.Tombstones).Id);
        foreach (var other in others)
        {
            await RemoveAsync($"{Bench.Text(_bench.Feed, "id")}/{other}");
        }

        Assert.Equal(5, _bench.Tombstones.Count);
        Assert.Equal($"{Bench.Text(_bench.Feed, "id")}/6", _bench.Tombstones[0].Id);
    }

    [Fact]
    public async Task Another_feeds_entry_is_left_alone()
    {
        await PostAsync("live");

        Assert.Equal(ChangeOutcome.Done, (await RemoveAsync("tag:other.example,2026-11-26:liveip/x/dlv_01")).Outcome);

        Assert.Empty(_bench.Tombstones);
        Assert.Single(_bench.Entries);
    }

    [Fact]
    public async Task A_foreign_file_and_a_missing_text_are_refused_and_a_stop_changes_nothing()
    {
        var id = await PostAsync("live");
        Assert.Equal(ChangeOutcome.Rejected, (await _bench.EditAsync(id, null)).Outcome);
        Assert.Equal(ChangeOutcome.NotDone, (await _bench.EditAsync(id, RenderedTexts.Of("ended"), new(canceled: true))).Outcome);
        Assert.Equal(["live"], Titles);
        await File.WriteAllTextAsync(_bench.File, "a letter", TestContext.Current.CancellationToken);

        var edited = await EditAsync(id, "ended");
        var removed = await RemoveAsync(id);

        Assert.Equal((ChangeOutcome.Rejected, ChangeOutcome.Rejected), (edited.Outcome, removed.Outcome));
        Assert.Equal("a letter", await File.ReadAllTextAsync(_bench.File, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task The_hub_is_told_of_each_change_and_again_when_an_attempt_is_made_again()
    {
        await using var hub = await HubStandIn.OpenAsync();
        (_bench.Settings.SelfAddress, _bench.Settings.Hub) = (new Uri("https://stars.example/live.atom"), hub.Address);
        var id = await PostAsync("live");
        hub.Next = Fault.ActAndCut;

        var edited = await EditAsync(id, "ended");
        var again = await EditAsync(id, "ended");
        var removed = await RemoveAsync(id);

        Assert.Equal(ChangeOutcome.Done, edited.Outcome);
        Assert.Contains("could not be told", edited.Detail);
        Assert.Equal(("In the feed. The hub was told.", "Taken out of the feed. The hub was told."), (again.Detail, removed.Detail));
        Assert.Equal(4, hub.Told.Count);
    }

    private IReadOnlyList<string?> Titles => [.. _bench.Entries.Select(static e => Bench.Text(e, "title"))];

    private async Task<string> PostAsync(string text, string key = "dlv_01") =>
        (await _bench.DeliverAsync(RenderedTexts.Of(text), key)).RemoteId!;

    private Task<ChangeResult> EditAsync(string id, string text) =>
        _bench.EditAsync(
            id,
            RenderedTexts.Of(text, links: text.Contains("https://youtu.be/x", StringComparison.Ordinal) ? ["https://youtu.be/x"] : [])
        );

    private Task<ChangeResult> RemoveAsync(string id) => _bench.RemoveAsync(id);
}

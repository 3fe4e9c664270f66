using LiveIp.Host.Broadcasts;
using LiveIp.Host.Events;

namespace LiveIp.Host.Tests.Broadcasts;

public sealed class BroadcastTimelineTests
{
    [Fact]
    public void Parts_that_overlap_are_one_broadcast_named_after_the_first_that_was_told()
    {
        var all = Timeline([Part("a", 5, 0, 60), Part("b", 3, 59, 90), Part("c", 9, 90, 120), Part("a", 11, 130, null)]).All;

        Assert.Equal([3L, 9L, 11L], all.Select(static b => b.Id));
        Assert.Equal([5L, 3L], all[0].Parts.Select(static p => p.Began));
        Assert.Equal((Told.At(0), Told.At(90)), (all[0].Start, all[0].End));
        Assert.Null(all[2].End);
    }

    [Fact]
    public void One_that_is_live_holds_together_what_comes_after_it() =>
        Assert.Equal(2, Assert.Single(Timeline([Part("a", 1, 0, null), Part("b", 2, 500, 600)]).All).Parts.Count);

    [Fact]
    public void Every_sequence_that_it_was_made_of_leads_to_it_and_the_older_word_wins()
    {
        var notes = new Dictionary<long, BroadcastNotes>
        {
            [2] = new()
            {
                Title = "younger",
                Labels = new Dictionary<string, string> { ["topic"] = "chess", ["slot"] = "late" },
            },
            [1] = new() { Labels = new Dictionary<string, string> { ["topic"] = "coding" } },
            [7] = new() { Labels = new Dictionary<string, string> { ["topic"] = "of another" } },
        };

        var timeline = Timeline([Part("a", 1, 0, 60), Part("b", 2, 10, 50)], notes);

        Assert.Same(timeline.Find(1), timeline.Find(2));
        var only = Assert.Single(timeline.All);
        Assert.Equal("younger", only.Title);
        Assert.Equal(
            new SortedDictionary<string, string> { ["slot"] = "late", ["topic"] = "coding" }.AsEnumerable(),
            only.Labels.AsEnumerable()
        );
        Assert.Null(timeline.Find(7));
    }

    [Fact]
    public void Near_is_within_the_grace_time_of_the_channel()
    {
        var timeline = Timeline([Part("a", 1, 0, 60), Part("b", 2, 100, null)]);

        Assert.Single(timeline.Near("channels/a", Told.At(70), Told.At(80)));
        Assert.Empty(timeline.Near("channels/a", Told.At(70.1), Told.At(80)));
        Assert.Single(timeline.Near("channels/b", Told.At(900), Told.At(901)));
        Assert.Empty(timeline.Near("channels/b", Told.At(1), Told.At(89)));
    }

    private static BroadcastTimeline Timeline(IEnumerable<PartRecord> parts, Dictionary<long, BroadcastNotes>? notes = null) =>
        BroadcastTimeline.Of(parts, notes ?? []);

    private static PartRecord Part(string channel, long began, double start, double? end) =>
        new()
        {
            Channel = new LoggedChannel(channel[0], $"channels/{channel}", "twitch"),
            Start = Told.At(start),
            End = end is { } minutes ? Told.At(minutes) : null,
            PlatformIds = [],
            Title = "",
            Category = "",
            Sequences = [began],
            Began = began,
            IsImported = false,
            IsHistory = false,
        };
}

using LiveIp.Host.Broadcasts;
using LiveIp.Host.Events;
using State = LiveIp.V1.BroadcastState.Types.State;

namespace LiveIp.Host.Tests.Broadcasts;

public sealed class ChannelIntervalsTests
{
    private const double Later = 10_000;
    private static readonly HeardAt Nothing = new(Later, ofViewers: false);

    [Fact]
    public void A_part_begins_when_it_was_told_to_begin_and_ends_when_it_was_told_to_end() =>
        Is([(0, 60), (120, 180)], Parts(Nothing, Told.Started(0, "a"), Told.Ended(60, "a"), Told.Started(120), Told.Ended(180)));

    [Fact]
    public void What_comes_back_within_ten_minutes_goes_on_and_has_both_ids()
    {
        var part = Assert.Single(
            Parts(
                Nothing,
                Told.Started(0, "a"),
                Told.Ended(60, "a"),
                Told.Started(70, "b"),
                Told.Ended(90, "b"),
                Told.Started(90 + 9, "a"),
                Told.Ended(120, "a")
            )
        );
        Assert.Equal((0d, 120d), Minutes(part));
        Assert.Equal(["a", "b"], part.PlatformIds);
        Is([(0, 60), (70.1, 90)], Parts(Nothing, Told.Started(0, "a"), Told.Ended(60, "a"), Told.Started(70.1, "b"), Told.Ended(90, "b")));
    }

    [Fact]
    public void Told_twice_changes_nothing_and_the_first_end_counts() =>
        Is([(0, 60)], Parts(Nothing, Told.Started(0, "a"), Told.Started(1, "a"), Told.Ended(60, "a"), Told.Ended(65, "a"), Told.Ended(69)));

    [Fact]
    public void Without_ids_too() => Is([(0, 60)], Parts(Nothing, Told.Started(0), Told.Started(1), Told.Ended(60), Told.Ended(65)));

    [Fact]
    public void The_end_of_a_chat_is_the_end_where_no_other_is_told()
    {
        Is([(0, 62)], Parts(Nothing, Told.Started(0, "a"), Told.ChatEnded(62, "a")));
        Is([(0, 60)], Parts(Nothing, Told.Started(0, "a"), Told.ChatEnded(62, "a"), Told.Ended(60, "a")));
        Is([(0, 60)], Parts(Nothing, Told.Started(0, "a"), Told.ChatEnded(50, "a"), Told.Ended(60, "a")));
    }

    [Fact]
    public void The_end_of_a_connection_and_a_plan_are_neither_beginning_nor_end() =>
        Is([(0, 60)], Parts(Nothing, Told.State(State.Scheduled, -30), Told.Started(0), Told.State(State.FeedEnded, 30), Told.Ended(60)));

    [Fact]
    public void An_end_that_names_no_broadcast_ends_the_one_that_runs_and_one_that_names_another_does_not()
    {
        Is([(0, 60)], Parts(Nothing, Told.Started(0, "a"), Told.Ended(60)));
        Is([(0, 60)], Parts(Nothing, Told.Started(0), Told.Ended(60, "a")));
        Is([(0, 90)], Parts(Nothing, Told.Started(0, "a"), Told.Ended(60, "b"), Told.Ended(90, "a")));
    }

    [Fact]
    public void A_host_that_came_late_knows_it_from_the_first_that_it_heard()
    {
        Is([(20, 60)], Parts(new HeardAt(60, ofViewers: false, 20, 21, 50), Told.Ended(60, "a")));
        Is([], Parts(Nothing, Told.Ended(60, "a")));
        // What was heard more than three hours before is of another time.
        Is([(500, 600)], Parts(new HeardAt(600, ofViewers: true, 100, 500, 590), Told.Ended(600)));
        // The one before has its end.
        Is(
            [(0, 30), (70, 90)],
            Parts(new HeardAt(90, ofViewers: true, 10, 30, 70, 80), Told.Started(0), Told.Ended(30), Told.Ended(90, "b"))
        );
    }

    [Fact]
    public void Without_an_end_before_the_next_it_ended_when_it_was_last_heard()
    {
        var heard = new HeardAt(Later, ofViewers: true, 1, 40, 600, 610);
        Is([(0, 40), (600, 620)], Parts(heard, Told.Started(0, "a"), Told.Started(600, "b"), Told.Ended(620, "b")));
        Is([(0, 40), (600, 620)], Parts(heard, Told.Started(0), Told.Started(600), Told.Ended(620)));
        Is([(0, 0), (600, 620)], Parts(Nothing, Told.Started(0), Told.Started(600), Told.Ended(620)));
    }

    [Theory]
    // Quiet, but connected.
    [InlineData(95, false, 95, null)]
    // The connection broke off more than ten minutes ago.
    [InlineData(100, false, 89, 89d)]
    [InlineData(88, true, 88, null)]
    // The platform tells of no more viewers.
    [InlineData(100, true, 100, 80d)]
    // So quiet for so long that its end must have been missed.
    [InlineData(400, false, 400, 80d)]
    public void It_is_live_while_it_is_heard(double now, bool ofViewers, double lastHeard, double? end)
    {
        var heard = new HeardAt(lastHeard, ofViewers, 1, 80);
        var part = Assert.Single(PartRecord.Of(Channel, ChannelIntervals.Of([Told.Started(0, "a")], heard, Told.At(now), out var guessed)));

        Assert.True(guessed);
        Assert.Equal((0d, end), Minutes(part));
    }

    [Fact]
    public void Numbers_of_viewers_go_before_what_is_heard_in_a_chat_that_stays_open()
    {
        var part = Assert.Single(
            PartRecord.Of(
                Channel,
                ChannelIntervals.Of([Told.Started(0, "a")], new HeardAt(120, ofViewers: true, 1, 80), Told.At(120), out _)
            )
        );
        Assert.Equal((0d, 80d), Minutes(part));
    }

    [Fact]
    public void What_ends_and_begins_in_the_same_second_goes_on_and_a_single_moment_is_a_part()
    {
        Is([(0, 90)], Parts(Nothing, Told.Started(0), Told.Ended(60), Told.Started(60), Told.Ended(90)));
        Is([(5, 5)], Parts(Nothing, Told.Started(5), Told.Ended(5)));
        Is([(5, 5)], Parts(Nothing, Told.Started(5, "a"), Told.Ended(5, "a")));
    }

    internal static LoggedChannel Channel { get; } = new(1, "channels/one", "twitch");

    internal static PartRecord[] Parts(IHeardMoments heard, params IReadOnlyList<ReportedState> states) =>
        [.. PartRecord.Of(Channel, ChannelIntervals.Of(states, heard, Told.At(Later), out _))];

    private static (double, double?) Minutes(PartRecord part) => (Minutes(part.Start), part.End is { } end ? Minutes(end) : null);

    private static double Minutes(long at) => Math.Round((at - Told.At(0)) / 60_000.0, 2);

    private static void Is((double, double?)[] expected, PartRecord[] parts) => Assert.Equal(expected, parts.Select(Minutes));
}

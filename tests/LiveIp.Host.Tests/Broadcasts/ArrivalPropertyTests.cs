using CsCheck;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Events;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using State = LiveIp.V1.BroadcastState.Types.State;

namespace LiveIp.Host.Tests.Broadcasts;

/// <summary>However often and in whatever order states come in, the parts are the same.</summary>
public sealed class ArrivalPropertyTests
{
    private static readonly State[] Kinds = [State.Started, State.Ended, State.ChatEnded, State.FeedEnded, State.Started, State.Ended];

    // A small world, so that all of it meets: the same minute, the same broadcast, none at all.
    private static readonly Gen<ReportedState> One = Gen.Select(
        Gen.Int[0, Kinds.Length - 1],
        Gen.Int[0, 40],
        Gen.Int[0, 3],
        Gen.Int[0, 9],
        static (kind, step, broadcast, repeat) =>
            Told.State(Kinds[kind], step * 4, broadcast == 3 ? "" : $"b{broadcast}", $"{kind}-{step}-{broadcast}-{repeat / 8}")
    );

    private static readonly Gen<double[]> Heard = Gen.Int[0, 160]
        .Array[0, 30]
        .Select(static m => m.Select(static i => (double)i).ToArray());

    [Fact]
    public void The_order_does_not_matter_and_parts_of_a_channel_never_touch() =>
        Gen.Select(One.Array[0, 14], Heard, Gen.Bool)
            .SelectMany(static w => Gen.Shuffle<ReportedState>(w.Item1).Select(shuffled => (World: w, Shuffled: shuffled)))
            .Sample(
                static (w, shuffled) =>
                {
                    var (states, minutes, ofViewers) = w;
                    var heard = new HeardAt(minutes.DefaultIfEmpty(0).Max(), ofViewers, minutes);

                    var one = ChannelIntervalsTests.Parts(heard, Distinct(states));
                    var other = ChannelIntervalsTests.Parts(heard, Distinct(shuffled));

                    Assert.Equal(one.Select(Facts), other.Select(Facts));
                    foreach (var (before, after) in one.Zip(one.Skip(1)))
                    {
                        Assert.True(after.Start - before.End > ChannelIntervals.Grace.TotalMilliseconds);
                        Assert.NotNull(before.End);
                    }

                    Assert.All(one, static p => Assert.True(p.End is null || p.Start <= p.End));
                    // Whatever began is part of something, and nothing is part of two.
                    var used = one.SelectMany(static p => p.Sequences).ToArray();
                    Assert.Equal(used.Length, used.Distinct().Count());
                    Assert.Empty(Distinct(states).Where(static s => s.State == State.Started).Select(static s => s.Sequence).Except(used));
                },
                iter: 20_000
            );

    [Fact]
    public Task Nor_does_it_matter_through_the_log_with_repeats_revisions_and_restarts() =>
        Gen.Select(
                Gen.Select(Gen.Int[0, 3], Gen.Int[0, 30], Gen.Int[0, 2], Gen.Int[0, 2]).Array[1, 12],
                Gen.Int[1, 5],
                static (all, cut) =>
                    (
                        Events: all.Select(static e => Make(e.Item1, e.Item2, e.Item3, e.Item4))
                            .DistinctBy(static e => (e.Id, e.Revision))
                            .ToArray(),
                        Cut: cut
                    )
            )
            .SelectMany(static w => Gen.Shuffle<LiveEvent>(w.Events).Select(shuffled => (w.Events, Shuffled: shuffled, w.Cut)))
            .SampleAsync(
                static async (events, shuffled, cut) =>
                {
                    var expected = await PartsAsync(events, events.Length, keepOpen: true);
                    Assert.Equal(expected, await PartsAsync(shuffled, cut, keepOpen: false));
                },
                iter: 60
            );

    private static LiveEvent Make(int kind, int step, int broadcast, int revision)
    {
        // The id of a state tells what it is of; a later revision moves it.
        var told = Told.Event(
            kind % 2 == 0 ? State.Started : State.Ended,
            (step * 5) + revision,
            broadcast == 2 ? "" : $"b{broadcast}",
            id: $"{kind}-{step}-{broadcast}"
        );
        told.Revision = revision;
        return told;
    }

    private static async Task<string[]> PartsAsync(LiveEvent[] events, int cut, bool keepOpen)
    {
        using var directory = new TempDirectory();
        await using var log = SqliteEventLog.Open(directory.File("log.db"), TimeProvider.System);
        var broadcasts = new BroadcastDirectory(log, TimeProvider.System);
        foreach (var some in events.Chunk(cut))
        {
            await log.WriteAsync([.. some.Select(static e => e.Clone())]);
            await broadcasts.FollowAsync(always: false, Deadline.Token());
            if (!keepOpen)
            {
                broadcasts.Dispose();
                broadcasts = new(log, TimeProvider.System);
            }
        }

        var all = await broadcasts.ReadAsync(Deadline.Token());
        broadcasts.Dispose();
        return [.. all.All.SelectMany(static b => b.Parts).Select(Facts)];
    }

    private static ReportedState[] Distinct(ReportedState[] states)
    {
        // The log numbers what it takes, and takes each once.
        var sequence = 0L;
        return [.. states.DistinctBy(static s => s.Event).Select(s => s with { Sequence = ++sequence })];
    }

    private static string Facts(PartRecord part) => $"{part.Start} {part.End} {string.Join(',', part.PlatformIds)} {part.Sequences.Count}";
}

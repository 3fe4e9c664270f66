using LiveIp.Host.Broadcasts;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Events;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.Time.Testing;
using State = LiveIp.V1.BroadcastState.Types.State;

namespace LiveIp.Host.Tests.Broadcasts;

public sealed class BroadcastDirectoryTests : IAsyncDisposable
{
    private readonly TempDirectory _directory = new();
    private readonly FakeTimeProvider _clock = new(Sample.Start.AddHours(5));
    private readonly SqliteEventLog _log;

    public BroadcastDirectoryTests() => _log = SqliteEventLog.Open(_directory.File("log.db"), _clock);

    public async ValueTask DisposeAsync()
    {
        await _log.DisposeAsync();
        _directory.Dispose();
    }

    [Fact]
    public async Task Who_asks_sees_what_was_durable_before()
    {
        using var broadcasts = new BroadcastDirectory(_log, _clock);
        for (var i = 0; i < 20; i++)
        {
            await _log.WriteAsync(Told.Event(State.Started, i * 20, $"b{i}", "Night"), Told.Event(State.Ended, (i * 20) + 5, $"b{i}"));
            var all = (await broadcasts.ReadAsync(Deadline.Token())).All;
            Assert.Equal(i + 1, all.Count);
            Assert.Equal(((i * 2) + 1L, "Night"), (all[i].Id, all[i].Title));
        }
    }

    [Fact]
    public async Task Only_states_are_read_and_how_far_outlives_the_host()
    {
        await WriteShowAsync();
        using (var first = new BroadcastDirectory(_log, _clock))
        {
            await first.FollowAsync(always: false, Deadline.Token());
            await _log.WriteAsync([.. Enumerable.Range(0, 100).Select(static i => Sample.Chat($"c{i}"))]);
            Assert.Equal(102, await first.FollowAsync(always: false, Deadline.Token()));
            Assert.Equal(2, Cursor());
            await first.FollowAsync(always: true, Deadline.Token());
        }

        Assert.Equal(102, Cursor());
        // Were it read again from the log, it would not be there.
        await _log.MaintainAsync(static (c, _) => c.Run("DELETE FROM events"), Deadline.Token());
        using var second = new BroadcastDirectory(_log, _clock);
        Assert.Single((await second.ReadAsync(Deadline.Token())).All);
    }

    [Fact]
    public async Task What_was_only_in_memory_when_the_host_was_killed_is_read_again()
    {
        await WriteShowAsync();
        using (var first = new BroadcastDirectory(_log, _clock))
        {
            Assert.Single((await first.ReadAsync(Deadline.Token())).All);
        }

        Assert.Equal(0, Cursor());
        using var second = new BroadcastDirectory(_log, _clock);
        Assert.Single((await second.ReadAsync(Deadline.Token())).All);
    }

    [Fact]
    public async Task Dropped_it_is_the_same_again_and_titles_and_labels_are_still_there()
    {
        await WriteShowAsync();
        var before = await LabelAsync();
        await _log.MaintainAsync(static (c, _) => c.Run("DELETE FROM broadcast_states; DELETE FROM broadcast_cursor"), Deadline.Token());

        using var again = new BroadcastDirectory(_log, _clock);
        var after = Assert.Single((await again.ReadAsync(Deadline.Token())).All);

        Assert.Equal((before.Id, before.Start, before.End), (after.Id, after.Start, after.End));
        Assert.Equal(("Mine", "coding"), (after.Title, after.Labels["topic"]));
    }

    [Fact]
    public async Task A_later_revision_moves_the_end_and_keeps_the_id()
    {
        using var broadcasts = new BroadcastDirectory(_log, _clock);
        await WriteShowAsync();
        await broadcasts.FollowAsync(always: false, Deadline.Token());
        var moved = Told.Event(State.Started, 10, "a", id: "start");
        moved.Revision = 1;
        await _log.WriteAsync(moved);

        foreach (var directory in (BroadcastDirectory[])[broadcasts, new(_log, _clock)])
        {
            await directory.FollowAsync(always: false, Deadline.Token());
            var only = Assert.Single((await directory.ReadAsync(Deadline.Token())).All);
            Assert.Equal((1L, Told.At(10), Told.At(60)), (only.Id, only.Start, only.End));
        }
    }

    [Fact]
    public async Task A_late_state_that_joins_two_leaves_both_ids_and_the_older_labels()
    {
        using var broadcasts = new BroadcastDirectory(_log, _clock);
        var book = new BroadcastBook(broadcasts);
        await WriteShowAsync();
        await _log.WriteAsync(Told.Event(State.Started, 100, "b"), Told.Event(State.Ended, 130, "b"));
        await book.UpdateAsync(3, null, new Dictionary<string, string> { ["topic"] = "chess" }, Deadline.Token());
        await _log.WriteAsync(
            Sample.Batch(Told.Event(State.Started, 30, "yt"), Told.Event(State.Ended, 110, "yt")) with
            {
                Channel = "channels/two",
                Platform = "youtube",
            }
        );

        var all = await broadcasts.ReadAsync(Deadline.Token());

        var joined = Assert.Single(all.All);
        Assert.Equal((1L, 3), (joined.Id, joined.Parts.Count));
        Assert.Same(joined, all.Find(3));
        Assert.Equal("chess", joined.Labels["topic"]);
        await book.UpdateAsync(3, null, new Dictionary<string, string> { ["topic"] = "" }, Deadline.Token());
        Assert.Empty((await broadcasts.ReadAsync(Deadline.Token())).All[0].Labels);
    }

    [Fact]
    public async Task While_it_is_written_watchers_still_read_from_memory()
    {
        await WriteShowAsync();
        using var broadcasts = new BroadcastDirectory(_log, _clock);
        await broadcasts.FollowAsync(always: true, Deadline.Token());
        Assert.True(_log.Head.Holds(1));
    }

    [Fact]
    public async Task It_is_live_on_the_hosts_clock_and_over_when_the_channel_falls_silent()
    {
        using var broadcasts = new BroadcastDirectory(_log, _clock);
        var now = (_clock.GetUtcNow() - Sample.Start).TotalMinutes;
        await _log.WriteAsync(Sample.Batch(Told.Event(State.Started, now - 5, "a")) with { HeardAt = _clock.GetUtcNow() });
        Assert.Null(Assert.Single((await broadcasts.ReadAsync(Deadline.Token())).All).End);

        _clock.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal(Told.At(now), Assert.Single((await broadcasts.ReadAsync(Deadline.Token())).All).End);
    }

    private async Task<BroadcastRecord> LabelAsync()
    {
        using var broadcasts = new BroadcastDirectory(_log, _clock);
        return (
            await new BroadcastBook(broadcasts).UpdateAsync(
                1,
                "Mine",
                new Dictionary<string, string> { ["topic"] = "coding" },
                Deadline.Token()
            )
        )!;
    }

    private Task WriteShowAsync() =>
        _log.WriteAsync(Told.Event(State.Started, 0, "a", "Night", "start"), Told.Event(State.Ended, 60, "a", id: "end"));

    private long Cursor()
    {
        using var connection = _log.Database.OpenReader();
        return BroadcastStore.Cursor(connection);
    }
}

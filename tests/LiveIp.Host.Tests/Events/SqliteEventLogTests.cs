using LiveIp.Host.Events;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Tests.Events;

public sealed class SqliteEventLogTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task Stores_events_with_what_the_host_knows_of_them()
    {
        await using var log = Open();
        await log.WriteAsync(Sample.Chat("a", text: "你好"), Sample.Likes("b", 3));

        var stored = log.Read(0, 10);
        Assert.Equal([1, 2], stored.Select(static e => e.Sequence));
        Assert.Equal([LiveEvent.BodyOneofCase.ChatMessage, LiveEvent.BodyOneofCase.Reaction], stored.Select(static e => e.Kind));
        var chat = stored[0].Parse();
        Assert.Equal(
            (1, "a", Sample.Channel, "twitch", "你好"),
            (chat.Sequence, chat.Id, chat.Channel, chat.Platform, chat.ChatMessage.Text)
        );
        Assert.NotNull(chat.ReceivedAt);
        Assert.Equal(Google.Protobuf.MessageExtensions.ToByteArray(chat), stored[0].Bytes.ToArray());
        Assert.Equal(2, log.LastSequence);
    }

    [Fact]
    public async Task Drops_repeats_and_accepts_higher_revisions_alone()
    {
        await using var log = Open();
        var counts = new List<(int, int)>();
        var batch = Sample.Batch(
            Sample.Gift("g", 1, "x", revision: 1),
            Sample.Gift("g", 1, "x", revision: 1),
            Sample.Gift("g", 3, "x", revision: 3),
            Sample.Gift("g", 2, "x", revision: 2)
        );
        await log.WriteAsync(batch with { Committed = (accepted, dropped) => counts.Add((accepted, dropped)) });
        await log.WriteAsync(Sample.Gift("g", 3, "x", revision: 3), Sample.Gift("h", 1, "x"));

        Assert.Equal([(2, 2)], counts);
        Assert.Equal([("g", 1), ("g", 3), ("h", 0)], log.Read(0, 10).Select(static e => e.Parse()).Select(static e => (e.Id, e.Revision)));
    }

    [Fact]
    public async Task The_same_id_on_another_channel_is_another_event()
    {
        await using var log = Open();
        await log.WriteAsync(Sample.Chat("a"));
        await log.WriteAsync(Sample.Batch(Sample.Chat("a")) with { Channel = "channels/two", Platform = "bilibili" });

        Assert.Equal([Sample.Channel, "channels/two"], log.Read(0, 10).Select(static e => e.Channel));
    }

    [Fact]
    public async Task Ids_that_share_a_hash_are_told_apart()
    {
        await using var log = Open(new() { IdHash = static _ => static _ => 7 });
        await log.WriteAsync(Sample.Chat("a"), Sample.Chat("b"), Sample.Chat("c"));
        await log.WriteAsync(Sample.Chat("b"), Sample.Gift("c", 1, "x", revision: 1), Sample.Chat("d"), Sample.Chat("a"));

        Assert.Equal(["a", "b", "c", "c", "d"], log.Read(0, 10).Select(static e => e.Parse().Id));
    }

    [Fact]
    public async Task Everything_is_there_after_a_restart()
    {
        string id;
        await using (var log = Open())
        {
            id = log.LogId;
            await log.WriteAsync(Sample.Batch(Sample.Chat("a"), Sample.Chat("b")) with { Checkpoint = "page 2" });
        }

        await using (var log = Open())
        {
            Assert.Equal((id, 2), (log.LogId, log.LastSequence));
            Assert.Equal(new ChannelMark("page 2", Sample.Start), log.GetMark(Sample.Channel));
            await log.WriteAsync(Sample.Chat("a"), Sample.Chat("c"));
            Assert.Equal([(1, "a"), (2, "b"), (3, "c")], log.Read(0, 10).Select(static e => (e.Sequence, e.Parse().Id)));
        }
    }

    [Fact]
    public async Task Sequences_are_not_used_again_when_events_were_taken_out()
    {
        await using (var log = Open())
        {
            await log.WriteAsync(Sample.Chat("a"), Sample.Chat("b"));
        }

        Execute("DELETE FROM events");
        await using (var log = Open())
        {
            Assert.Equal(3, log.OldestSequence);
            await log.WriteAsync(Sample.Chat("c"));
            Assert.Equal(3, log.Read(0, 10).Single().Sequence);
        }
    }

    [Fact]
    public async Task A_batch_may_carry_the_time_heard_or_a_checkpoint_alone()
    {
        await using var log = Open();
        Assert.Null(log.GetMark(Sample.Channel));
        await log.WriteAsync(Sample.Batch() with { Checkpoint = "c1" });
        await log.WriteAsync(Sample.Batch() with { HeardAt = Sample.Start.AddMinutes(1) });

        Assert.Equal(new ChannelMark("c1", Sample.Start.AddMinutes(1)), log.GetMark(Sample.Channel));
        Assert.Equal(0, log.LastSequence);
    }

    [Fact]
    public async Task Closing_makes_durable_what_was_accepted()
    {
        await using (var log = Open())
        {
            for (var i = 0; i < 500; i++)
            {
                await log.AppendAsync(Sample.Batch(Sample.Chat($"e{i}")) with { Checkpoint = $"{i}" }, Deadline.Token());
            }
        }

        await using var again = Open();
        Assert.Equal((500, "499"), (again.LastSequence, again.GetMark(Sample.Channel)!.Checkpoint));
        await Assert.ThrowsAsync<EventLogException>(async () =>
        {
            await again.CloseAsync(Deadline.Token());
            await again.AppendAsync(Sample.Batch(), Deadline.Token());
        });
    }

    [Fact]
    public async Task A_writer_that_fails_tells_its_callers_and_loses_nothing()
    {
        await using var log = Open(new() { RetryPause = TimeSpan.FromMilliseconds(20), BusyTimeout = TimeSpan.FromSeconds(1) });
        await log.WriteAsync(Sample.Batch(Sample.Chat("before")) with { Checkpoint = "1" });

        using (var thief = new SqliteConnection($"Data Source={_directory.File("log.db")};Pooling=False"))
        {
            thief.Open();
            using var command = thief.CreateCommand();
            command.CommandText = "BEGIN IMMEDIATE";
            command.ExecuteNonQuery();

            await log.AppendAsync(Sample.Batch(Sample.Chat("during")) with { Checkpoint = "2" }, Deadline.Token());
            await Assert.ThrowsAsync<EventLogException>(() => log.FlushAsync(Deadline.Token()));
            await Assert.ThrowsAsync<EventLogException>(async () =>
                await log.AppendAsync(Sample.Batch(Sample.Chat("refused")), Deadline.Token())
            );
            Assert.Equal("1", log.GetMark(Sample.Channel)!.Checkpoint);
        }

        await log.WaitForMoreAsync(1, Deadline.Token());
        Assert.Equal("2", log.GetMark(Sample.Channel)!.Checkpoint);
        Assert.Equal([(1, "before"), (2, "during")], log.Read(0, 10).Select(static e => (e.Sequence, e.Parse().Id)));
    }

    [Fact]
    public async Task A_failure_in_the_middle_of_a_batch_leaves_neither_events_nor_checkpoint()
    {
        await using var log = Open(new() { RetryPause = TimeSpan.FromMilliseconds(20) });
        // The second event of the batch meets it, behind the first.
        Execute("CREATE TRIGGER broken BEFORE INSERT ON events WHEN new.seq = 2 BEGIN SELECT raise(ABORT, 'disk full'); END");
        await log.AppendAsync(Sample.Batch(Sample.Likes("a", 5), Sample.Likes("b", 5)) with { Checkpoint = "1" }, Deadline.Token());
        await Assert.ThrowsAsync<EventLogException>(() => log.FlushAsync(Deadline.Token()));
        Assert.Equal((0L, null), (log.LastSequence, log.GetMark(Sample.Channel)));
        Assert.Equal(0L, Execute("SELECT count(*) FROM metric_points"));

        Execute("DROP TRIGGER broken");
        await log.WaitForMoreAsync(1, Deadline.Token());
        Assert.Equal("1", log.GetMark(Sample.Channel)!.Checkpoint);
        Assert.Equal(10L, Execute("SELECT sum FROM metric_points"));
    }

    [Fact]
    public async Task Refuses_what_cannot_be_told_apart()
    {
        await using var log = Open();
        await log.WriteAsync(Sample.Chat("a"));

        await Assert.ThrowsAsync<ArgumentException>(() => log.WriteAsync(Sample.Chat("")));
        await Assert.ThrowsAsync<ArgumentException>(() => log.WriteAsync(Sample.Batch() with { Platform = "youtube" }));
        Assert.Equal(1, log.LastSequence);
    }

    [Fact]
    public async Task Big_batches_are_split_and_their_checkpoint_stays_behind_the_last_event()
    {
        await using var log = Open(new() { GroupSize = 10 });
        var batch = Sample.Batch([.. Enumerable.Range(0, 95).Select(static i => Sample.Chat($"e{i}"))]) with { Checkpoint = "end" };
        await log.WriteAsync(batch);

        Assert.Equal(Enumerable.Range(0, 95).Select(static i => $"e{i}"), log.Read(0, 200).Select(static e => e.Parse().Id));
        Assert.Equal("end", log.GetMark(Sample.Channel)!.Checkpoint);
    }

    [Fact]
    public async Task Reads_by_channel_platform_kind_and_time()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(Sample.Start);
        await using var log = SqliteEventLog.Open(_directory.File("log.db"), clock);
        await log.WriteAsync(Sample.Chat("a"), Sample.Likes("b", 1));
        clock.Advance(TimeSpan.FromSeconds(90));
        await log.WriteAsync(Sample.Batch(Sample.Chat("c")) with { Channel = "channels/two", Platform = "bilibili" });
        clock.Advance(TimeSpan.FromSeconds(90));
        await log.WriteAsync(Sample.Chat("d"));

        string[] Ids(LogFilter filter, long after = 0, int limit = 10) =>
            [.. log.Read(after, limit, filter).Select(static e => e.Parse().Id)];
        Assert.Equal(["a", "b", "d"], Ids(new() { Channels = [Sample.Channel] }));
        Assert.Equal(["a", "b", "c", "d"], Ids(new() { Channels = [Sample.Channel, "channels/two"] }));
        Assert.Equal(["c"], Ids(new() { Platforms = ["bilibili"] }));
        Assert.Empty(Ids(new() { Platforms = ["bilibili"], Channels = [Sample.Channel] }));
        Assert.Empty(Ids(new() { Channels = ["channels/none"] }));
        Assert.Equal(["b"], Ids(new() { Kinds = [LiveEvent.BodyOneofCase.Reaction] }));
        Assert.Equal(["c", "d"], Ids(new() { From = Sample.Start.AddSeconds(1) }));
        Assert.Equal(["c"], Ids(new() { From = Sample.Start.AddSeconds(90), To = Sample.Start.AddSeconds(180) }));
        Assert.Equal(["a", "b"], Ids(new() { To = Sample.Start.AddTicks(1) }));
        Assert.Empty(Ids(new() { To = Sample.Start }));
        Assert.Empty(Ids(new() { From = Sample.Start.AddDays(1) }));
        Assert.Equal(["b", "c"], Ids(new(), after: 1, limit: 2));
    }

    [Fact]
    public async Task Many_writers_at_once_get_a_strict_order_and_a_full_queue_makes_them_wait()
    {
        await using var log = Open(new() { QueueCapacity = 2 });
        await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(writer =>
                    Task.Run(async () =>
                    {
                        for (var i = 0; i < 50; i++)
                        {
                            var batch = Sample.Batch(Sample.Chat($"{writer}-{i}")) with { Channel = $"channels/{writer}" };
                            await log.AppendAsync(batch, Deadline.Token());
                        }

                        await log.FlushAsync(Deadline.Token());
                        Assert.Equal(50, log.Read(0, 1000, new() { Channels = [$"channels/{writer}"] }).Count);
                    })
                )
        );

        Assert.Equal(Enumerable.Range(1, 400).Select(static i => (long)i), log.Read(0, 1000).Select(static e => e.Sequence));
    }

    [Fact]
    public async Task Waiting_ends_with_the_next_event_and_not_before()
    {
        await using var log = Open();
        var waiting = log.WaitForMoreAsync(1, Deadline.Token());
        await log.WriteAsync(Sample.Chat("a"));
        Assert.False(waiting.IsCompleted);
        await log.WriteAsync(Sample.Chat("b"));
        await waiting;
    }

    private SqliteEventLog Open(EventLogSettings? settings = null) =>
        SqliteEventLog.Open(_directory.File("log.db"), TimeProvider.System, settings);

    private object? Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_directory.File("log.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}

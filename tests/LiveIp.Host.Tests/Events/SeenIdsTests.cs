using LiveIp.Host.Events;
using LiveIp.Host.Events.Seen;
using LiveIp.Host.Metrics;
using LiveIp.Host.Storage;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Tests.Events;

public sealed class SeenIdsTests : IDisposable
{
    private readonly TempDirectory _directory = new();

    public void Dispose() => _directory.Dispose();

    [Fact]
    public async Task A_later_state_replaces_the_earlier_whatever_time_it_carries_and_however_long_ago_that_was()
    {
        await using (var log = Open())
        {
            await log.WriteAsync(Sample.Gift("combo", 1, "x", seconds: 0, revision: 1));
            await log.WriteAsync(Fill(SeenMemory.PerChannel + 10));
        }

        await using (var log = Open())
        {
            var counts = new List<(int, int)>();
            var later = Sample.Batch(
                Sample.Gift("combo", 3, "x", seconds: 90, revision: 3),
                Sample.Gift("combo", 2, "x", seconds: 60, revision: 2)
            );
            await log.WriteAsync(later with { Committed = (accepted, dropped) => counts.Add((accepted, dropped)) });

            Assert.Equal([(1, 1)], counts);
            Assert.Equal(3L, Query("SELECT sum(sum) FROM metric_points WHERE metric = 'contributions.value'"));
        }
    }

    [Fact]
    public async Task A_message_that_is_told_again_with_another_time_is_a_repeat_also_after_a_restart()
    {
        await using (var log = Open())
        {
            await log.WriteAsync(Sample.Chat("a", seconds: 1));
            await log.WriteAsync(Sample.Chat("a", seconds: 2));
            Assert.Equal(1, log.LastSequence);
        }

        await using (var log = Open())
        {
            await log.WriteAsync(Sample.Chat("a", seconds: 3), Sample.Chat("b", seconds: 3));
            Assert.Equal(["a", "b"], log.Read(0, 10).Select(static e => e.Parse().Id));
        }
    }

    [Fact]
    public async Task An_old_message_is_still_known_when_it_comes_in_again()
    {
        await using (var log = Open())
        {
            await log.WriteAsync(Sample.Chat("old", seconds: -1000));
            await log.WriteAsync(Fill(SeenMemory.PerChannel + 10));
        }

        await using (var log = Open())
        {
            var last = log.LastSequence;
            await log.WriteAsync(Sample.Chat("old", seconds: -1000));
            Assert.Equal(last, log.LastSequence);
        }
    }

    [Fact]
    public async Task A_message_whose_time_the_host_made_up_is_known_at_any_time()
    {
        await using var log = Open();
        for (var second = 0; second < 2; second++)
        {
            var chat = Sample.Chat("a", seconds: second);
            chat.ReceivedAt = chat.OccurredAt.Clone();
            await log.WriteAsync(chat);
        }

        Assert.Equal(1, log.LastSequence);
        Assert.Equal(0L, Query("SELECT moment FROM seen"));
    }

    [Fact]
    public async Task A_file_of_format_1_is_brought_up_to_date_and_knows_what_it_held()
    {
        await using (var log = Open())
        {
            await log.WriteAsync(Sample.Chat("chat", seconds: 5), Sample.Gift("gift", 2, "x", seconds: 5, revision: 2));
            await log.WriteAsync(Sample.Gift("gift", 4, "x", seconds: 6, revision: 4));
        }

        // As the first version wrote it: by channel and another hash.
        Query(
            """
            DROP TABLE seen;
            DROP TABLE seen_runs;
            DROP TABLE speaker_runs;
            DROP TABLE channel_blocks;
            CREATE TABLE speakers (
                channel INTEGER NOT NULL, minute INTEGER NOT NULL, person INTEGER NOT NULL, messages INTEGER NOT NULL,
                PRIMARY KEY (channel, minute, person)
            ) WITHOUT ROWID;
            CREATE INDEX events_channel ON events (channel);
            CREATE TABLE seen (
                channel INTEGER NOT NULL, hash INTEGER NOT NULL, slot INTEGER NOT NULL, seq INTEGER NOT NULL, revision INTEGER NOT NULL,
                PRIMARY KEY (channel, hash, slot)
            ) WITHOUT ROWID;
            INSERT INTO seen VALUES (1, 111, 0, 1, 0), (1, 222, 0, 3, 4);
            PRAGMA user_version = 1;
            """
        );
        await using (var log = Open())
        {
            await log.WriteAsync(
                Sample.Chat("chat", seconds: 5),
                Sample.Gift("gift", 3, "x", seconds: 7, revision: 3),
                Sample.Gift("gift", 5, "x", seconds: 8, revision: 5)
            );

            Assert.Equal(
                [("chat", 0), ("gift", 2), ("gift", 4), ("gift", 5)],
                log.Read(0, 10).Select(static e => e.Parse()).Select(static e => (e.Id, e.Revision))
            );
        }

        Assert.Equal(3L, Query("PRAGMA user_version"));
        Assert.Equal(1L, Query("SELECT count(*) FROM seen"));
        Assert.Equal(1L, Query("SELECT count(*) FROM seen_runs"));
        Assert.Equal(0L, Query("SELECT count(*) FROM sqlite_master WHERE name IN ('seen_1', 'events_channel')"));
    }

    [Fact]
    public async Task A_file_of_format_2_is_brought_up_to_date_and_knows_what_it_held()
    {
        long[] hashes;
        await using (var log = Open())
        {
            await log.WriteAsync(Sample.Chat("a", seconds: 5.1), Sample.Chat("b", seconds: 5.9), Sample.Chat("c", seconds: 6));
            hashes = [.. new[] { "a", "b", "c" }.Select(KeyedHash.OfIds((byte[])Query("SELECT hash_key FROM head")!))];
        }

        // As the second version wrote it: every id in a row.
        var start = Sample.Start.ToUnixTimeMilliseconds();
        Query(
            $"""
            DROP TABLE seen_runs;
            DROP TABLE speaker_runs;
            DROP TABLE channel_blocks;
            CREATE TABLE speakers (
                channel INTEGER NOT NULL, minute INTEGER NOT NULL, person INTEGER NOT NULL, messages INTEGER NOT NULL,
                PRIMARY KEY (channel, minute, person)
            ) WITHOUT ROWID;
            CREATE INDEX events_channel ON events (channel);
            INSERT INTO seen VALUES
                (1, {start + 5100}, {hashes[0]}, 0, 1, 0), (1, {start + 5900}, {hashes[1]}, 0, 2, 0), (1, {start + 6000}, {hashes[
                2
            ]}, 0, 3, 0);
            INSERT INTO speakers VALUES (1, 10, 111, 3), (1, 10, 222, 1), (1, 11, 222, 1), (2, 10, 333, 2);
            PRAGMA user_version = 2;
            """
        );
        await using (var log = Open())
        {
            await log.WriteAsync(Sample.Chat("a", seconds: 5.1), Sample.Chat("b", seconds: 5.9), Sample.Chat("c", seconds: 6));
            await log.WriteAsync(Sample.Chat("d", seconds: 6));

            Assert.Equal(["a", "b", "c", "d"], log.Read(0, 10).Select(static e => e.Parse().Id));
            var channel = log.Channels.All.Single();
            Assert.Equal(4, log.Read(0, 10, new LogFilter { Channels = [channel.Name] }).Count);
            Assert.Equal(
                [(10, 2, 4), (11, 1, 1)],
                new SeriesReader(log.Database, log.Channels)
                    .SpeakerPoints(
                        channel,
                        new(DateTimeOffset.UnixEpoch.AddMinutes(10), DateTimeOffset.UnixEpoch.AddMinutes(12)),
                        SeriesPosition.Start,
                        10
                    )
                    .Select(static p => (p.Position.Minute, p.Value, p.Samples))
            );
        }

        Assert.Equal(0L, Query("SELECT count(*) FROM seen"));
    }

    [Fact]
    public void SipHash_is_the_published_function()
    {
        // Appendix A of the paper: key 00..0f, message 00..0e.
        var message = Enumerable.Range(0, 15).Select(static i => (byte)i).ToArray();
        Assert.Equal<ulong>(0xa129ca6149be45e5, KeyedHash.SipHash(0x0706050403020100, 0x0f0e0d0c0b0a0908, message));
        // The first of the reference implementation's vectors: no message at all.
        Assert.Equal<ulong>(0x726fdb47dd0e0e31, KeyedHash.SipHash(0x0706050403020100, 0x0f0e0d0c0b0a0908, []));
    }

    [Fact]
    public void Ids_of_any_length_have_a_hash_and_each_key_its_own()
    {
        var hash = KeyedHash.OfIds([1, 2, 3]);
        var big = new string('弹', 1000);
        Assert.Equal(hash(big), hash(big));
        Assert.NotEqual(hash(big), hash(big + "a"));
        Assert.NotEqual(hash("a"), KeyedHash.OfIds([1, 2, 4])("a"));
    }

    private static LiveEvent[] Fill(int count) =>
        [.. Enumerable.Range(0, count).Select(static i => Sample.Chat($"fill{i}", seconds: i * 0.01))];

    private SqliteEventLog Open() => SqliteEventLog.Open(_directory.File("log.db"), TimeProvider.System);

    private object? Query(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_directory.File("log.db")};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}

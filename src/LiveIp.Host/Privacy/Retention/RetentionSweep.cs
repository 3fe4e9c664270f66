using LiveIp.Host.Broadcasts;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Channels.Tokens;
using LiveIp.Host.Events;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Privacy.Retention;

/// <summary>One walk over what is over age. The log is read beside the writer and changed on it in small steps.</summary>
internal sealed class RetentionSweep(
    SqliteEventLog log,
    RetentionRules rules,
    TokenBook tokens,
    BroadcastBook broadcasts,
    TimeProvider clock
)
{
    private const int Page = 1000;
    private const int Step = 100;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var channel in log.Channels.All.ToArray())
        {
            foreach (var content in Enum.GetValues<ContentClass>())
            {
                if (Cutoff(channel, content, now) is { } cutoff)
                {
                    await (
                        content == ContentClass.Aggregates
                            ? RemoveAggregatesAsync(channel, cutoff, cancellationToken)
                            : SweepAsync(channel, content, cutoff, cancellationToken)
                    ).ConfigureAwait(false);
                }
            }
        }
    }

    // What was received before this goes; null when nothing does.
    private DateTimeOffset? Cutoff(LoggedChannel channel, ContentClass content, DateTimeOffset now)
    {
        var rule = rules.Find(channel.Platform, content);
        return rule.Keep is not { } keep || (rule.WhileVerified && tokens.VerifiedAt(channel.Name) >= now - keep) ? null : now - keep;
    }

    private async Task SweepAsync(LoggedChannel channel, ContentClass content, DateTimeOffset cutoff, CancellationToken cancellationToken)
    {
        var due = cutoff.ToUnixTimeMilliseconds();
        var (after, bound) = Range(channel, content, due);
        var young = long.MaxValue;
        while (after < bound)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = Read(channel, after, bound);
            after = page.Count < Page ? bound : page[^1].Sequence;
            // Received times go back when the clock is set back: what stands behind a younger one is looked at again the next time.
            young = Math.Min(young, page.Where(r => r.ReceivedAt >= due).Select(static r => r.Sequence).FirstOrDefault(long.MaxValue));
            var old = page.Where(r => r.ReceivedAt < due && IsOf(content, r.Kind)).ToArray();
            if (content != ContentClass.Personal && Sequences(old, LiveEvent.BodyOneofCase.BroadcastState) is { Length: > 0 } states)
            {
                // Before the events go: a crash between the two must not leave their words behind for ever.
                await broadcasts.BlankAsync(states, cancellationToken).ConfigureAwait(false);
            }

            foreach (var some in (content == ContentClass.Personal ? old.Where(static r => HasPersonal(r)) : old).Chunk(Step))
            {
                await log.MaintainAsync(
                        (connection, _) =>
                        {
                            if (content == ContentClass.Personal)
                            {
                                Blank(connection, some);
                            }
                            else
                            {
                                Remove(connection, channel, some);
                            }
                        },
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }

            var reached = Math.Min(after, young - 1);
            await log.MaintainAsync((c, _) => Advance(c, channel, content, reached), cancellationToken).ConfigureAwait(false);
        }
    }

    private static void Blank(SqliteConnection connection, IEnumerable<Row> rows)
    {
        foreach (var row in rows)
        {
            LogRows.Rewrite(connection, row.Sequence, PersonalContent.Redact);
        }
    }

    // Ids stay among the seen ones, so that no backfill brings back what has gone.
    private void Remove(SqliteConnection connection, LoggedChannel channel, IReadOnlyList<Row> rows)
    {
        foreach (var row in rows)
        {
            connection.Run("DELETE FROM events WHERE seq = $seq", ("$seq", row.Sequence));
        }

        foreach (var kind in rows.GroupBy(static r => r.Kind))
        {
            connection.Run(
                """
                INSERT INTO removed_events VALUES ($channel, $kind, $through)
                ON CONFLICT DO UPDATE SET through_seq = max(through_seq, excluded.through_seq)
                """,
                ("$channel", channel.Ref),
                ("$kind", (int)kind.Key),
                ("$through", kind.Max(static r => r.Sequence))
            );
        }

        connection.Run("UPDATE ghosts SET possible = 1");
        log.Removed.Install(RemovedEvents.Load(connection));
    }

    private static long[] Sequences(IEnumerable<Row> rows, LiveEvent.BodyOneofCase kind) =>
        [.. rows.Where(r => r.Kind == kind).Select(static r => r.Sequence)];

    private async Task RemoveAggregatesAsync(LoggedChannel channel, DateTimeOffset cutoff, CancellationToken cancellationToken)
    {
        // When a broadcast was is worth as much as its numbers are, and no more.
        await broadcasts.RemoveAsync(channel, cutoff, cancellationToken).ConfigureAwait(false);
        foreach (var sql in Aggregates.Removals)
        {
            int removed;
            do
            {
                removed = 0;
                await log.MaintainAsync(
                        (connection, _) =>
                            removed = connection.Run(
                                sql,
                                ("$channel", channel.Ref),
                                ("$ms", cutoff.ToUnixTimeMilliseconds()),
                                ("$minute", (long)Math.Floor(cutoff.ToUnixTimeMilliseconds() / 60_000.0)),
                                ("$step", Step)
                            ),
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            } while (removed == Step);
        }
    }

    private (long After, long Bound) Range(LoggedChannel channel, ContentClass content, long due)
    {
        using var connection = log.Database.OpenReader();
        return (
            connection.Count(
                "SELECT through_seq FROM retention_progress WHERE channel = $channel AND action = $action",
                ("$channel", channel.Ref),
                ("$action", (int)content)
            ),
            connection.Count("SELECT max(last_seq) FROM received_minutes WHERE minute <= $minute", ("$minute", due / 60_000))
        );
    }

    private List<Row> Read(LoggedChannel channel, long after, long bound)
    {
        using var connection = log.Database.OpenReader();
        return connection.Rows(
            static r => new Row(r.GetInt64(0), (LiveEvent.BodyOneofCase)r.GetInt32(1), r.GetInt64(2), r.GetFieldValue<byte[]>(3)),
            $"""
            SELECT seq, kind, received_at, bytes FROM {ChannelBlocks.Events} WHERE {ChannelBlocks.Where} AND seq > $after AND seq <= $upTo
            ORDER BY {ChannelBlocks.Order} LIMIT $limit
            """,
            ("$channel", channel.Ref),
            ("$after", after),
            ("$upTo", bound),
            ("$limit", Page)
        );
    }

    private static void Advance(SqliteConnection connection, LoggedChannel channel, ContentClass content, long reached) =>
        connection.Run(
            "INSERT OR REPLACE INTO retention_progress VALUES ($channel, $action, $reached)",
            ("$channel", channel.Ref),
            ("$action", (int)content),
            ("$reached", reached)
        );

    // Gaps are the host's own words on what it did not hear, and hold nothing of a platform's: they stay.
    private static bool IsOf(ContentClass content, LiveEvent.BodyOneofCase kind) =>
        content switch
        {
            ContentClass.Personal => kind is not (LiveEvent.BodyOneofCase.Measurement or LiveEvent.BodyOneofCase.Gap),
            ContentClass.Statistics => kind == LiveEvent.BodyOneofCase.Measurement,
            _ => kind is not (LiveEvent.BodyOneofCase.Measurement or LiveEvent.BodyOneofCase.Gap),
        };

    private static bool HasPersonal(Row row) => PersonalContent.Redact(PersonalContent.Read(row.Bytes));

    private sealed record Row(long Sequence, LiveEvent.BodyOneofCase Kind, long ReceivedAt, byte[] Bytes);
}

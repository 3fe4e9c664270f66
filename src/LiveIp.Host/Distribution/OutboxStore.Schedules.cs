using LiveIp.Host.Channels.State;
using LiveIp.Host.Distribution.Scheduling;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Distribution;

// Schedules by a wall clock.
internal sealed partial class OutboxStore
{
    /// <summary>Of all posts of which something waits that was not attempted yet.</summary>
    public IReadOnlyList<PostSchedule> Schedules() =>
        database.Read(static c =>
            c.Rows(
                static r => new PostSchedule(
                    r.GetString(0),
                    new WallTime(WallTime.Parse(r.GetString(1))!.Value, r.GetString(2)),
                    r.Time(3),
                    r.GetInt64(4) is > 0 and var lasts ? TimeSpan.FromMilliseconds(lasts) : null
                ),
                """
                SELECT s.post_id, s.local_time, s.zone, s.instant, s.lasts FROM post_schedules s
                WHERE EXISTS (
                    SELECT 1 FROM deliveries d INDEXED BY deliveries_by_post WHERE d.post_id = s.post_id AND d.state = 1 AND d.attempts = 0
                )
                """
            )
        );

    /// <summary>
    /// Moves what still waits for the instant that was computed before. What a person gave another time, or what was attempted, stays.
    /// How many were moved.
    /// </summary>
    public int Reschedule(PostSchedule schedule, DateTimeOffset instant)
    {
        var moved = database.Write(c =>
        {
            (string, object)[] values =
            [
                ("$post", schedule.PostId),
                ("$old", schedule.Instant.ToUnixTimeMilliseconds()),
                ("$new", instant.ToUnixTimeMilliseconds()),
                ("$lasts", (long)(schedule.Lasts?.TotalMilliseconds ?? 0)),
                ("$now", clock.GetUtcNow().ToUnixTimeMilliseconds()),
            ];
            c.Run("UPDATE post_schedules SET instant = $new WHERE post_id = $post", values);
            var count = c.Run(
                """
                UPDATE deliveries INDEXED BY deliveries_by_post SET next_attempt_at = $new, updated_at = $now
                WHERE post_id = $post AND state = 1 AND attempts = 0 AND next_attempt_at = $old
                """,
                values
            );
            c.Run(
                """
                UPDATE delivery_terms SET not_before = $new, not_after = CASE WHEN $lasts > 0 THEN $new + $lasts ELSE not_after END
                WHERE not_before = $old AND delivery_id IN (SELECT id FROM deliveries WHERE post_id = $post AND state = 1 AND attempts = 0)
                """,
                values
            );
            return count;
        });
        Tell();
        return moved;
    }

    /// <summary>In the transaction that makes the post.</summary>
    private static void Schedule(SqliteConnection connection, string postId, DeliveryTerms terms)
    {
        if (terms.Wall is { } wall)
        {
            connection.Run(
                "INSERT INTO post_schedules (post_id, local_time, zone, instant, lasts) VALUES ($post, $local, $zone, $instant, $lasts)",
                ("$post", postId),
                ("$local", wall.Text),
                ("$zone", wall.Zone),
                ("$instant", terms.NotBefore.ToUnixTimeMilliseconds()),
                ("$lasts", terms.EndsByItself ? (long)(terms.NotAfter - terms.NotBefore).TotalMilliseconds : 0L)
            );
        }
    }
}

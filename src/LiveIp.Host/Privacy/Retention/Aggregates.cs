namespace LiveIp.Host.Privacy.Retention;

/// <summary>How the metric series are shortened, a step of rows at a time.</summary>
internal static class Aggregates
{
    /// <summary>Parameters: $channel, $ms and $minute (before which all goes), $step (rows).</summary>
    public static IReadOnlyList<string> Removals { get; } =
    [
        """
            DELETE FROM metric_points WHERE (channel, metric, currency, minute) IN (
                SELECT channel, metric, currency, minute FROM metric_points WHERE channel = $channel AND minute < $minute AND $ms = $ms LIMIT $step)
            """,
        """
            DELETE FROM speaker_runs WHERE (channel, minute, seq) IN (
                SELECT channel, minute, seq FROM speaker_runs WHERE channel = $channel AND minute < $minute AND $ms = $ms LIMIT $step)
            """,
        """
            DELETE FROM gauge_samples WHERE (channel, metric, at, id) IN (
                SELECT channel, metric, at, id FROM gauge_samples WHERE channel = $channel AND at < $ms AND $minute = $minute LIMIT $step)
            """,
        // A counter that still runs counts on from its last total; without that its whole height would be counted once more.
        """
            DELETE FROM counter_samples WHERE (channel, metric, subject, at, value, id) IN (
                SELECT c.channel, c.metric, c.subject, c.at, c.value, c.id FROM counter_samples c
                WHERE c.channel = $channel AND c.at < $ms AND $minute = $minute AND (
                    EXISTS (SELECT 1 FROM counter_samples n WHERE n.channel = c.channel AND n.metric = c.metric AND n.subject = c.subject
                        AND n.at > c.at AND n.at < $ms)
                    OR NOT EXISTS (SELECT 1 FROM counter_samples n WHERE n.channel = c.channel AND n.metric = c.metric
                        AND n.subject = c.subject AND n.at >= $ms))
                LIMIT $step)
            """,
    ];
}

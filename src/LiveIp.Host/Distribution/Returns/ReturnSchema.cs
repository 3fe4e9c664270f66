namespace LiveIp.Host.Distribution.Returns;

/// <summary>Tables of what comes back of posts. Times are Unix milliseconds. It only ever grows, by <c>IF NOT EXISTS</c>.</summary>
internal static class ReturnSchema
{
    public const string Sql = """
        -- Posts that are about a broadcast. platform: of the first link that names one; empty for none.
        CREATE TABLE IF NOT EXISTS post_broadcasts (
            post_id TEXT PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
            broadcast TEXT NOT NULL,
            platform TEXT NOT NULL
        ) WITHOUT ROWID;
        -- Deliveries that are read back. rung: how many of the ladder are over; due_at 0: no more.
        CREATE TABLE IF NOT EXISTS delivery_returns (
            delivery_id TEXT PRIMARY KEY REFERENCES deliveries (id) ON DELETE CASCADE,
            delivered_at INTEGER NOT NULL,
            rung INTEGER NOT NULL,
            failures INTEGER NOT NULL,
            due_at INTEGER NOT NULL,
            problem TEXT NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS delivery_returns_by_due ON delivery_returns (due_at) WHERE due_at > 0;
        -- As it was told, never changed. kind: as in DeliveryMetric; value NULL: not told, which is not 0.
        CREATE TABLE IF NOT EXISTS delivery_samples (
            delivery_id TEXT NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            sampled_at INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            value INTEGER,
            source TEXT NOT NULL,
            PRIMARY KEY (delivery_id, name, sampled_at)
        ) WITHOUT ROWID;
        """;
}

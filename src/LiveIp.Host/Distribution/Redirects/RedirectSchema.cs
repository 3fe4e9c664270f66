namespace LiveIp.Host.Distribution.Redirects;

/// <summary>Links that lead over the redirector. Times are Unix milliseconds. It only ever grows, by <c>IF NOT EXISTS</c>.</summary>
internal static class RedirectSchema
{
    public const string Sql = """
        -- A link of a post on one network. It outlives its post: what was published is clicked on for years. Nothing of those who
        -- click is in here, but how many.
        CREATE TABLE IF NOT EXISTS redirects (
            token TEXT PRIMARY KEY,
            delivery_id TEXT NOT NULL,
            link INTEGER NOT NULL,
            address TEXT NOT NULL,
            target TEXT NOT NULL,
            platform TEXT NOT NULL,
            broadcast TEXT NOT NULL,
            clicks INTEGER NOT NULL,
            clicked_at INTEGER NOT NULL,
            created_at INTEGER NOT NULL
        ) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS redirects_by_delivery ON redirects (delivery_id);
        CREATE INDEX IF NOT EXISTS redirects_by_time ON redirects (created_at) WHERE broadcast <> '';
        CREATE INDEX IF NOT EXISTS redirects_by_broadcast ON redirects (broadcast, created_at) WHERE broadcast <> '';
        """;
}

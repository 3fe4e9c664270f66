namespace LiveIp.Host.Distribution.Announcing;

/// <summary>The tables of the announcer. They only ever grow, by <c>IF NOT EXISTS</c>.</summary>
internal static class AnnouncerSchema
{
    public const string Sql = """
        -- One row at most: how to announce.
        CREATE TABLE IF NOT EXISTS announcer (one INTEGER PRIMARY KEY CHECK (one = 1), body BLOB NOT NULL);
        -- What is otherwise for one broadcast, by the name that it was said for.
        CREATE TABLE IF NOT EXISTS announcement_overrides (broadcast TEXT PRIMARY KEY, body BLOB NOT NULL, changed_at INTEGER NOT NULL);
        -- A broadcast that was seen on air. broadcast: a sequence of its states in the log; edits: made so far, each has a request_id.
        CREATE TABLE IF NOT EXISTS announcements (
            broadcast INTEGER PRIMARY KEY,
            state INTEGER NOT NULL,
            forced INTEGER NOT NULL,
            post TEXT NOT NULL,
            edits INTEGER NOT NULL,
            detail TEXT NOT NULL,
            seen_at INTEGER NOT NULL,
            changed_at INTEGER NOT NULL
        );
        """;
}

namespace LiveIp.Host.Distribution.Changing;

/// <summary>The table of what is to be changed about posts that have left. It only ever grows, by <c>IF NOT EXISTS</c>.</summary>
internal static class ChangeSchema
{
    public const string Sql = """
        -- One row a delivery: the last wish counts, and takes the place of an earlier one. Stands here before the network is asked.
        -- version: grows with every wish; rendered: of an edit that is not done yet; edited_at: 0 for never.
        CREATE TABLE IF NOT EXISTS delivery_changes (
            change_of TEXT PRIMARY KEY REFERENCES deliveries (id) ON DELETE CASCADE,
            change_kind INTEGER NOT NULL,
            change_state INTEGER NOT NULL,
            version INTEGER NOT NULL,
            new_form BLOB,
            change_attempts INTEGER NOT NULL,
            change_detail TEXT NOT NULL,
            due_at INTEGER NOT NULL,
            give_up_at INTEGER NOT NULL,
            changed_at INTEGER NOT NULL,
            edited_at INTEGER NOT NULL
        );
        CREATE INDEX IF NOT EXISTS delivery_changes_by_state ON delivery_changes (change_state, due_at);
        """;
}

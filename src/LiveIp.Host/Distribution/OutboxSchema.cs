namespace LiveIp.Host.Distribution;

/// <summary>What the outbox keeps beside posts and deliveries: accounts and their pace, schedules by a wall clock, and the order of changes.</summary>
internal static class OutboxSchema
{
    // In the index and the triggers stand numbers of DeliveryState: PENDING is 1, SENDING is 2, HANDED_OFF is 8.
    public const string Sql = """
        CREATE TABLE IF NOT EXISTS distributor_accounts (id TEXT PRIMARY KEY, created_at INTEGER NOT NULL) WITHOUT ROWID;
        -- What a person set. least_interval: milliseconds; quiet: QuietHours, or NULL for none.
        CREATE TABLE IF NOT EXISTS account_rules (
            account TEXT PRIMARY KEY,
            least_interval INTEGER NOT NULL,
            quiet BLOB
        ) WITHOUT ROWID;
        -- What happened: until when nothing leaves and why (HoldKind), and when the last attempt began.
        CREATE TABLE IF NOT EXISTS account_holds (
            account TEXT PRIMARY KEY,
            held_until INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            started_at INTEGER NOT NULL
        ) WITHOUT ROWID;
        -- Until when nothing of any account of a distributor leaves, as its network said so to the application.
        CREATE TABLE IF NOT EXISTS app_holds (app TEXT PRIMARY KEY, app_held_until INTEGER NOT NULL) WITHOUT ROWID;
        -- The next delivery of an account is one step in here, however many wait.
        CREATE INDEX IF NOT EXISTS deliveries_waiting ON deliveries (distributor, next_attempt_at, position) WHERE state IN (1, 2, 8);
        -- The newest change of each delivery, in the order in which they happened.
        CREATE TABLE IF NOT EXISTS delivery_revisions (
            revision INTEGER PRIMARY KEY AUTOINCREMENT,
            delivery_id TEXT NOT NULL UNIQUE REFERENCES deliveries (id) ON DELETE CASCADE
        );
        CREATE TRIGGER IF NOT EXISTS deliveries_made AFTER INSERT ON deliveries BEGIN
            INSERT INTO delivery_revisions (delivery_id) VALUES (NEW.id);
        END;
        CREATE TRIGGER IF NOT EXISTS deliveries_changed AFTER UPDATE ON deliveries BEGIN
            DELETE FROM delivery_revisions WHERE delivery_id = NEW.id;
            INSERT INTO delivery_revisions (delivery_id) VALUES (NEW.id);
        END;
        CREATE TRIGGER IF NOT EXISTS delivery_edit_wished AFTER INSERT ON delivery_changes BEGIN
            DELETE FROM delivery_revisions WHERE delivery_id = NEW.change_of;
            INSERT INTO delivery_revisions (delivery_id) VALUES (NEW.change_of);
        END;
        CREATE TRIGGER IF NOT EXISTS delivery_edit_made AFTER UPDATE ON delivery_changes BEGIN
            DELETE FROM delivery_revisions WHERE delivery_id = NEW.change_of;
            INSERT INTO delivery_revisions (delivery_id) VALUES (NEW.change_of);
        END;
        -- Deliveries that were made before changes were counted.
        INSERT INTO delivery_revisions (delivery_id) SELECT id FROM deliveries WHERE NOT EXISTS (SELECT 1 FROM delivery_revisions) ORDER BY position;
        -- Posts that were asked for by a wall clock. instant: what it meant when computed last; lasts: milliseconds from then until they
        -- expire, 0 where not_after was named.
        CREATE TABLE IF NOT EXISTS post_schedules (
            post_id TEXT PRIMARY KEY REFERENCES posts (id) ON DELETE CASCADE,
            local_time TEXT NOT NULL,
            zone TEXT NOT NULL,
            instant INTEGER NOT NULL,
            lasts INTEGER NOT NULL
        ) WITHOUT ROWID;
        """;
}

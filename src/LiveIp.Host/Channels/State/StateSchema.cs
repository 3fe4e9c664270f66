namespace LiveIp.Host.Channels.State;

/// <summary>The tables. Times are Unix milliseconds. It only ever grows, by <c>IF NOT EXISTS</c>.</summary>
internal static class StateSchema
{
    public const string Sql = """
        CREATE TABLE IF NOT EXISTS channels (
            position INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            platform TEXT NOT NULL,
            platform_channel_id TEXT NOT NULL,
            display_name TEXT NOT NULL,
            uri TEXT NOT NULL,
            enabled INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            UNIQUE (platform, platform_channel_id)
        );
        -- Channels that were made for imported history and never followed.
        CREATE TABLE IF NOT EXISTS history_channels (id TEXT PRIMARY KEY);
        CREATE TABLE IF NOT EXISTS requests (
            scope TEXT NOT NULL,
            id TEXT NOT NULL,
            fingerprint TEXT NOT NULL,
            resource TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            PRIMARY KEY (scope, id)
        );
        -- Owners whose secrets must go: of a channel that is being made (until it is), or that was deleted (until they are gone).
        CREATE TABLE IF NOT EXISTS doomed_owners (owner TEXT PRIMARY KEY);
        -- Who signed in for a channel; role as in AccountRole. The tokens are in the vault.
        CREATE TABLE IF NOT EXISTS accounts (
            channel TEXT NOT NULL,
            role INTEGER NOT NULL,
            account_id TEXT NOT NULL,
            account_name TEXT NOT NULL,
            scopes TEXT NOT NULL,
            verified_at INTEGER NOT NULL,
            PRIMARY KEY (channel, role)
        );
        CREATE TABLE IF NOT EXISTS posts (
            position INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            body BLOB NOT NULL,
            created_at INTEGER NOT NULL
        );
        CREATE TABLE IF NOT EXISTS deliveries (
            position INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            post_id TEXT NOT NULL REFERENCES posts (id) ON DELETE CASCADE,
            distributor TEXT NOT NULL,
            target TEXT NOT NULL,
            state INTEGER NOT NULL,
            idempotency_key TEXT NOT NULL UNIQUE,
            attempts INTEGER NOT NULL,
            remote_id TEXT NOT NULL,
            remote_uri TEXT NOT NULL,
            detail TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            updated_at INTEGER NOT NULL,
            next_attempt_at INTEGER NOT NULL
        );
        -- When a delivery may leave, and in which words; those that were made before there was such a thing have none.
        CREATE TABLE IF NOT EXISTS delivery_terms (
            delivery_id TEXT PRIMARY KEY REFERENCES deliveries (id) ON DELETE CASCADE,
            not_before INTEGER NOT NULL,
            not_after INTEGER NOT NULL,
            rendered BLOB
        );
        -- Every version of every profile: scores name them.
        CREATE TABLE IF NOT EXISTS score_profiles (
            id TEXT NOT NULL,
            version INTEGER NOT NULL,
            json TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            PRIMARY KEY (id, version)
        );
        -- One row at most: which profile is meant where none is named.
        CREATE TABLE IF NOT EXISTS default_profile (one INTEGER PRIMARY KEY CHECK (one = 1), id TEXT NOT NULL);
        -- One row at most: what money is brought to in scores; empty for nothing.
        CREATE TABLE IF NOT EXISTS reporting_currency (one INTEGER PRIMARY KEY CHECK (one = 1), currency TEXT NOT NULL);
        -- day: days since 0001-01-01; rate: units of currency for one of base.
        CREATE TABLE IF NOT EXISTS currency_rates (
            base TEXT NOT NULL,
            currency TEXT NOT NULL,
            day INTEGER NOT NULL,
            rate REAL NOT NULL,
            source TEXT NOT NULL,
            PRIMARY KEY (base, currency, day)
        ) WITHOUT ROWID;
        -- used: never less than what was truly used on that day (days since 0001-01-01 in the bucket's zone).
        CREATE TABLE IF NOT EXISTS quota_use (
            platform TEXT NOT NULL,
            bucket TEXT NOT NULL,
            day INTEGER NOT NULL,
            used INTEGER NOT NULL,
            PRIMARY KEY (platform, bucket)
        ) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS deliveries_by_post ON deliveries (post_id, position);
        CREATE INDEX IF NOT EXISTS deliveries_by_state ON deliveries (state, next_attempt_at);
        -- latest: the last broadcast when it was made; broadcast: the one that followed it, when that is known.
        CREATE TABLE IF NOT EXISTS suggestions (
            position INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            body BLOB NOT NULL,
            latest TEXT NOT NULL,
            broadcast TEXT NOT NULL DEFAULT '',
            created_at INTEGER NOT NULL
        );
        CREATE INDEX IF NOT EXISTS suggestions_by_latest ON suggestions (latest, position);
        CREATE TABLE IF NOT EXISTS chat_lines (
            position INTEGER PRIMARY KEY AUTOINCREMENT,
            send_id TEXT NOT NULL,
            channel TEXT NOT NULL,
            number INTEGER NOT NULL,
            kind INTEGER NOT NULL,
            text TEXT NOT NULL,
            reply_to TEXT NOT NULL,
            state INTEGER NOT NULL,
            event_id TEXT NOT NULL,
            failure INTEGER NOT NULL,
            platform_reason TEXT NOT NULL,
            detail TEXT NOT NULL,
            after_sequence INTEGER NOT NULL,
            changed_at INTEGER NOT NULL,
            UNIQUE (send_id, channel, number)
        );
        CREATE INDEX IF NOT EXISTS chat_lines_by_state ON chat_lines (state, changed_at);
        -- Bans that stand, as far as this host placed them. ends_at 0: for good.
        CREATE TABLE IF NOT EXISTS chat_bans (
            channel TEXT NOT NULL,
            person TEXT NOT NULL,
            handle TEXT NOT NULL,
            placed_at INTEGER NOT NULL,
            ends_at INTEGER NOT NULL,
            PRIMARY KEY (channel, person)
        ) WITHOUT ROWID;
        CREATE INDEX IF NOT EXISTS suggestions_by_broadcast ON suggestions (broadcast) WHERE broadcast <> '';
        -- wish: 0 planned, 1 announced, 2 live, 3 ended; sequence: a state in the log that belongs to it, 0 before there is one.
        CREATE TABLE IF NOT EXISTS broadcast_plans (
            position INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            body BLOB NOT NULL,
            wish INTEGER NOT NULL,
            version INTEGER NOT NULL,
            sequence INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            live_wished_at INTEGER NOT NULL,
            end_wished_at INTEGER NOT NULL
        );
        -- A broadcast of a plan on one channel. A step stands here before it is asked for: see docs/going-live.md.
        CREATE TABLE IF NOT EXISTS broadcast_plan_parts (
            plan_id TEXT NOT NULL REFERENCES broadcast_plans (id) ON DELETE CASCADE,
            channel TEXT NOT NULL,
            platform TEXT NOT NULL,
            commanded INTEGER NOT NULL,
            left_out INTEGER NOT NULL,
            category_id TEXT NOT NULL,
            category_name TEXT NOT NULL,
            step INTEGER NOT NULL,
            intended_at INTEGER NOT NULL,
            attempted_at INTEGER NOT NULL,
            intended_title TEXT NOT NULL,
            scheduled_for INTEGER NOT NULL,
            broadcast_id TEXT NOT NULL,
            uri TEXT NOT NULL,
            ingest_attempted_at INTEGER NOT NULL,
            ingest TEXT NOT NULL,
            version INTEGER NOT NULL,
            thumbnail TEXT NOT NULL,
            live_at INTEGER NOT NULL,
            ended_at INTEGER NOT NULL,
            failed INTEGER NOT NULL,
            problem TEXT NOT NULL,
            problem_text TEXT NOT NULL,
            problem_word TEXT NOT NULL,
            PRIMARY KEY (plan_id, channel)
        );
        -- options: one a line. end_wished_at 0: it ends by the clock.
        CREATE TABLE IF NOT EXISTS polls (
            position INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            question TEXT NOT NULL,
            options TEXT NOT NULL,
            created_at INTEGER NOT NULL,
            ends_at INTEGER NOT NULL,
            end_wished_at INTEGER NOT NULL
        );
        -- A poll on one channel. A step stands here before it is asked for: see docs/polls.md. votes: one a line, of the result.
        CREATE TABLE IF NOT EXISTS poll_parts (
            poll_id TEXT NOT NULL REFERENCES polls (id) ON DELETE CASCADE,
            channel TEXT NOT NULL,
            platform TEXT NOT NULL,
            method INTEGER NOT NULL,
            step INTEGER NOT NULL,
            after_sequence INTEGER NOT NULL,
            attempts INTEGER NOT NULL,
            intended_at INTEGER NOT NULL,
            attempted_at INTEGER NOT NULL,
            platform_poll_id TEXT NOT NULL,
            opened_at INTEGER NOT NULL,
            end_asked_at INTEGER NOT NULL,
            ended_at INTEGER NOT NULL,
            votes TEXT NOT NULL,
            uncounted INTEGER NOT NULL,
            reason TEXT NOT NULL,
            detail TEXT NOT NULL,
            platform_reason TEXT NOT NULL,
            PRIMARY KEY (poll_id, channel)
        );
        CREATE INDEX IF NOT EXISTS poll_parts_by_step ON poll_parts (step);
        -- Imports of past broadcasts that were not finished: where to go on. until 0: up to when it began.
        CREATE TABLE IF NOT EXISTS history_imports (
            channel TEXT PRIMARY KEY,
            since INTEGER NOT NULL,
            until INTEGER NOT NULL,
            window_end INTEGER NOT NULL,
            cursor TEXT NOT NULL,
            changed_at INTEGER NOT NULL
        ) WITHOUT ROWID;
        -- Markers and clips. A row stands here, as unknown, before the platform is asked.
        CREATE TABLE IF NOT EXISTS moments (
            position INTEGER PRIMARY KEY AUTOINCREMENT,
            id TEXT NOT NULL UNIQUE,
            channel TEXT NOT NULL,
            kind INTEGER NOT NULL,
            state INTEGER NOT NULL,
            at INTEGER NOT NULL,
            note TEXT NOT NULL,
            platform_id TEXT NOT NULL,
            uri TEXT NOT NULL,
            reason TEXT NOT NULL,
            platform_reason TEXT NOT NULL,
            detail TEXT NOT NULL
        );
        CREATE INDEX IF NOT EXISTS moments_by_time ON moments (at, position);
        """;
}

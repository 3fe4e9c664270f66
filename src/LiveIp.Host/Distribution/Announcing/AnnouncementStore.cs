using Google.Protobuf;
using LiveIp.Host.Channels.State;
using LiveIp.V1;

namespace LiveIp.Host.Distribution.Announcing;

/// <summary>How to announce, and what was announced. Every write is durable when it returns.</summary>
internal sealed class AnnouncementStore(StateDatabase database, TimeProvider clock)
{
    /// <summary>After it nothing about a broadcast is said any more, and it is forgotten that it was announced.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromDays(90);

    private const int Page = 100;

    public Announcer Settings() =>
        database.Read(static c => c.Rows(static r => Announcer.Parser.ParseFrom(r.GetFieldValue<byte[]>(0)), "SELECT body FROM announcer"))
            is [var found]
            ? found
            : new Announcer();

    public void Save(Announcer settings) =>
        database.Write(c =>
            c.Run(
                "INSERT INTO announcer (one, body) VALUES (1, $body) ON CONFLICT (one) DO UPDATE SET body = excluded.body",
                ("$body", settings.ToByteArray())
            )
        );

    /// <summary>By the name that each was said for.</summary>
    public IReadOnlyDictionary<string, AnnouncementOverride> Overrides() =>
        database
            .Read(static c =>
                c.Rows(
                    static r => AnnouncementOverride.Parser.ParseFrom(r.GetFieldValue<byte[]>(0)),
                    "SELECT body FROM announcement_overrides"
                )
            )
            .ToDictionary(static o => o.Broadcast, StringComparer.Ordinal);

    /// <summary>One that says nothing is taken away.</summary>
    public void Save(AnnouncementOverride said) =>
        database.Write(c =>
        {
            c.Run("DELETE FROM announcement_overrides WHERE changed_at < $before", ("$before", Before()));
            // Messages are equal whether or not a field that is false was set.
            return !said.HasEnabled && said.Equals(new AnnouncementOverride { Broadcast = said.Broadcast })
                ? c.Run("DELETE FROM announcement_overrides WHERE broadcast = $name", ("$name", said.Broadcast))
                : c.Run(
                    """
                    INSERT INTO announcement_overrides (broadcast, body, changed_at) VALUES ($name, $body, $now)
                    ON CONFLICT (broadcast) DO UPDATE SET body = excluded.body, changed_at = excluded.changed_at
                    """,
                    ("$name", said.Broadcast),
                    ("$body", said.ToByteArray()),
                    ("$now", Now())
                );
        });

    /// <summary>Newest first.</summary>
    public IReadOnlyList<AnnouncementRow> Newest() =>
        database.Read(static c =>
            c.Rows(
                static r => new AnnouncementRow
                {
                    Broadcast = r.GetInt64(0),
                    State = (Announcement.Types.State)r.GetInt32(1),
                    Forced = r.GetInt64(2) != 0,
                    Post = r.GetString(3),
                    Edits = r.GetInt64(4),
                    Detail = r.GetString(5),
                    SeenAt = r.Time(6),
                    ChangedAt = r.Time(7),
                },
                "SELECT broadcast, state, forced, post, edits, detail, seen_at, changed_at FROM announcements "
                    + "ORDER BY broadcast DESC LIMIT $limit",
                ("$limit", Page)
            )
        );

    public void Save(AnnouncementRow row) =>
        database.Write(c =>
        {
            c.Run("DELETE FROM announcements WHERE changed_at < $before", ("$before", Before()));
            return c.Run(
                """
                INSERT INTO announcements (broadcast, state, forced, post, edits, detail, seen_at, changed_at)
                VALUES ($broadcast, $state, $forced, $post, $edits, $detail, $seen, $now)
                ON CONFLICT (broadcast) DO UPDATE SET state = excluded.state, forced = excluded.forced, post = excluded.post,
                    edits = excluded.edits, detail = excluded.detail, changed_at = excluded.changed_at
                """,
                ("$broadcast", row.Broadcast),
                ("$state", (int)row.State),
                ("$forced", row.Forced),
                ("$post", row.Post),
                ("$edits", row.Edits),
                ("$detail", row.Detail),
                ("$seen", row.SeenAt.ToUnixTimeMilliseconds()),
                ("$now", Now())
            );
        });

    /// <summary>One that only waited, of a broadcast that is not to be announced after all.</summary>
    public void Remove(long broadcast) =>
        database.Write(c => c.Run("DELETE FROM announcements WHERE broadcast = $broadcast", ("$broadcast", broadcast)));

    /// <summary>Takes forgotten names out of what people wrote for announcements.</summary>
    public void Clean(Func<string, string> screen)
    {
        var settings = Settings();
        var cleaned = settings.Clone();
        (cleaned.Text, cleaned.EndedText) = (screen(settings.Text), screen(settings.EndedText));
        if (!cleaned.Equals(settings))
        {
            Save(cleaned);
        }

        foreach (var said in Overrides().Values)
        {
            var clean = said.Clone();
            (clean.Title, clean.Text, clean.EndedText) = (screen(said.Title), screen(said.Text), screen(said.EndedText));
            if (!clean.Equals(said))
            {
                Save(clean);
            }
        }
    }

    private long Now() => clock.GetUtcNow().ToUnixTimeMilliseconds();

    private long Before() => (clock.GetUtcNow() - Kept).ToUnixTimeMilliseconds();
}

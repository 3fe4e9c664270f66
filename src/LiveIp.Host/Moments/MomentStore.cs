using LiveIp.Host.Channels.State;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Moments;

/// <summary>Markers and clips in <c>state.db</c>. A write is durable when it returns.</summary>
internal sealed class MomentStore(StateDatabase database)
{
    private const string Columns = "id, channel, kind, state, at, note, platform_id, uri, reason, platform_reason, detail";

    public void Add(MomentRecord moment) =>
        database.Write(c =>
            c.Run(
                $"INSERT INTO moments ({Columns}) VALUES ($id, $channel, $kind, $state, $at, $note, $platform, $uri, $reason, $word, $detail)",
                Values(moment)
            )
        );

    /// <summary>What became of it.</summary>
    public void Update(MomentRecord moment) =>
        database.Write(c =>
            c.Run(
                """
                UPDATE moments SET state = $state, platform_id = $platform, uri = $uri, reason = $reason, platform_reason = $word, detail = $detail
                WHERE id = $id
                """,
                Values(moment)
            )
        );

    public void Remove(string id) => database.Write(c => c.Run("DELETE FROM moments WHERE id = $id", ("$id", id)));

    /// <summary>Whether the platform's clip of this id is known already.</summary>
    public bool HasClip(string channel, string platformId) =>
        database.Read(c =>
            c.Count(
                "SELECT COUNT(*) FROM moments WHERE channel = $channel AND kind = $kind AND platform_id = $id",
                ("$channel", channel),
                ("$kind", (long)Moment.Types.Kind.Clip),
                ("$id", platformId)
            )
        ) > 0;

    /// <summary>The newest first.</summary>
    /// <param name="before">Position to begin behind; 0 begins with the newest.</param>
    /// <param name="limit">At most so many.</param>
    /// <param name="from">Not earlier; null: all.</param>
    /// <param name="until">Before; null: all.</param>
    /// <param name="channels">Of these; empty: all.</param>
    public (IReadOnlyList<MomentRecord> Moments, long Next) List(
        long before,
        int limit,
        DateTimeOffset? from = null,
        DateTimeOffset? until = null,
        IReadOnlyCollection<string>? channels = null
    )
    {
        var rows = database.Read(c =>
            c.Rows(
                static r => (Moment: Read(r), Position: r.GetInt64(11)),
                $"""
                SELECT {Columns}, position FROM moments
                WHERE ($before = 0 OR position < $before) AND at >= $from AND at < $until
                AND ($channels = '' OR instr($channels, '|' || channel || '|') > 0)
                ORDER BY position DESC LIMIT $limit
                """,
                ("$before", before),
                ("$from", from?.ToUnixTimeMilliseconds() ?? long.MinValue),
                ("$until", until?.ToUnixTimeMilliseconds() ?? long.MaxValue),
                ("$channels", channels is { Count: > 0 } ? $"|{string.Join('|', channels)}|" : ""),
                ("$limit", limit + 1)
            )
        );
        var next = rows.Count > limit ? rows[limit - 1].Position : 0;
        return ([.. rows.Take(limit).Select(static r => r.Moment)], next);
    }

    /// <summary>Puts every note through <paramref name="clean"/>: names of people who asked to be forgotten.</summary>
    public void Clean(Func<string, string> clean) =>
        database.Write(c =>
        {
            var notes = c.Rows(static r => (Id: r.GetString(0), Note: r.GetString(1)), "SELECT id, note FROM moments WHERE note <> ''");
            foreach (var (id, note) in notes)
            {
                if (clean(note) is var cleaned && cleaned != note)
                {
                    c.Run("UPDATE moments SET note = $note WHERE id = $id", ("$note", cleaned), ("$id", id));
                }
            }

            return notes.Count;
        });

    private static (string, object)[] Values(MomentRecord moment) =>
        [
            ("$id", moment.Id),
            ("$channel", moment.Channel),
            ("$kind", (long)moment.Kind),
            ("$state", (long)moment.State),
            ("$at", moment.At.ToUnixTimeMilliseconds()),
            ("$note", moment.Note),
            ("$platform", moment.PlatformId),
            ("$uri", moment.Uri),
            ("$reason", moment.Reason),
            ("$word", moment.PlatformReason),
            ("$detail", moment.Detail),
        ];

    private static MomentRecord Read(SqliteDataReader row) =>
        new()
        {
            Id = row.GetString(0),
            Channel = row.GetString(1),
            Kind = (Moment.Types.Kind)row.GetInt64(2),
            State = (Moment.Types.State)row.GetInt64(3),
            At = row.Time(4),
            Note = row.GetString(5),
            PlatformId = row.GetString(6),
            Uri = row.GetString(7),
            Reason = row.GetString(8),
            PlatformReason = row.GetString(9),
            Detail = row.GetString(10),
        };
}

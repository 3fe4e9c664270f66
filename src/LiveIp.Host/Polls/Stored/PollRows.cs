using System.Globalization;
using LiveIp.Host.Channels.State;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Polls.Stored;

/// <summary>The rows of the polls, on a connection that the caller gives.</summary>
internal static class PollRows
{
    private const string PollColumns = "id, question, options, created_at, ends_at, end_wished_at";

    private const string PartColumns =
        "poll_id, channel, platform, method, step, after_sequence, attempts, intended_at, attempted_at, platform_poll_id, opened_at, "
        + "end_asked_at, ended_at, votes, uncounted, reason, detail, platform_reason";

    /// <summary>An option is one line, so this is in none.</summary>
    private const char Between = '\n';

    public static PollRecord? Find(SqliteConnection connection, string id) =>
        Select(connection, "WHERE id = $id", ("$id", id)) is [var poll] ? poll : null;

    /// <summary>Those of which a part is not over, oldest first.</summary>
    public static IReadOnlyList<PollRecord> Unfinished(SqliteConnection connection) =>
        Select(connection, $"WHERE id IN (SELECT poll_id FROM poll_parts WHERE step < {(int)PollStep.Closed}) ORDER BY position");

    /// <summary>Newest first, with the position of each.</summary>
    /// <param name="before">0 for the first page.</param>
    public static IReadOnlyList<(long Position, PollRecord Poll)> Page(SqliteConnection connection, long before, int limit) =>
        SelectPlaced(
            connection,
            "WHERE $before = 0 OR position < $before ORDER BY position DESC LIMIT $limit",
            ("$before", before),
            ("$limit", limit)
        );

    public static void Insert(SqliteConnection connection, PollRecord poll)
    {
        connection.Run(
            $"INSERT INTO polls ({PollColumns}) VALUES ($id, $question, $options, $created, $ends, $wished)",
            ("$id", poll.Id),
            ("$question", poll.Question),
            ("$options", string.Join(Between, poll.Options)),
            ("$created", poll.CreatedAt.ToUnixTimeMilliseconds()),
            ("$ends", poll.EndsAt.ToUnixTimeMilliseconds()),
            ("$wished", poll.EndWishedAt.Milliseconds())
        );
        foreach (var part in poll.Parts)
        {
            Write(connection, poll.Id, part);
        }
    }

    /// <summary>Replaces the texts.</summary>
    public static void Write(SqliteConnection connection, string poll, string question, IEnumerable<string> options) =>
        connection.Run(
            "UPDATE polls SET question = $question, options = $options WHERE id = $id",
            ("$question", question),
            ("$options", string.Join(Between, options)),
            ("$id", poll)
        );

    public static void Write(SqliteConnection connection, string poll, PollPartRecord part) =>
        connection.Run(
            $"INSERT INTO poll_parts ({PartColumns}) VALUES ($poll, $channel, $platform, $method, $step, $after, $attempts, "
                + "$intended, $attempted, $native, $opened, $asked, $ended, $votes, $uncounted, $reason, $detail, $word) "
                + "ON CONFLICT (poll_id, channel) DO UPDATE SET step = excluded.step, after_sequence = excluded.after_sequence, "
                + "attempts = excluded.attempts, intended_at = excluded.intended_at, attempted_at = excluded.attempted_at, "
                + "platform_poll_id = excluded.platform_poll_id, opened_at = excluded.opened_at, end_asked_at = excluded.end_asked_at, "
                + "ended_at = excluded.ended_at, votes = excluded.votes, uncounted = excluded.uncounted, reason = excluded.reason, "
                + "detail = excluded.detail, platform_reason = excluded.platform_reason",
            ("$poll", poll),
            ("$channel", part.Channel),
            ("$platform", part.Platform),
            ("$method", (int)part.Method),
            ("$step", (int)part.Step),
            ("$after", part.AfterSequence),
            ("$attempts", part.Attempts),
            ("$intended", part.IntendedAt.Milliseconds()),
            ("$attempted", part.AttemptedAt.Milliseconds()),
            ("$native", part.PlatformPollId),
            ("$opened", part.OpenedAt.Milliseconds()),
            ("$asked", part.EndAskedAt.Milliseconds()),
            ("$ended", part.EndedAt.Milliseconds()),
            ("$votes", string.Join(Between, part.Votes.Select(static v => v.ToString(CultureInfo.InvariantCulture)))),
            ("$uncounted", part.Uncounted),
            ("$reason", part.Fault?.Reason ?? ""),
            ("$detail", part.Fault?.Message ?? ""),
            ("$word", part.Fault?.PlatformReason ?? "")
        );

    private static IReadOnlyList<PollRecord> Select(
        SqliteConnection connection,
        string where,
        params ReadOnlySpan<(string Name, object Value)> parameters
    ) => [.. SelectPlaced(connection, where, parameters).Select(static p => p.Poll)];

    // Two reads, however many polls there are.
    private static IReadOnlyList<(long Position, PollRecord Poll)> SelectPlaced(
        SqliteConnection connection,
        string where,
        params ReadOnlySpan<(string Name, object Value)> parameters
    )
    {
        var polls = connection.Rows(
            static r => (Position: r.GetInt64(6), Poll: Poll(r)),
            $"SELECT {PollColumns}, position FROM polls {where}",
            parameters
        );
        var parts = connection
            .Rows(
                static r => (Poll: r.GetString(0), Part: Part(r)),
                $"SELECT {PartColumns} FROM poll_parts WHERE poll_id IN (SELECT id FROM polls {where}) ORDER BY rowid",
                parameters
            )
            .ToLookup(static p => p.Poll, static p => p.Part, StringComparer.Ordinal);
        return [.. polls.Select(p => (p.Position, p.Poll with { Parts = [.. parts[p.Poll.Id]] }))];
    }

    private static PollRecord Poll(SqliteDataReader r) =>
        new()
        {
            Id = r.GetString(0),
            Question = r.GetString(1),
            Options = r.GetString(2).Split(Between),
            CreatedAt = r.Time(3),
            EndsAt = r.Time(4),
            EndWishedAt = r.TimeOrNull(5),
            Parts = [],
        };

    private static PollPartRecord Part(SqliteDataReader r) =>
        new()
        {
            Channel = r.GetString(1),
            Platform = r.GetString(2),
            Method = (PollMethod)r.GetInt32(3),
            Step = (PollStep)r.GetInt32(4),
            AfterSequence = r.GetInt64(5),
            Attempts = r.GetInt32(6),
            IntendedAt = r.TimeOrNull(7),
            AttemptedAt = r.TimeOrNull(8),
            PlatformPollId = r.GetString(9),
            OpenedAt = r.TimeOrNull(10),
            EndAskedAt = r.TimeOrNull(11),
            EndedAt = r.TimeOrNull(12),
            Votes = r.GetString(13) is { Length: > 0 } votes
                ? [.. votes.Split(Between).Select(static v => long.Parse(v, CultureInfo.InvariantCulture))]
                : [],
            Uncounted = r.GetInt64(14),
            Fault = r.GetString(15) is { Length: > 0 } reason ? new(reason, r.GetString(16), r.GetString(17)) : null,
        };
}

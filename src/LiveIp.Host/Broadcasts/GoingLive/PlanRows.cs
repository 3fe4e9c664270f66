using LiveIp.Contracts;
using LiveIp.Host.Channels.State;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Broadcasts.GoingLive;

/// <summary>The rows of the plans, on a connection that the caller gives.</summary>
internal static class PlanRows
{
    private const string PartColumns =
        "plan_id, channel, platform, commanded, left_out, category_id, category_name, step, intended_at, attempted_at, intended_title, "
        + "scheduled_for, broadcast_id, uri, ingest_attempted_at, ingest, version, live_at, ended_at, failed, problem, problem_text, problem_word, thumbnail";

    private const string PlanColumns = "id, body, wish, version, sequence, created_at, live_wished_at, end_wished_at";

    public static PlanRecord? Find(SqliteConnection connection, string id) =>
        Select(connection, "WHERE id = $id", "WHERE plan_id = $id", ("$id", id)).FirstOrDefault();

    public static IReadOnlyList<PlanRecord> All(SqliteConnection connection) => Select(connection, "", "");

    public static void Write(SqliteConnection connection, string plan, PlanPart part) =>
        connection.Run(
            $"INSERT OR REPLACE INTO broadcast_plan_parts ({PartColumns}) VALUES ($plan, $channel, $platform, $commanded, $left, $cid, $cname, "
                + "$step, $intended, $attempted, $title, $scheduled, $broadcast, $uri, $ingestAt, $ingest, $version, $live, $ended, $failed, "
                + "$problem, $text, $word, $thumbnail)",
            ("$plan", plan),
            ("$channel", part.Channel),
            ("$platform", part.Platform),
            ("$commanded", part.Commanded),
            ("$left", (int)part.LeftOut),
            ("$cid", part.CategoryId),
            ("$cname", part.CategoryName),
            ("$step", (int)part.Step),
            ("$intended", part.IntendedAt.Milliseconds()),
            ("$attempted", part.AttemptedAt.Milliseconds()),
            ("$title", part.IntendedTitle),
            ("$scheduled", part.ScheduledFor.Milliseconds()),
            ("$broadcast", part.BroadcastId),
            ("$uri", part.Uri),
            ("$ingestAt", part.IngestAttemptedAt.Milliseconds()),
            ("$ingest", part.Ingest),
            ("$version", part.Version),
            ("$live", part.LiveAt.Milliseconds()),
            ("$ended", part.EndedAt.Milliseconds()),
            ("$failed", part.Problem?.Final ?? false),
            ("$problem", part.Problem?.Reason ?? ""),
            ("$text", part.Problem?.Message ?? ""),
            ("$word", part.Problem?.PlatformReason ?? ""),
            ("$thumbnail", part.Thumbnail)
        );

    private static List<PlanRecord> Select(
        SqliteConnection connection,
        string wherePlan,
        string wherePart,
        params ReadOnlySpan<(string Name, object Value)> parameters
    )
    {
        var parts = connection
            .Rows(
                static r => (Plan: r.GetString(0), Part: Part(r)),
                $"SELECT {PartColumns} FROM broadcast_plan_parts {wherePart} ORDER BY rowid",
                parameters
            )
            .ToLookup(static p => p.Plan, static p => p.Part);
        return connection.Rows(
            r => Plan(r, parts),
            $"SELECT {PlanColumns} FROM broadcast_plans {wherePlan} ORDER BY position DESC",
            parameters
        );
    }

    private static PlanRecord Plan(SqliteDataReader r, ILookup<string, PlanPart> parts)
    {
        var id = r.GetString(0);
        var asked = CreateBroadcastRequest.Parser.ParseFrom(r.GetFieldValue<byte[]>(1));
        return new()
        {
            Id = id,
            Asked = asked,
            Wish = (PlanWish)r.GetInt32(2),
            Version = r.GetInt64(3),
            Sequence = r.GetInt64(4),
            CreatedAt = r.Time(5),
            LiveWishedAt = r.TimeOrNull(6),
            EndWishedAt = r.TimeOrNull(7),
            Parts = [.. parts[id].OrderBy(p => asked.Channels.IndexOf(p.Channel))],
        };
    }

    private static PlanPart Part(SqliteDataReader r) =>
        new()
        {
            Channel = r.GetString(1),
            Platform = r.GetString(2),
            Commanded = r.GetBoolean(3),
            LeftOut = (BroadcastFields)r.GetInt32(4),
            CategoryId = r.GetString(5),
            CategoryName = r.GetString(6),
            Step = (PartStep)r.GetInt32(7),
            IntendedAt = r.TimeOrNull(8),
            AttemptedAt = r.TimeOrNull(9),
            IntendedTitle = r.GetString(10),
            ScheduledFor = r.TimeOrNull(11),
            BroadcastId = r.GetString(12),
            Uri = r.GetString(13),
            IngestAttemptedAt = r.TimeOrNull(14),
            Ingest = r.GetString(15),
            Version = r.GetInt64(16),
            Thumbnail = r.GetString(23),
            LiveAt = r.TimeOrNull(17),
            EndedAt = r.TimeOrNull(18),
            Problem = r.GetString(20) is { Length: > 0 } problem ? new(problem, r.GetString(21), r.GetString(22), r.GetBoolean(19)) : null,
        };
}

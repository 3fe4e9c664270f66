using LiveIp.Contracts;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Events;
using LiveIp.Host.Metrics;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Scoring.Reading;

/// <summary>Reads minutes of a channel out of the metric series: costs as much as there are minutes, however long the log is.</summary>
internal sealed class MinuteReader(SqliteEventLog log)
{
    private const long Minute = 60_000;

    private static readonly string Counted = string.Join(
        ", ",
        MetricCatalog
            .All.Where(static m => m.Kind != MetricKind.Gauge && m.Id != MetricIds.ContributionsValue)
            .Select(static m => $"'{m.Id}'")
    );

    // The order of the primary key (channel, metric, currency, minute), so that nothing but these minutes is touched.
    private static readonly string CountsSql = $"""
        SELECT minute, metric, sum FROM metric_points
        WHERE channel = $channel AND metric IN ({Counted}) AND currency = '' AND minute >= $from AND minute < $to
        """;

    /// <summary>Puts the minutes of the stretch, the first and last as far as they lie in it, into <paramref name="into"/>.</summary>
    /// <param name="part">The whole part: what lies outside is not looked at.</param>
    public void Read(LoggedChannel channel, Stretch part, long fromMinute, long toMinute, PartMinutes into)
    {
        (fromMinute, toMinute) = (Math.Max(fromMinute, part.FromMinute), Math.Min(toMinute, part.ToMinute));
        if (fromMinute >= toMinute)
        {
            return;
        }

        using var connection = log.Database.OpenReader();
        // One snapshot: a batch is in all of it or in none.
        using var transaction = connection.BeginTransaction(deferred: true);
        var minutes = new SortedDictionary<long, ChannelMinute>();
        Counts(connection, channel, fromMinute, toMinute, minutes);
        Money(connection, channel, fromMinute, toMinute, minutes);
        Speakers(connection, channel, fromMinute, toMinute, minutes);
        Viewers(connection, channel, part, fromMinute, toMinute, minutes);
        var empty = new ChannelMinute();
        foreach (var minute in into.Minutes.Keys.Where(m => m >= fromMinute && m < toMinute && !minutes.ContainsKey(m)).ToArray())
        {
            into.Put(minute, empty);
        }

        foreach (var (minute, read) in minutes)
        {
            into.Put(minute, read);
        }
    }

    /// <summary>Whether the metric was ever counted on the channel before the end of the minute: then nothing is a zero.</summary>
    public bool WasEverCounted(LoggedChannel channel, string metric, long toMinute)
    {
        using var connection = log.Database.OpenReader();
        return connection.Count(
                """
                SELECT EXISTS (SELECT 1 FROM metric_points
                WHERE channel = $channel AND metric = $metric AND currency = '' AND minute < $to)
                """,
                ("$channel", channel.Ref),
                ("$metric", metric),
                ("$to", toMinute)
            ) > 0;
    }

    /// <summary>What the gauge first and last stood at in the stretch, oldest first; fewer than two where it was not read twice.</summary>
    public IReadOnlyList<double> Ends(LoggedChannel channel, string metric, Stretch stretch)
    {
        using var connection = log.Database.OpenReader();
        var found = new List<(long At, double Value)>();
        foreach (var order in (string[])["at, id", "at DESC, id DESC"])
        {
            found.AddRange(
                connection.Rows(
                    static r => (r.GetInt64(0), r.GetDouble(1)),
                    $"""
                    SELECT at, value FROM gauge_samples
                    WHERE channel = $channel AND metric = $metric AND at >= $from AND at < $to AND value IS NOT NULL
                    ORDER BY {order} LIMIT 1
                    """,
                    ("$channel", channel.Ref),
                    ("$metric", metric),
                    ("$from", stretch.FromMilliseconds),
                    ("$to", stretch.ToMilliseconds)
                )
            );
        }

        return found is [var first, var last] && first.At < last.At
            ? [first.Value, last.Value]
            : [.. found.Take(1).Select(static f => f.Value)];
    }

    private static void Counts(
        SqliteConnection connection,
        LoggedChannel channel,
        long from,
        long to,
        SortedDictionary<long, ChannelMinute> minutes
    )
    {
        foreach (var (minute, metric, sum) in connection.Rows(Point, CountsSql, ("$channel", channel.Ref), ("$from", from), ("$to", to)))
        {
            At(minutes, minute).Counts[metric] = sum;
        }
    }

    private static void Money(
        SqliteConnection connection,
        LoggedChannel channel,
        long from,
        long to,
        SortedDictionary<long, ChannelMinute> minutes
    )
    {
        const string Sql = """
            SELECT minute, currency, sum FROM metric_points
            WHERE channel = $channel AND metric = $metric AND minute >= $from AND minute < $to
            """;
        var rows = connection.Rows(
            Point,
            Sql,
            ("$channel", channel.Ref),
            ("$metric", MetricIds.ContributionsValue),
            ("$from", from),
            ("$to", to)
        );
        foreach (var (minute, currency, sum) in rows)
        {
            At(minutes, minute).Money[currency] = sum;
        }
    }

    private static void Speakers(
        SqliteConnection connection,
        LoggedChannel channel,
        long from,
        long to,
        SortedDictionary<long, ChannelMinute> minutes
    )
    {
        var rows = connection.Rows(
            static r => (Minute: r.GetInt64(0), Entries: (byte[])r[1]),
            "SELECT minute, entries FROM speaker_runs WHERE channel = $channel AND minute >= $from AND minute < $to ORDER BY minute",
            ("$channel", channel.Ref),
            ("$from", from),
            ("$to", to)
        );
        foreach (var minute in rows.GroupBy(static r => r.Minute))
        {
            var messages = new Dictionary<long, long>();
            foreach (var (_, entries) in minute)
            {
                SpeakerRun.Count(entries, messages);
            }

            At(minutes, minute.Key).Speakers = [.. messages.Where(static m => m.Value > 0).Select(static m => m.Key)];
        }
    }

    private static void Viewers(
        SqliteConnection connection,
        LoggedChannel channel,
        Stretch part,
        long from,
        long to,
        SortedDictionary<long, ChannelMinute> minutes
    )
    {
        var hold = (long)GaugeSummary.MaxHold.TotalMilliseconds;
        var samples = connection.Rows(
            static r => new GaugeSample(r.GetInt64(0), r.IsDBNull(1) ? null : r.GetInt64(1)),
            "SELECT at, value FROM gauge_samples WHERE channel = $channel AND metric = $metric AND at >= $from AND at < $to ORDER BY at, id",
            ("$channel", channel.Ref),
            ("$metric", MetricIds.ViewersConcurrent),
            ("$from", (from * Minute) - hold),
            ("$to", Math.Min(to * Minute, part.ToMilliseconds))
        );
        var first = 0;
        for (var minute = from; samples.Count > 0 && minute < to; minute++)
        {
            var (start, end) = (Math.Max(minute * Minute, part.FromMilliseconds), Math.Min((minute + 1) * Minute, part.ToMilliseconds));
            // The newest sample before the minute is held into it; older ones say nothing of it.
            while (first + 1 < samples.Count && samples[first + 1].At <= start)
            {
                first++;
            }

            var inside = samples.Skip(first).TakeWhile(s => s.At < end);
            var stretch = new Stretch(DateTimeOffset.FromUnixTimeMilliseconds(start), DateTimeOffset.FromUnixTimeMilliseconds(end));
            if (GaugeSummary.Of(inside, stretch) is { } viewers)
            {
                var read = At(minutes, minute);
                (read.ViewerSeconds, read.KnownSeconds, read.Peak) = (viewers.Area, viewers.Seconds, viewers.Peak);
            }
        }
    }

    private static ChannelMinute At(SortedDictionary<long, ChannelMinute> minutes, long minute)
    {
        if (!minutes.TryGetValue(minute, out var known))
        {
            minutes.Add(minute, known = new());
        }

        return known;
    }

    private static (long Minute, string Key, double Sum) Point(SqliteDataReader row) =>
        (row.GetInt64(0), row.GetString(1), row.GetDouble(2));
}

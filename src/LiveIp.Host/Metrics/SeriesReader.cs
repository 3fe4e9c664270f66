using LiveIp.Host.Events;
using LiveIp.Host.Storage;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Metrics;

/// <summary>Reads the metric series as they are stored; what they mean and whether they may be used is decided elsewhere.</summary>
internal sealed class SeriesReader(LogDatabase database, ChannelDirectory channels)
{
    /// <summary>Channels written so far.</summary>
    public IEnumerable<LoggedChannel> Channels => channels.All;

    public LoggedChannel? Find(string channel) => channels.Find(channel);

    /// <summary>One sum per currency; none when nothing was ever counted up to the end of the stretch.</summary>
    public IReadOnlyList<SeriesSum> Sums(LoggedChannel channel, string metric, Stretch stretch) =>
        Query(
            """
            SELECT currency, total(CASE WHEN minute >= $from THEN sum END), total(CASE WHEN minute >= $from THEN samples END), max(minute)
            FROM metric_points WHERE channel = $channel AND metric = $metric AND minute < $to GROUP BY currency ORDER BY currency
            """,
            static row => new SeriesSum(row.GetString(0), row.GetDouble(1), (long)row.GetDouble(2), row.GetInt64(3) * 60_000),
            ("$channel", channel.Ref),
            ("$metric", metric),
            ("$from", stretch.FromMinute),
            ("$to", stretch.ToMinute)
        );

    /// <summary>Distinct people who wrote in the chat.</summary>
    public long Speakers(LoggedChannel channel, params IReadOnlyList<Stretch> stretches)
    {
        var people = new HashSet<long>();
        foreach (var (_, messages) in stretches.SelectMany(s => SpokenMinutes(channel, s, long.MinValue)))
        {
            people.UnionWith(messages.Where(static m => m.Value > 0).Select(static m => m.Key));
        }

        return people.Count;
    }

    /// <summary>Null when no value is known anywhere in the stretch.</summary>
    public GaugeSummary? Gauge(LoggedChannel channel, string metric, Stretch stretch) =>
        GaugeSummary.Of(GaugeSamples(channel, metric, stretch), stretch);

    /// <summary>Samples of the whole minutes that the stretch touches, and those before that may still hold in them.</summary>
    public IReadOnlyList<GaugeSample> GaugeSamples(LoggedChannel channel, string metric, Stretch stretch) =>
        Query(
            "SELECT at, value FROM gauge_samples WHERE channel = $channel AND metric = $metric AND at >= $from AND at < $to ORDER BY at, id",
            static row => new GaugeSample(row.GetInt64(0), row.IsDBNull(1) ? null : row.GetInt64(1)),
            ("$channel", channel.Ref),
            ("$metric", metric),
            ("$from", (stretch.FromMinute * 60_000) - (long)GaugeSummary.MaxHold.TotalMilliseconds),
            ("$to", stretch.ToMinute * 60_000)
        );

    /// <summary>The newest sample before the end of the stretch, or null.</summary>
    public GaugeSample? LastGauge(LoggedChannel channel, string metric, Stretch stretch)
    {
        var found = Query(
            """
            SELECT at, value FROM gauge_samples
            WHERE channel = $channel AND metric = $metric AND at >= $from AND at < $to AND value IS NOT NULL
            ORDER BY at DESC, id DESC LIMIT 1
            """,
            static row => new GaugeSample(row.GetInt64(0), row.GetInt64(1)),
            ("$channel", channel.Ref),
            ("$metric", metric),
            ("$from", stretch.FromMilliseconds),
            ("$to", stretch.ToMilliseconds)
        );
        return found.Count == 0 ? null : found[0];
    }

    /// <summary>Sums per minute, behind (minute, currency).</summary>
    public IReadOnlyList<SeriesPoint> Points(LoggedChannel channel, string metric, Stretch stretch, SeriesPosition after, int limit) =>
        Page(
            """
            SELECT minute, currency, sum, samples FROM metric_points
            WHERE channel = $channel AND metric = $metric AND minute >= $from AND minute < $to
                AND (minute, currency) > ($afterMinute, $afterCurrency)
            ORDER BY minute, currency LIMIT $limit
            """,
            channel,
            metric,
            stretch,
            after,
            limit
        );

    /// <summary>The last sample of each minute.</summary>
    public IReadOnlyList<SeriesPoint> GaugePoints(LoggedChannel channel, string metric, Stretch stretch, SeriesPosition after, int limit) =>
        Page(
            """
            SELECT minute, '' AS currency, value, samples FROM (
                SELECT at / 60000 AS minute, value, count(*) OVER (PARTITION BY at / 60000) AS samples,
                    row_number() OVER (PARTITION BY at / 60000 ORDER BY at DESC, id DESC) AS newest
                FROM gauge_samples
                WHERE channel = $channel AND metric = $metric AND at >= $from * 60000 AND at < $to * 60000 AND value IS NOT NULL
            ) WHERE newest = 1 AND (minute, '') > ($afterMinute, $afterCurrency) ORDER BY minute LIMIT $limit
            """,
            channel,
            metric,
            stretch,
            after,
            limit
        );

    /// <summary>Distinct people in each minute.</summary>
    public IReadOnlyList<SeriesPoint> SpeakerPoints(LoggedChannel channel, Stretch stretch, SeriesPosition after, int limit) =>
        [
            .. SpokenMinutes(channel, stretch, after.Minute)
                .Select(static m => (m.Minute, People: m.Messages.Values.Where(static count => count > 0).ToArray()))
                .Where(static m => m.People.Length > 0)
                .Select(static m => new SeriesPoint(new(m.Minute, ""), m.People.Length, m.People.Sum()))
                .Take(limit),
        ];

    // Messages of each person, minute by minute; a person whose messages were all taken back has none.
    private IEnumerable<(long Minute, Dictionary<long, long> Messages)> SpokenMinutes(LoggedChannel channel, Stretch stretch, long after)
    {
        using var connection = database.OpenReader();
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT minute, entries FROM speaker_runs
            WHERE channel = $channel AND minute >= $from AND minute < $to AND minute > $after ORDER BY minute
            """;
        command.Parameters.AddWithValue("$channel", channel.Ref);
        command.Parameters.AddWithValue("$from", stretch.FromMinute);
        command.Parameters.AddWithValue("$to", stretch.ToMinute);
        command.Parameters.AddWithValue("$after", after);
        using var runs = command.ExecuteReader();
        var (minute, messages) = (after, new Dictionary<long, long>());
        while (runs.Read())
        {
            if (runs.GetInt64(0) is var next && next != minute)
            {
                yield return (minute, messages);
                (minute, messages) = (next, []);
            }

            SpeakerRun.Count((byte[])runs[1], messages);
        }

        yield return (minute, messages);
    }

    private List<SeriesPoint> Page(string sql, LoggedChannel channel, string metric, Stretch stretch, SeriesPosition after, int limit) =>
        Query(
            sql,
            static row => new SeriesPoint(new(row.GetInt64(0), row.GetString(1)), row.GetDouble(2), row.GetInt64(3)),
            ("$channel", channel.Ref),
            ("$metric", metric),
            ("$from", stretch.FromMinute),
            ("$to", stretch.ToMinute),
            ("$afterMinute", after.Minute),
            ("$afterCurrency", after.Currency),
            ("$limit", limit)
        );

    private List<T> Query<T>(string sql, Func<SqliteDataReader, T> read, params ReadOnlySpan<(string Name, object Value)> parameters)
    {
        using var connection = database.OpenReader();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value);
        }

        var found = new List<T>();
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            found.Add(read(reader));
        }

        return found;
    }
}

/// <param name="LastAt">Unix milliseconds of the last minute in which something was counted.</param>
internal readonly record struct SeriesSum(string Currency, double Sum, long Samples, long LastAt);

/// <summary>Order of points: by minute, then by currency.</summary>
internal readonly record struct SeriesPosition(long Minute, string Currency)
{
    public static readonly SeriesPosition Start = new(long.MinValue, "");
}

internal readonly record struct SeriesPoint(SeriesPosition Position, double Value, long Samples);

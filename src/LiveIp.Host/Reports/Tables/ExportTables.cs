using System.Text.Encodings.Web;
using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Host.Reports.Model;
using LiveIp.Host.Reports.Text;
using LiveIp.Host.Scoring;

namespace LiveIp.Host.Reports.Tables;

/// <summary>
/// The tables that there are. One value stands in each row, in the column of its metric, so that any tool can add up a column: a metric
/// in two currencies would otherwise count all others twice.
/// </summary>
internal static class ExportTables
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] AllMetrics =
    [
        .. MetricCatalog.All.Select(static m => m.Id).Where(static m => m != MetricIds.ViewersConcurrent),
    ];

    public static IReadOnlyList<string> Names { get; } = ["broadcasts", "metrics", "minutes", "scores"];

    /// <summary>Null when there is no such table.</summary>
    /// <param name="read">Reads one broadcast when its turn comes: a history is never in memory as a whole.</param>
    public static ExportTable? Find(string name, ScoreSheet sheet, Func<KnownBroadcast, BroadcastReading> read) =>
        name switch
        {
            "broadcasts" => new()
            {
                Name = name,
                Columns =
                [
                    Text("broadcast"),
                    Text("title"),
                    Time("start_time_utc"),
                    Time("end_time_utc"),
                    new("duration_min", ColumnKind.Number),
                    new("is_live", ColumnKind.Flag),
                    new("is_emulated", ColumnKind.Flag),
                    Text("platforms"),
                    Text("labels_json"),
                ],
                Rows = sheet.Broadcasts.Select(Broadcast),
            },
            "metrics" => new()
            {
                Name = name,
                Columns =
                [
                    .. Key,
                    Text("metric"),
                    .. AllMetrics.Select(static m => new ExportColumn(ColumnNames.Of(m), ColumnKind.Number)),
                    Text("currency"),
                    new("estimated", ColumnKind.Flag),
                    Text("missing_reason"),
                ],
                Rows = sheet.Broadcasts.SelectMany(b => Metrics(b, read(b))),
            },
            "minutes" => new()
            {
                Name = name,
                Columns =
                [
                    .. Key,
                    new("minute_min", ColumnKind.Whole),
                    Time("time_utc"),
                    Text("metric"),
                    .. ReportMinutes.Metrics.Select(static m => new ExportColumn(ColumnNames.Of(m), ColumnKind.Number)),
                    Text("currency"),
                    Text("missing_reason"),
                ],
                Rows = sheet.Broadcasts.SelectMany(b => MinuteRows.Of(b, read(b))),
            },
            "scores" => new()
            {
                Name = name,
                Columns = ScoreRows.Columns,
                Rows = sheet.Broadcasts.SelectMany(b => ScoreRows.Of(b, sheet.Score(b))),
            },
            _ => null,
        };

    /// <summary>The broadcast and the channel of a row.</summary>
    public static IReadOnlyList<ExportColumn> Key { get; } =
    [Text("broadcast"), Time("start_time_utc"), new("is_emulated", ColumnKind.Flag), Text("channel"), Text("platform")];

    public static object?[] KeyOf(KnownBroadcast b, string? channel, string? platform) =>
        [b.Name, b.Raw.StartTime.UtcDateTime, b.IsEmulated, channel, platform];

    /// <summary>A value for each metric, all but one of them null.</summary>
    public static IEnumerable<object?> Spread(IReadOnlyList<string> metrics, string metric, double? value) =>
        metrics.Select(m => m == metric ? (object?)value : null);

    public static ExportColumn Text(string name) => new(name, ColumnKind.Text);

    public static ExportColumn Time(string name) => new(name, ColumnKind.Time);

    /// <summary>Null rather than an empty text: nothing is nothing in every format.</summary>
    public static string? OrNull(string text) => text.Length == 0 ? null : text;

    private static object?[] Broadcast(KnownBroadcast b) =>
        [
            b.Name,
            OrNull(PlainText.Of(b.Title)),
            b.Raw.StartTime.UtcDateTime,
            b.IsLive ? null : b.Raw.EndTime.UtcDateTime,
            (b.Raw.EndTime - b.Raw.StartTime).TotalMinutes,
            b.IsLive,
            b.IsEmulated,
            string.Join(' ', b.Raw.Parts.Select(static p => p.Platform).Distinct()),
            JsonSerializer.Serialize(
                new SortedDictionary<string, string>(b.Labels.ToDictionary(static l => l.Key, static l => l.Value), StringComparer.Ordinal),
                Readable
            ),
        ];

    private static IEnumerable<object?[]> Metrics(KnownBroadcast b, BroadcastReading reading) =>
        reading.Parts.SelectMany(part =>
            part.Values.Select(v =>
                (object?[])
                    [
                        .. KeyOf(b, part.Channel, part.Platform),
                        v.Metric,
                        .. Spread(AllMetrics, v.Metric, v.Value),
                        OrNull(v.Currency),
                        v.Value is null ? null : v.Estimated,
                        OrNull(v.Missing),
                    ]
            )
        );
}

/// <summary>One broadcast as the tables need it.</summary>
internal sealed record BroadcastReading
{
    public required IReadOnlyList<SourcePart> Parts { get; init; }

    public required IReadOnlyList<ReportGap> Gaps { get; init; }
}

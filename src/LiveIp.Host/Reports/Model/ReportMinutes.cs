using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Host.Reports.Model;

/// <summary>Puts what was stored on a common row of minutes, and tells "nothing happened" from "nobody knows".</summary>
internal sealed class ReportMinutes
{
    /// <summary>A week. A stream that never ends must not make a report that nobody can open.</summary>
    public const int Most = 7 * 24 * 60;

    /// <summary>Of all channels together, so that a report stays below the four megabytes that gRPC clients take.</summary>
    private const int MostRows = 3 * Most;

    /// <summary>What is shown minute by minute.</summary>
    public static readonly IReadOnlyList<string> Metrics =
    [
        MetricIds.ViewersConcurrent,
        MetricIds.ChatMessages,
        MetricIds.Likes,
        MetricIds.ContributionsCount,
        MetricIds.ContributionsValue,
        MetricIds.MembershipsGained,
        MetricIds.FollowsGained,
    ];

    private readonly long _first;

    private ReportMinutes(long first, long count, int channels)
    {
        _first = first;
        Count = (int)Math.Min(count, Math.Min(Most, MostRows / Math.Max(1, channels)));
        LeftOut = (int)Math.Min(count - Count, int.MaxValue);
    }

    public DateTimeOffset First => DateTimeOffset.FromUnixTimeSeconds(_first * 60);

    public int Count { get; }

    public int LeftOut { get; }

    public static ReportMinutes Of(ReportSource source)
    {
        var first = Floor(source.Broadcast.Raw.StartTime);
        return new(first, Math.Max(0, Ceiling(source.Broadcast.Raw.EndTime) - first), source.Parts.Count);
    }

    public IReadOnlyList<MinuteSeries> Series(ReportSource source, IReadOnlyList<ReportPart> parts) =>
        [
            .. source
                .Parts.Zip(parts)
                .SelectMany(p =>
                    p.First.Series.Where(s => IsKnown(p.Second, s))
                        .Select(s => new MinuteSeries
                        {
                            Channel = p.First.Channel,
                            Platform = p.First.Platform,
                            Caption = p.Second.Caption,
                            Metric = s.Metric,
                            Currency = s.Currency,
                            Values = Values(p.First, s, source.Gaps),
                        })
                ),
        ];

    /// <summary>The minutes of one series from the begin of the part, as the tables show them.</summary>
    public static double? At(SourcePart part, SourceSeries series, long minute, IReadOnlyList<ReportGap> gaps) =>
        series.Points.TryGetValue(minute, out var value) ? value
        : MetricCatalog.Find(series.Metric)!.Kind == MetricKind.Gauge
        || !part.OnAir.Any(a => Floor(a.Start) <= minute && minute < Ceiling(a.End))
        || gaps.Any(g => g.Channel == part.Channel && Floor(g.Start) <= minute && minute < Ceiling(g.End))
            ? null
        : 0;

    public static long Floor(DateTimeOffset time) => (long)Math.Floor(time.ToUnixTimeMilliseconds() / 60_000.0);

    public static long Ceiling(DateTimeOffset time) => (long)Math.Ceiling(time.ToUnixTimeMilliseconds() / 60_000.0);

    // Where a count is missing as a whole, its minutes are not zeros.
    private static bool IsKnown(ReportPart part, SourceSeries series) =>
        MetricCatalog.Find(series.Metric)!.Kind == MetricKind.Gauge
            ? series.Points.Count > 0
            : part.Values.Any(v => v.Metric == series.Metric && v.Value is not null);

    private double?[] Values(SourcePart part, SourceSeries series, IReadOnlyList<ReportGap> gaps)
    {
        var values = new double?[Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = At(part, series, _first + i, gaps);
        }

        return values;
    }
}

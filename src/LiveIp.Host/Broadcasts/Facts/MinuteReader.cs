using LiveIp.Contracts;
using LiveIp.Host.Events;
using LiveIp.Host.Metrics;
using LiveIp.V1;

namespace LiveIp.Host.Broadcasts.Facts;

/// <summary>A stretch of a channel minute by minute.</summary>
internal sealed class MinuteReader(SeriesReader series, MetricReader metrics, TimeProvider clock)
{
    private static readonly string[] Counted =
    [
        .. MetricCatalog.All.Where(static m => m.Kind != MetricKind.Gauge && m.Id != MetricIds.ContributionsValue).Select(static m => m.Id),
    ];

    /// <param name="channel">Whose.</param>
    /// <param name="stretch">Every minute that it touches.</param>
    /// <param name="begin">From which minutes are numbered.</param>
    public IEnumerable<MinuteFacts> Read(LoggedChannel channel, Stretch stretch, DateTimeOffset begin)
    {
        var counts = new SortedDictionary<long, Dictionary<string, double>>();
        foreach (var metric in Counted)
        {
            foreach (var point in Points(channel, metric, stretch))
            {
                At(counts, point.Position.Minute)[metric] = point.Value;
            }
        }

        foreach (var point in series.SpeakerPoints(channel, stretch, SeriesPosition.Start, int.MaxValue))
        {
            At(counts, point.Position.Minute)[MetricIds.ChatParticipants] = point.Value;
        }

        var money = Points(channel, MetricIds.ContributionsValue, stretch).ToLookup(static p => p.Position.Minute);
        var viewers = metrics.GetViewerMinutes(channel, stretch).Value is null ? null : Viewers(channel, stretch, clock.GetUtcNow());
        var first = new Stretch(begin, begin).FromMinute;
        for (var minute = stretch.FromMinute; minute < stretch.ToMinute; minute++)
        {
            var watched = viewers?[minute - stretch.FromMinute];
            if (counts.ContainsKey(minute) || money.Contains(minute) || watched is not null)
            {
                yield return new()
                {
                    Minute = (int)(minute - first),
                    ViewerMinutes = watched,
                    Metrics = counts.GetValueOrDefault(minute, []),
                    Money = money[minute].ToDictionary(static p => p.Position.Currency, static p => p.Value, StringComparer.Ordinal),
                };
            }
        }
    }

    private IReadOnlyList<SeriesPoint> Points(LoggedChannel channel, string metric, Stretch stretch) =>
        series.Points(channel, metric, stretch, SeriesPosition.Start, int.MaxValue);

    // Null for a minute in which no number of viewers is known for any time.
    private double?[] Viewers(LoggedChannel channel, Stretch stretch, DateTimeOffset now)
    {
        var samples = series.GaugeSamples(channel, MetricIds.ViewersConcurrent, stretch).ToArray();
        var viewers = new double?[stretch.ToMinute - stretch.FromMinute];
        var (oldest, newest) = (0, 0);
        for (var i = 0; i < viewers.Length; i++)
        {
            var minute = Minute(stretch.FromMinute + i).Until(now);
            var heldFrom = minute.FromMilliseconds - (long)GaugeSummary.MaxHold.TotalMilliseconds;
            while (newest < samples.Length && samples[newest].At < minute.ToMilliseconds)
            {
                newest++;
            }

            while (oldest < newest && samples[oldest].At < heldFrom)
            {
                oldest++;
            }

            var summary = GaugeSummary.Of(new ArraySegment<GaugeSample>(samples, oldest, newest - oldest), minute);
            viewers[i] = summary is { Seconds: > 0 } known ? known.Area / 60 : null;
        }

        return viewers;
    }

    private static Stretch Minute(long minute) =>
        new(DateTimeOffset.FromUnixTimeMilliseconds(minute * 60_000), DateTimeOffset.FromUnixTimeMilliseconds((minute + 1) * 60_000));

    private static Dictionary<string, double> At(SortedDictionary<long, Dictionary<string, double>> counts, long minute) =>
        counts.TryGetValue(minute, out var found) ? found : counts[minute] = new(StringComparer.Ordinal);
}

using System.Runtime.InteropServices;
using LiveIp.Host.Storage;
using LiveIp.V1;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Metrics;

/// <summary>
/// Keeps the metric series in step with the log, inside the log's transaction. Every effect can be taken back exactly, whatever came
/// in between: that is how a revision replaces what it revises, and why the order of arrival does not matter.
/// </summary>
internal sealed class SeriesWriter(SqliteConnection connection, Func<string, long> person) : IDisposable
{
    private readonly Dictionary<SpokenMinute, SpeakerRun> _spoken = [];
    private readonly Dictionary<PointKey, (long Sum, long Samples)> _points = [];
    private readonly CounterSeries _counters = new(connection);

    private readonly Statement _point = new(
        connection,
        """
        INSERT INTO metric_points VALUES ($0, $1, $2, $3, $4, $5)
        ON CONFLICT DO UPDATE SET sum = sum + excluded.sum, samples = samples + excluded.samples
        """,
        6
    );

    private readonly Statement _dropPoint = new(
        connection,
        "DELETE FROM metric_points WHERE channel = $0 AND metric = $1 AND currency = $2 AND minute = $3 AND samples = 0",
        4
    );

    private readonly Statement _addGauge = new(connection, "INSERT OR REPLACE INTO gauge_samples VALUES ($0, $1, $2, $3, $4)", 5);

    private readonly Statement _dropGauge = new(
        connection,
        "DELETE FROM gauge_samples WHERE channel = $0 AND metric = $1 AND at = $2 AND id = $3",
        4
    );

    private readonly Statement _speak = new(connection, "INSERT INTO speaker_runs VALUES ($0, $1, $2, $3)", 4);

    /// <summary>Counts the event in.</summary>
    /// <param name="facts">What <see cref="EventMetrics.Of"/> says of it.</param>
    public void Add(long channel, LiveEvent source, IReadOnlyList<MetricFact> facts) => Apply(channel, source, facts, 1);

    /// <summary>Takes out what <see cref="Add"/> did for the same event.</summary>
    public void Remove(long channel, LiveEvent source) => Apply(channel, source, EventMetrics.Of(source, person), -1);

    /// <summary>Writes what was gathered; once, before the transaction is committed.</summary>
    /// <param name="sequence">The newest of the transaction, which no other has.</param>
    public void Flush(long sequence)
    {
        foreach (var (key, (sum, samples)) in _points)
        {
            _point.Run(key.Channel, key.Series.Metric, key.Series.Currency, key.Minute, sum, samples);
            if (samples <= 0)
            {
                _dropPoint.Run(key.Channel, key.Series.Metric, key.Series.Currency, key.Minute);
            }
        }

        foreach (var (key, run) in _spoken)
        {
            _speak.Run(key.Channel, key.Minute, sequence, run.Bytes.ToArray());
        }

        _points.Clear();
        _spoken.Clear();
    }

    public void Dispose()
    {
        _counters.Dispose();
        _point.Dispose();
        _dropPoint.Dispose();
        _addGauge.Dispose();
        _dropGauge.Dispose();
        _speak.Dispose();
    }

    private void Apply(long channel, LiveEvent source, IReadOnlyList<MetricFact> facts, int sign)
    {
        var at = EventMetrics.At(source);
        for (var i = 0; i < facts.Count; i++)
        {
            switch (facts[i])
            {
                case MetricFact.Added added:
                    Gather(new(channel, added.Series, Minute(at)), sign * added.Amount, sign);
                    break;
                case MetricFact.Total total:
                    foreach (
                        var change in _counters.Apply(new(channel, total.Metric, total.Subject), new(at, total.Value, source.Id), sign)
                    )
                    {
                        Gather(new(channel, new(total.Metric), Minute(change.At)), change.Amount, change.Samples);
                    }

                    break;
                case MetricFact.Gauge gauge when sign > 0:
                    _addGauge.Run(channel, gauge.Metric, at, source.Id, gauge.Value);
                    break;
                case MetricFact.Gauge gauge:
                    _dropGauge.Run(channel, gauge.Metric, at, source.Id);
                    break;
                case MetricFact.Spoke spoke:
                    ref var run = ref CollectionsMarshal.GetValueRefOrAddDefault(_spoken, new(channel, Minute(at)), out _);
                    (run ??= new()).Add(spoke.Person, sign);
                    break;
            }
        }
    }

    private void Gather(PointKey key, long amount, long samples)
    {
        ref var point = ref CollectionsMarshal.GetValueRefOrAddDefault(_points, key, out _);
        point = (point.Sum + amount, point.Samples + samples);
    }

    private static long Minute(long milliseconds) => (long)Math.Floor(milliseconds / 60_000.0);

    private readonly record struct SpokenMinute(long Channel, long Minute);

    private readonly record struct PointKey(long Channel, MetricSeries Series, long Minute);
}

using LiveIp.Host.Storage;
using Microsoft.Data.Sqlite;

namespace LiveIp.Host.Metrics;

/// <summary>
/// Totals of counters, turned into what was added between neighbours in time. The first total counts from zero, since the counter
/// began with its subject. A total that arrives late splits the difference that it falls into, so the sum never depends on the order.
/// </summary>
internal sealed class CounterSeries(SqliteConnection connection) : IDisposable
{
    private readonly Statement _before = new(
        connection,
        """
        SELECT value FROM counter_samples
        WHERE channel = $0 AND metric = $1 AND subject = $2 AND (at, value, id) < ($3, $4, $5)
        ORDER BY at DESC, value DESC, id DESC LIMIT 1
        """,
        6
    );

    private readonly Statement _after = new(
        connection,
        """
        SELECT at, value FROM counter_samples
        WHERE channel = $0 AND metric = $1 AND subject = $2 AND (at, value, id) > ($3, $4, $5)
        ORDER BY at, value, id LIMIT 1
        """,
        6
    );

    private readonly Statement _add = new(connection, "INSERT INTO counter_samples VALUES ($0, $1, $2, $3, $4, $5)", 6);

    private readonly Statement _drop = new(
        connection,
        """
        DELETE FROM counter_samples
        WHERE channel = $0 AND metric = $1 AND subject = $2 AND at = $3 AND value = $4 AND id = $5
        """,
        6
    );

    /// <summary>Adds the sample (sign 1) or takes it out again (sign -1), and says what that changes in the series of differences.</summary>
    public IReadOnlyList<Change> Apply(Counter counter, Sample sample, int sign)
    {
        ReadOnlySpan<SqlValue> key = [counter.Channel, counter.Metric, counter.Subject, sample.At, sample.Value, sample.Id];
        (sign > 0 ? _add : _drop).Run(key);

        var previous = _before.Scalar(key) ?? 0;
        var changes = new List<Change>(2) { new(sample.At, sign * (sample.Value - previous), sign) };
        using var next = _after.Query(key);
        if (next.Read())
        {
            // The neighbour behind counted from the one before; with the sample between them it counts from the sample.
            changes.Add(new(next.GetInt64(0), -sign * (sample.Value - previous), 0));
        }

        return changes;
    }

    public void Dispose()
    {
        _before.Dispose();
        _after.Dispose();
        _add.Dispose();
        _drop.Dispose();
    }

    internal readonly record struct Counter(long Channel, string Metric, string Subject);

    internal readonly record struct Sample(long At, long Value, string Id);

    internal readonly record struct Change(long At, long Amount, int Samples);
}

using System.Diagnostics.Metrics;
using LiveIp.Host.Channels.Connections;
using LiveIp.V1;

namespace LiveIp.Host.Operations.Telemetry;

/// <summary>
/// The connections, read from the board when somebody asks. By channel: their number is what the operator set up, and a channel that is
/// deleted takes its series with it.
/// </summary>
internal sealed class ConnectionMeters
{
    private readonly ConnectionBoard _board;

    public ConnectionMeters(IMeterFactory meters, ConnectionBoard board)
    {
        _board = board;
        var meter = meters.Create(Signals.Name);
        meter.CreateObservableUpDownCounter("liveip.connections", States, "{connection}", "Connections by platform and state.");
        meter.CreateObservableGauge(
            "liveip.connection.stalled",
            () => Each(static c => c.Stalled ? 1L : 0L),
            "{connection}",
            "1 while the last connection stood and said nothing and the channel is not online again, by channel."
        );
        meter.CreateObservableGauge(
            "liveip.connection.silence",
            () => Heard(static c => c.SecondsSinceHeard),
            "s",
            "Since the platform was last heard, by channel; absent before it was ever heard."
        );
        meter.CreateObservableGauge(
            "liveip.connection.silence.limit",
            () => Heard(static c => c.MaxSilenceSeconds),
            "s",
            "The silence past which the connection counts as stalled, by channel."
        );
        meter.CreateObservableCounter(
            "liveip.connection.reconnects",
            () => Each(static c => c.Reconnects),
            "{connection}",
            "How often the channel came online again, by channel."
        );
    }

    private IEnumerable<Measurement<long>> States() =>
        _board
            .All()
            .GroupBy(static c => (c.Platform, c.State))
            .Select(static g => new Measurement<long>(
                g.LongCount(),
                new(Signals.Platform, g.Key.Platform),
                new("liveip.state", g.Key.State.ToString())
            ));

    private IEnumerable<Measurement<long>> Each(Func<Connection, long> value) =>
        _board.All().Select(c => new Measurement<long>(value(c), Of(c)));

    private IEnumerable<Measurement<double>> Heard(Func<Connection, double> value) =>
        _board
            .All()
            .Where(static c => c.LastHeardAt is not null && c.State != ConnectionState.Stopped)
            .Select(c => new Measurement<double>(value(c), Of(c)));

    private static KeyValuePair<string, object?>[] Of(Connection c) => [new(Signals.Platform, c.Platform), new(Signals.Channel, c.Channel)];
}

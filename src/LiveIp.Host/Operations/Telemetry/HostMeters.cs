using System.Diagnostics.Metrics;
using LiveIp.Host.Events;
using LiveIp.Host.Plugins;

namespace LiveIp.Host.Operations.Telemetry;

/// <summary>The log's queue and files, the disk under them, and the plugins; read when somebody asks.</summary>
internal sealed class HostMeters
{
    private static readonly string[] Files = ["log.db", "log.db-wal", "state.db", "state.db-wal"];

    private readonly LiveIpOptions _options;
    private readonly PluginCatalog _plugins;

    public HostMeters(IMeterFactory meters, LiveIpOptions options, SqliteEventLog log, PluginCatalog plugins)
    {
        (_options, _plugins) = (options, plugins);
        var meter = meters.Create(Signals.Name);
        meter.CreateObservableGauge(
            "liveip.log.queue",
            () => (long)log.Waiting,
            "{batch}",
            "Batches that wait for the writer; adapters wait when it is full."
        );
        meter.CreateObservableGauge(
            "liveip.log.writable",
            () => log.Failure is null ? 1L : 0L,
            "1",
            "0 while the log cannot be written, for a full disk for instance."
        );
        meter.CreateObservableGauge("liveip.log.sequence", () => log.LastSequence, "{event}", "Sequence of the newest durable event.");
        meter.CreateObservableGauge("liveip.data.size", Sizes, "By", "Size of the data files, by file.");
        meter.CreateObservableGauge(
            "liveip.data.free",
            () => new DriveInfo(_options.DataDirectory).AvailableFreeSpace,
            "By",
            "Space left for the data directory."
        );
        meter.CreateObservableGauge("liveip.plugins", States, "{plugin}", "Plugin directories by state: loaded, refused, arriving.");
    }

    private IEnumerable<Measurement<long>> Sizes() =>
        Files
            .Select(name => (Name: name, File: new FileInfo(Path.Combine(_options.DataDirectory, name))))
            .Where(static f => f.File.Exists)
            .Select(static f => new Measurement<long>(f.File.Length, new KeyValuePair<string, object?>("liveip.file", f.Name)));

    // Every state is always told: what is absent cannot be alerted on.
    private IEnumerable<Measurement<long>> States() =>
        Enum.GetValues<PluginState>()
            .Select(state => new Measurement<long>(
                _plugins.Plugins.LongCount(p => p.State == state),
                new KeyValuePair<string, object?>("liveip.state", state.ToString().ToLowerInvariant())
            ));
}

using System.Diagnostics.Metrics;
using LiveIp.Host.Plugins.Loading;

namespace LiveIp.Host.Plugins.Unloading;

/// <summary>
/// Looks whether plugins that were replaced or removed really leave memory. The runtime frees a load context when nothing refers to
/// it any more, and says nothing when something does; so each is watched by a weak reference, and one that stays is told.
/// </summary>
internal sealed partial class UnloadWatch
{
    /// <summary>The host's meter; its instruments are named in docs/plugins-reload.md.</summary>
    public const string MeterName = "LiveIp.Host";

    /// <summary>After this a plugin that is still in memory counts as leaked.</summary>
    public static readonly TimeSpan Verdict = TimeSpan.FromSeconds(90);

    /// <summary>
    /// When a collection is asked for, if none of the runtime's own did it: a quiet host may have no full collection for hours. Four
    /// in all, because a context takes more than one: its finalizers run between them.
    /// </summary>
    private static readonly TimeSpan[] Nudges =
    [
        TimeSpan.FromSeconds(5),
        TimeSpan.FromSeconds(15),
        TimeSpan.FromSeconds(35),
        TimeSpan.FromSeconds(75),
    ];

    /// <summary>However many plugins are swapped, collections are not asked for more often than this.</summary>
    private static readonly TimeSpan BetweenCollections = TimeSpan.FromSeconds(5);

    private readonly TimeProvider _clock;
    private readonly ILogger<UnloadWatch> _logger;
    private readonly Counter<long> _leaked;
    private readonly Counter<long> _reclaimed;
    private readonly Lock _lock = new();
    private readonly List<Departed> _departed = [];
    private long? _collectedAt;

    public UnloadWatch(TimeProvider clock, IMeterFactory meters, ILogger<UnloadWatch> logger)
    {
        (_clock, _logger) = (clock, logger);
        var meter = meters.Create(MeterName);
        _leaked = meter.CreateCounter<long>(
            "liveip.plugins.leaked",
            "{plugin}",
            "Plugins that were replaced or removed and did not leave memory in time."
        );
        _reclaimed = meter.CreateCounter<long>("liveip.plugins.reclaimed", "{plugin}", "Plugins that were unloaded and have left memory.");
        meter.CreateObservableUpDownCounter(
            "liveip.plugins.unreclaimed",
            () => Unreclaimed().Count,
            "{plugin}",
            "Leaked plugins that are in memory now."
        );
    }

    /// <summary>Those that should have left memory and have not, the oldest first.</summary>
    public IReadOnlyList<(string Id, string Version)> Unreclaimed()
    {
        lock (_lock)
            return [.. _departed.Where(static d => d.IsLeaked).Select(static d => (d.Plugin.Manifest.Id, d.Plugin.Manifest.Version))];
    }

    /// <summary>From now on the plugin should go.</summary>
    public void Add(LoadedPlugin plugin)
    {
        lock (_lock)
            _departed.Add(new Departed(plugin, _clock.GetTimestamp()));
    }

    /// <summary>One look; costs next to nothing while nothing is watched. To be called every second or so, never by a request.</summary>
    public void Look()
    {
        bool collect;
        lock (_lock)
        {
            foreach (var gone in _departed.Where(static d => !d.Plugin.IsInMemory).ToList())
                Settle(gone);
            foreach (var late in _departed.Where(d => !d.IsLeaked && Age(d) >= Verdict))
                Tell(late);
            collect = NeedsCollection();
        }
        if (collect)
            // In the background and not waited for: the connections of the host go on.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Forced, blocking: false);
    }

    private void Settle(Departed gone)
    {
        _departed.Remove(gone);
        _reclaimed.Add(1, Tag(gone));
        if (gone.IsLeaked)
            LogLate(_logger, gone.Plugin.Manifest.Id, gone.Plugin.Manifest.Version, Age(gone).TotalSeconds);
    }

    private void Tell(Departed late)
    {
        late.IsLeaked = true;
        _leaked.Add(1, Tag(late));
        var held = late.Plugin.Leases is > 0 and var leases
            ? $"{leases} connections or deliveries still run on it and did not end when they were told to"
            : "something in the process still refers to it";
        LogLeaked(_logger, late.Plugin.Manifest.Id, late.Plugin.Manifest.Version, Age(late).TotalSeconds, held);
    }

    private bool NeedsCollection()
    {
        if (_collectedAt is { } last && _clock.GetElapsedTime(last) < BetweenCollections)
            return false;
        // What is still in use cannot be collected, however often.
        var due = _departed.Where(d => d.Nudged < Nudges.Length && d.Plugin.Leases == 0 && Age(d) >= Nudges[d.Nudged]).ToList();
        if (due.Count == 0)
            return false;
        foreach (var departed in due)
            departed.Nudged++;
        _collectedAt = _clock.GetTimestamp();
        return true;
    }

    private TimeSpan Age(Departed departed) => _clock.GetElapsedTime(departed.Since);

    private static KeyValuePair<string, object?> Tag(Departed departed) => new("liveip.plugin.id", departed.Plugin.Manifest.Id);

    /// <summary>A plugin that was retired. Once unloaded, the object refers to nothing of the plugin's own.</summary>
    private sealed class Departed(LoadedPlugin plugin, long since)
    {
        public LoadedPlugin Plugin => plugin;

        public long Since => since;

        public int Nudged { get; set; }

        public bool IsLeaked { get; set; }
    }

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "Plugin {Id} {Version} was replaced or removed {Seconds:0} s ago and is still in memory: {Held}. Its memory is lost until the host ends; tell the plugin's author"
    )]
    private static partial void LogLeaked(ILogger logger, string id, string version, double seconds, string held);

    [LoggerMessage(Level = LogLevel.Information, Message = "Plugin {Id} {Version} has left memory after all, {Seconds:0} s late")]
    private static partial void LogLate(ILogger logger, string id, string version, double seconds);
}

using System.Diagnostics.Metrics;
using LiveIp.Host.Plugins.Accounts;
using LiveIp.Host.Plugins.Loading;
using LiveIp.Host.Plugins.Settings;
using LiveIp.Host.Plugins.Unloading;

namespace LiveIp.Host.Plugins;

/// <summary>
/// All plugins of this host. A scan compares the directories with what is loaded: per id the newest version that passes serves, and
/// what does not pass is kept with its sentence. Nothing that a plugin does gets out of here as an exception.
/// </summary>
internal sealed partial class PluginCatalog : IExtensionRegistry
{
    /// <summary>A constructor and Configure do no I/O: this is much, also on a slow machine.</summary>
    private static readonly TimeSpan LoadWithin = TimeSpan.FromSeconds(20);

    /// <summary>How long one scan waits for what it loads.</summary>
    private static readonly TimeSpan ScanWithin = TimeSpan.FromSeconds(1);

    private readonly string[] _roots;
    private readonly ExtensionSettings _settings;
    private readonly AccountStore _accounts;
    private readonly UnloadWatch _unloads;
    private readonly Counter<long> _hanging;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger<PluginCatalog> _logger;
    private readonly TimeProvider _clock;
    private readonly Dictionary<PluginDirectory, PluginSlot> _slots = [];
    private readonly List<LoadedPlugin> _leaving = [];
    private readonly HashSet<string> _changed = [];
    private readonly HashSet<PluginSlot> _looked = [];
    private volatile Snapshot _snapshot = new([], [], []);
    private bool _othersLeft;

    public PluginCatalog(
        LiveIpOptions options,
        ExtensionSettings settings,
        AccountStore accounts,
        UnloadWatch unloads,
        IMeterFactory meters,
        ILoggerFactory loggers,
        TimeProvider clock
    )
    {
        _unloads = unloads;
        _hanging = meters
            .Create(UnloadWatch.MeterName)
            .CreateCounter<long>(
                "liveip.plugins.hanging",
                "{plugin}",
                "Plugins that did not come back from their constructor or Configure."
            );
        _roots = [.. options.PluginDirectories.Append(Path.Combine(options.DataDirectory, "plugins")).Select(Path.GetFullPath).Distinct()];
        (_settings, _accounts) = (settings, accounts);
        _loggers = loggers;
        _logger = loggers.CreateLogger<PluginCatalog>();
        _clock = clock;
        settings.Updated += Raise;
        accounts.Changed += Raise;
    }

    public event Action<string>? Changed;

    public IReadOnlyList<PlatformExtension> Platforms => _snapshot.Platforms;

    public IReadOnlyList<DistributorExtension> Distributors => [.. _snapshot.Distributors.SelectMany(Accounts)];

    /// <summary>Every directory that serves, is refused or is arriving; by id, the newest version first.</summary>
    public IReadOnlyList<PluginStatus> Plugins => _snapshot.Plugins;

    /// <summary>One look at all directories. One at a time.</summary>
    /// <returns>False while something is still being loaded: a later scan finds what came of it.</returns>
    public async Task<bool> ScanAsync()
    {
        var found = PluginDirectory.Find(_roots);
        foreach (var gone in _slots.Keys.Except(found).ToList())
        {
            Leave(_slots[gone].Unload());
            _slots.Remove(gone);
        }
        // A name that a leaving plugin held is free for one that was refused for it.
        var othersLeft = _othersLeft;
        _othersLeft = false;
        _looked.Clear();
        var started = _clock.GetTimestamp();
        while (true)
        {
            await StepAsync(found, othersLeft);
            var awaited = _slots.Values.Select(static s => s.Loading).Where(static l => l is { IsOverdue: false }).ToList();
            if (awaited.Count == 0)
                return true;
            // One plugin that takes its time keeps nobody from being served, and no other directory from being looked at.
            var left = ScanWithin - _clock.GetElapsedTime(started);
            if (left <= TimeSpan.Zero)
                return false;
            using var enough = new CancellationTokenSource();
            await Task.WhenAny([.. awaited.Select(static l => l!.End), Task.Delay(left, _clock, enough.Token)]);
            await enough.CancelAsync();
        }
    }

    /// <summary>Retires all plugins, at the end of the host.</summary>
    public async Task CloseAsync()
    {
        foreach (var slot in _slots.Values)
            Leave(slot.Unload());
        _slots.Clear();
        Publish([]);
        await RetireAsync();
    }

    private async Task StepAsync(IReadOnlyList<PluginDirectory> found, bool othersLeft)
    {
        var listed = new List<PluginSlot>();
        foreach (var versions in found.GroupBy(static d => d.Id, StringComparer.Ordinal))
            listed.AddRange(Serve([.. versions.OrderByDescending(static d => d.Order)], othersLeft || _othersLeft));
        Publish(listed);
        await RetireAsync();
    }

    private async Task RetireAsync()
    {
        foreach (var plugin in _leaving)
            await plugin.RetireAsync();
        _leaving.Clear();
    }

    /// <summary>
    /// Looks through the versions of one id, the newest first, until one serves. What serves goes on doing so until a newer one has
    /// loaded and passed.
    /// </summary>
    private List<PluginSlot> Serve(IReadOnlyList<PluginDirectory> versions, bool othersLeft)
    {
        var listed = new List<PluginSlot>();
        var (served, waiting) = (false, false);
        foreach (var directory in versions)
        {
            if (!_slots.TryGetValue(directory, out var slot))
                _slots[directory] = slot = new PluginSlot(directory);
            if (served)
            {
                Leave(slot.Unload());
                continue;
            }
            if (!waiting)
            {
                Look(slot, othersLeft);
                waiting = slot.Loading is { IsOverdue: false };
            }
            served = slot.Plugin is not null;
            // An older version that nobody has looked at, and perhaps nobody needs, is not shown.
            if (!waiting || slot.Loading is not null || served || slot.State == PluginState.Refused)
                listed.Add(slot);
        }
        return listed;
    }

    private void Look(PluginSlot slot, bool othersLeft)
    {
        // Once a scan: what is still arriving is tried again by the next one.
        if (_looked.Add(slot) && slot.NeedsLook(othersLeft, out var fingerprint))
            slot.Begin(
                PluginLoad.Start(
                    slot.Directory,
                    fingerprint,
                    _clock.GetTimestamp(),
                    manifest => LoadedPlugin.Load(manifest, slot.Directory.Path, _settings, _unloads, _loggers, _clock)
                )
            );
        if (slot.Loading is not { } loading)
            return;
        if (loading.End.IsCompletedSuccessfully)
            Take(slot, loading);
        else if (!loading.IsOverdue && _clock.GetElapsedTime(loading.StartedAt) >= LoadWithin)
            TellHanging(slot);
    }

    private void Take(PluginSlot slot, PluginLoad loading)
    {
        slot.End();
        var (manifest, plugin, refusal) = loading.End.Result;
        try
        {
            if (refusal is not null)
                throw refusal;
            CheckNames(plugin!);
            _changed.UnionWith(plugin!.ExtensionIds);
            Leave(slot.Loaded(plugin, loading.Fingerprint));
            LogLoaded(_logger, manifest!.Id, manifest.Version, string.Join(", ", plugin.ExtensionIds));
        }
        catch (PluginRefusedException e)
        {
            if (plugin is not null)
                _leaving.Add(plugin);
            if (slot.NotLoaded(e, loading.Fingerprint, manifest?.ContractsBuilt, _clock.GetUtcNow()))
                LogRefused(_logger, slot.Directory.Id, slot.Directory.Version, e.Message);
        }
    }

    private void TellHanging(PluginSlot slot)
    {
        slot.Hangs(
            $"Its constructor or Configure did not come back within {LoadWithin.TotalSeconds:0} s, and a thread of the host is lost to it. "
                + "It is taken if it comes back after all; else remove it, and ask its author for a version that loads."
        );
        _hanging.Add(1, new KeyValuePair<string, object?>("liveip.plugin.id", slot.Directory.Id));
        LogRefused(_logger, slot.Directory.Id, slot.Directory.Version, slot.Detail);
    }

    private void CheckNames(LoadedPlugin plugin)
    {
        foreach (
            var other in _slots.Values.Select(static s => s.Plugin).OfType<LoadedPlugin>().Where(p => p.Manifest.Id != plugin.Manifest.Id)
        )
        {
            if (other.ExtensionIds.Intersect(plugin.ExtensionIds).FirstOrDefault() is { } twice)
                throw new PluginRefusedException(
                    $"{plugin.Manifest.Name} {plugin.Manifest.Version} offers '{twice}', which the plugin {other.Manifest.Id} "
                        + $"{other.Manifest.Version} offers already. Remove one of the two."
                )
                {
                    DependsOnOthers = true,
                };
        }
    }

    private IEnumerable<DistributorExtension> Accounts(DistributorExtension distributor) =>
        _accounts
            .All.Where(a => a.Distributor == distributor.Id)
            .Select(a => (distributor as IAccountHolder)?.Account(a))
            .OfType<DistributorExtension>()
            .Prepend(distributor);

    private void Leave(LoadedPlugin? plugin)
    {
        if (plugin is null)
            return;
        _changed.UnionWith(plugin.ExtensionIds);
        _leaving.Add(plugin);
        _othersLeft = true;
    }

    private void Publish(List<PluginSlot> listed)
    {
        var plugins = listed.Select(static s => s.Status).OrderBy(static s => s.Directory.Id, StringComparer.Ordinal).ToArray();
        var loaded = plugins.Select(static s => s.Plugin).OfType<LoadedPlugin>().ToArray();
        _snapshot = new Snapshot(
            plugins,
            [.. loaded.SelectMany(static p => p.Platforms).OrderBy(static p => p.Descriptor.Id, StringComparer.Ordinal)],
            [.. loaded.SelectMany(static p => p.Distributors).OrderBy(static d => d.Descriptor.Id, StringComparer.Ordinal)]
        );
        var changed = _changed.ToArray();
        _changed.Clear();
        foreach (var id in changed)
            Raise(id);
    }

    private void Raise(string id)
    {
        foreach (var handler in (Changed?.GetInvocationList() ?? []).Cast<Action<string>>())
        {
            try
            {
                handler(id);
            }
            catch (Exception e)
            {
                // One listener's failure must not keep the others from hearing.
                LogListenerFailed(_logger, e, id);
            }
        }
    }

    private sealed record Snapshot(
        IReadOnlyList<PluginStatus> Plugins,
        IReadOnlyList<PlatformExtension> Platforms,
        IReadOnlyList<DistributorExtension> Distributors
    );

    [LoggerMessage(Level = LogLevel.Information, Message = "Plugin {Id} {Version} is loaded: {Extensions}")]
    private static partial void LogLoaded(ILogger logger, string id, string version, string extensions);

    [LoggerMessage(Level = LogLevel.Error, Message = "Plugin {Id} {Version} is refused: {Reason}")]
    private static partial void LogRefused(ILogger logger, string id, string version, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A listener failed on the change of {Id}")]
    private static partial void LogListenerFailed(ILogger logger, Exception exception, string id);
}

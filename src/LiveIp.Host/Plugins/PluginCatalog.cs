using LiveIp.Host.Plugins.Loading;
using LiveIp.Host.Plugins.Settings;

namespace LiveIp.Host.Plugins;

/// <summary>
/// All plugins of this host. A scan compares the directories with what is loaded: per id the newest version that passes serves, and
/// what does not pass is kept with its sentence. Nothing that a plugin does gets out of here as an exception.
/// </summary>
internal sealed partial class PluginCatalog : IExtensionRegistry
{
    private readonly string[] _roots;
    private readonly ExtensionSettings _settings;
    private readonly ILoggerFactory _loggers;
    private readonly ILogger<PluginCatalog> _logger;
    private readonly TimeProvider _clock;
    private readonly Dictionary<PluginDirectory, PluginSlot> _slots = [];
    private readonly List<LoadedPlugin> _leaving = [];
    private readonly HashSet<string> _changed = [];
    private volatile Snapshot _snapshot = new([], [], []);
    private bool _othersLeft;

    public PluginCatalog(LiveIpOptions options, ExtensionSettings settings, ILoggerFactory loggers, TimeProvider clock)
    {
        _roots = [.. options.PluginDirectories.Append(Path.Combine(options.DataDirectory, "plugins")).Select(Path.GetFullPath).Distinct()];
        _settings = settings;
        _loggers = loggers;
        _logger = loggers.CreateLogger<PluginCatalog>();
        _clock = clock;
        settings.Updated += Raise;
    }

    public event Action<string>? Changed;

    public IReadOnlyList<PlatformExtension> Platforms => _snapshot.Platforms;

    public IReadOnlyList<DistributorExtension> Distributors => _snapshot.Distributors;

    /// <summary>Every directory that serves, is refused or is arriving; by id, the newest version first.</summary>
    public IReadOnlyList<PluginStatus> Plugins => _snapshot.Plugins;

    /// <summary>One look at all directories. One at a time.</summary>
    public async Task ScanAsync()
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
        var listed = new List<PluginSlot>();
        foreach (var versions in found.GroupBy(static d => d.Id, StringComparer.Ordinal))
            listed.AddRange(Serve([.. versions.OrderByDescending(static d => d.Order)], othersLeft || _othersLeft));
        Publish(listed);
        foreach (var plugin in _leaving)
            await plugin.RetireAsync();
        _leaving.Clear();
    }

    /// <summary>Retires all plugins, at the end of the host.</summary>
    public async Task CloseAsync()
    {
        foreach (var slot in _slots.Values)
            Leave(slot.Unload());
        _slots.Clear();
        Publish([]);
        foreach (var plugin in _leaving)
            await plugin.RetireAsync();
        _leaving.Clear();
    }

    /// <summary>Looks through the versions of one id, the newest first, until one serves.</summary>
    private List<PluginSlot> Serve(IReadOnlyList<PluginDirectory> versions, bool othersLeft)
    {
        var listed = new List<PluginSlot>();
        var served = false;
        foreach (var directory in versions)
        {
            if (!_slots.TryGetValue(directory, out var slot))
                _slots[directory] = slot = new PluginSlot(directory);
            if (served)
            {
                Leave(slot.Unload());
                continue;
            }
            if (slot.NeedsLook(othersLeft, out var fingerprint))
                Look(slot, fingerprint);
            served = slot.Plugin is not null;
            listed.Add(slot);
        }
        return listed;
    }

    private void Look(PluginSlot slot, string fingerprint)
    {
        PluginManifest? manifest = null;
        LoadedPlugin? plugin = null;
        try
        {
            manifest = PluginCheck.Check(slot.Directory);
            plugin = LoadedPlugin.Load(manifest, slot.Directory.Path, _settings, _loggers, _clock);
            CheckNames(plugin);
            _changed.UnionWith(plugin.ExtensionIds);
            Leave(slot.Loaded(plugin, fingerprint));
            LogLoaded(_logger, manifest.Id, manifest.Version, string.Join(", ", plugin.ExtensionIds));
        }
        catch (PluginRefusedException e)
        {
            if (plugin is not null)
                _leaving.Add(plugin);
            if (slot.NotLoaded(e, fingerprint, manifest?.ContractsBuilt, _clock.GetUtcNow()))
                LogRefused(_logger, slot.Directory.Id, slot.Directory.Version, e.Message);
        }
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

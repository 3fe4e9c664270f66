using LiveIp.Host.Plugins.Loading;

namespace LiveIp.Host.Plugins;

/// <summary>What is known of one plugin directory between two scans.</summary>
internal sealed class PluginSlot(PluginDirectory directory)
{
    /// <summary>Hashes that do not match for longer than this are damage, not a copy under way.</summary>
    private static readonly TimeSpan ArrivalBudget = TimeSpan.FromSeconds(30);

    private string? _fingerprint;
    private DateTimeOffset? _arrivingSince;
    private bool _dependsOnOthers;

    public PluginDirectory Directory => directory;

    public LoadedPlugin? Plugin { get; private set; }

    /// <summary>What is being loaded from it now.</summary>
    public PluginLoad? Loading { get; private set; }

    public PluginState State { get; private set; } = PluginState.Arriving;

    public string Detail { get; private set; } = "";

    public string ContractsVersion { get; private set; } = "";

    public PluginStatus Status => new(directory, State, Detail, ContractsVersion, Plugin);

    /// <summary>Whether the directory must be looked at: new, changed since, or still arriving.</summary>
    public bool NeedsLook(bool othersLeft, out string fingerprint)
    {
        fingerprint = directory.Fingerprint();
        return Loading?.Fingerprint != fingerprint
            && (fingerprint != _fingerprint || _arrivingSince is not null || (_dependsOnOthers && othersLeft));
    }

    public void Begin(PluginLoad load)
    {
        // The files have changed while they were read, or while the plugin hung.
        Loading?.Abandon();
        Loading = load;
    }

    /// <summary>It has taken too long; it may still come.</summary>
    public void Hangs(string reason)
    {
        Loading!.IsOverdue = true;
        Detail = Plugin is null ? reason : $"The earlier files still serve. {reason}";
        if (Plugin is null)
            State = PluginState.Refused;
    }

    /// <summary>The load has ended; what came of it is told next.</summary>
    public void End() => Loading = null;

    /// <summary>Answers the plugin that this slot served before, if another takes its place.</summary>
    public LoadedPlugin? Loaded(LoadedPlugin plugin, string fingerprint)
    {
        var before = Plugin;
        (Plugin, State, Detail) = (plugin, PluginState.Loaded, "");
        ContractsVersion = plugin.Manifest.ContractsBuilt;
        Settle(fingerprint);
        return before;
    }

    /// <summary>Not loaded this time. What served before goes on serving, and says so.</summary>
    /// <returns>True when this is the end of the matter, until the files change.</returns>
    public bool NotLoaded(PluginRefusedException reason, string fingerprint, string? contractsVersion, DateTimeOffset now)
    {
        ContractsVersion = contractsVersion ?? ContractsVersion;
        _arrivingSince = reason.MayStillArrive ? _arrivingSince ?? now : null;
        var arriving = now - _arrivingSince < ArrivalBudget;
        Detail = Plugin is null ? reason.Message : $"The earlier files still serve. {reason.Message}";
        if (Plugin is null)
            State = arriving ? PluginState.Arriving : PluginState.Refused;
        if (arriving)
            return false;
        Settle(fingerprint);
        _dependsOnOthers = reason.DependsOnOthers;
        return true;
    }

    /// <summary>Another directory serves now; this one is looked at anew when it is its turn.</summary>
    public LoadedPlugin? Unload()
    {
        var plugin = Plugin;
        Plugin = null;
        _fingerprint = null;
        Loading?.Abandon();
        Loading = null;
        return plugin;
    }

    private void Settle(string fingerprint)
    {
        _fingerprint = fingerprint;
        _arrivingSince = null;
        _dependsOnOthers = false;
    }
}

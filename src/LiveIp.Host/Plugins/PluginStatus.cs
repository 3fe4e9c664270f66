using LiveIp.Host.Plugins.Loading;

namespace LiveIp.Host.Plugins;

internal enum PluginState
{
    /// <summary>Serves.</summary>
    Loaded,

    /// <summary>Not loaded; the detail says why and what to do.</summary>
    Refused,

    /// <summary>Its files do not match its manifest yet.</summary>
    Arriving,
}

/// <summary>What became of one plugin directory.</summary>
internal sealed record PluginStatus(
    PluginDirectory Directory,
    PluginState State,
    string Detail,
    string ContractsVersion,
    LoadedPlugin? Plugin
);

namespace LiveIp.Host.Plugins.Loading;

/// <summary>A plugin cannot be loaded. The message says why and what to do, for a person.</summary>
internal sealed class PluginRefusedException(string message, Exception? innerException = null) : Exception(message, innerException)
{
    /// <summary>The reason may be that its files are still being copied.</summary>
    public bool MayStillArrive { get; init; }

    /// <summary>The reason may go away when another plugin does.</summary>
    public bool DependsOnOthers { get; init; }
}

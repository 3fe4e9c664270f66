namespace LiveIp.Host.Channels.Acting;

/// <summary>The channel's platform cannot do what is asked, or its plugin does not offer it.</summary>
internal sealed class CapabilityMissingException(string channel, string platform, string capability)
    : Exception($"{channel} cannot do this: {platform} does not offer \"{capability}\".")
{
    public string Channel => channel;

    public string Platform => platform;

    /// <summary>The name that PluginService lists.</summary>
    public string Capability => capability;
}

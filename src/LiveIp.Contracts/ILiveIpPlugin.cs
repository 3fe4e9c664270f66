using Microsoft.Extensions.DependencyInjection;

namespace LiveIp.Contracts;

/// <summary>The entry of a plugin. The host makes one instance by its public parameterless constructor.</summary>
/// <remarks>This interface never gains a member: the contract grows by new optional interfaces.</remarks>
public interface ILiveIpPlugin
{
    /// <summary>Registers what the plugin offers. No I/O, no threads, no static state.</summary>
    void Configure(IPluginBuilder builder);
}

/// <summary>What a plugin registers itself with.</summary>
public interface IPluginBuilder
{
    /// <summary>Id of the plugin, as in its manifest.</summary>
    string Id { get; }

    /// <summary>The plugin's own directory; read-only for the plugin.</summary>
    string Directory { get; }

    /// <summary>The plugin's own container, apart from the host's and from those of other plugins.</summary>
    IServiceCollection Services { get; }

    /// <summary>Offers a platform. An adapter is made anew, in a scope of its own, for every connection attempt.</summary>
    /// <typeparam name="TAdapter">Gets <typeparamref name="TSettings"/> and the plugin's services by its constructor.</typeparam>
    /// <typeparam name="TSettings">A class with a property per setting, see <see cref="SettingAttribute"/>.</typeparam>
    IPluginBuilder AddPlatform<TAdapter, TSettings>(PlatformDescriptor descriptor)
        where TAdapter : class, IPlatformAdapter
        where TSettings : class, new();

    /// <summary>Offers a distributor, made anew for every delivery attempt.</summary>
    IPluginBuilder AddDistributor<TDistributor, TSettings>(DistributorDescriptor descriptor)
        where TDistributor : class, IDistributor
        where TSettings : class, new();
}

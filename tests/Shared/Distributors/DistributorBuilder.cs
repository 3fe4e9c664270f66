using LiveIp.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace LiveIp.Plugins.Testing;

/// <summary>Takes what a plugin adds to the host.</summary>
internal sealed class DistributorBuilder : IPluginBuilder
{
    public DistributorDescriptor? Distributor { get; private set; }

    public string Id => "distributor";

    public string Directory => "";

    public IServiceCollection Services { get; } = new ServiceCollection();

    public IPluginBuilder AddPlatform<TAdapter, TSettings>(PlatformDescriptor descriptor)
        where TAdapter : class, IPlatformAdapter
        where TSettings : class, new() => this;

    public IPluginBuilder AddDistributor<TDistributor, TSettings>(DistributorDescriptor descriptor)
        where TDistributor : class, IDistributor
        where TSettings : class, new()
    {
        Distributor = descriptor;
        return this;
    }
}

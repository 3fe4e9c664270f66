using LiveIp.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace LiveIp.Plugins.Testing;

/// <summary>Takes what a plugin adds to the host.</summary>
internal sealed class DistributorBuilder : IPluginBuilder
{
    /// <summary>The last one.</summary>
    public DistributorDescriptor? Distributor => Distributors.LastOrDefault();

    public List<DistributorDescriptor> Distributors { get; } = [];

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
        Distributors.Add(descriptor);
        return this;
    }
}

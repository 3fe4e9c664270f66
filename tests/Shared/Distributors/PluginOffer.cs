using LiveIp.Contracts;
using Microsoft.Extensions.DependencyInjection;

namespace LiveIp.Plugins.Tests.Distributors;

/// <summary>Takes down what a plugin offers.</summary>
internal sealed class PluginOffer : IPluginBuilder
{
    public DistributorDescriptor? Distributor { get; private set; }

    public string Id => "test";

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

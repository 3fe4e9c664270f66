using LiveIp.Contracts;
using LiveIp.Host.Plugins;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LiveIp.Host.Tests.Distribution.RealNetworks;

/// <summary>A plugin of the product, set up for a stand-in of its network.</summary>
internal sealed class PluginNetwork : DistributorExtension, IAsyncDisposable
{
    private readonly ILiveIpPlugin _plugin;
    private readonly string? _id;
    private readonly IConfiguration _settings;
    private Builder _builder;
    private ServiceProvider _services;

    /// <param name="plugin">The plugin.</param>
    /// <param name="settings">By the names of the settings' properties.</param>
    /// <param name="id">Of which of its distributors, where it has several.</param>
    public PluginNetwork(ILiveIpPlugin plugin, Dictionary<string, string?> settings, string? id = null)
    {
        (_plugin, _id) = (plugin, id);
        _settings = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        (_builder, _services) = Load();
    }

    public override DistributorDescriptor Descriptor => _builder.Descriptor!;

    public override bool IsSetUp => true;

    public override ExtensionLease<IDistributor> Create()
    {
        var settings = Activator.CreateInstance(_builder.Settings!)!;
        _settings.Bind(settings);
        var scope = _services.CreateAsyncScope();
        return new((IDistributor)ActivatorUtilities.CreateInstance(scope.ServiceProvider, _builder.Distributor!, settings), scope);
    }

    /// <summary>Nothing of what the plugin had in memory is left, as in another process.</summary>
    public async Task RestartAsync()
    {
        await _services.DisposeAsync();
        (_builder, _services) = Load();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    private (Builder, ServiceProvider) Load()
    {
        var builder = new Builder(_id);
        _plugin.Configure(builder);
        return (builder, builder.Services.BuildServiceProvider());
    }

    private sealed class Builder(string? id) : IPluginBuilder
    {
        public string Id => "";

        public string Directory => "";

        public IServiceCollection Services { get; } = new ServiceCollection();

        public DistributorDescriptor? Descriptor { get; private set; }

        public Type? Distributor { get; private set; }

        public Type? Settings { get; private set; }

        public IPluginBuilder AddPlatform<TAdapter, TSettings>(PlatformDescriptor descriptor)
            where TAdapter : class, IPlatformAdapter
            where TSettings : class, new() => this;

        public IPluginBuilder AddDistributor<TDistributor, TSettings>(DistributorDescriptor descriptor)
            where TDistributor : class, IDistributor
            where TSettings : class, new()
        {
            if (id is null || id == descriptor.Id)
            {
                (Descriptor, Distributor, Settings) = (descriptor, typeof(TDistributor), typeof(TSettings));
            }

            return this;
        }
    }
}

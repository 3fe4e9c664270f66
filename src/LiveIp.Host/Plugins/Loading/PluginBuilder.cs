using LiveIp.Contracts;
using LiveIp.Host.Plugins.Settings;

namespace LiveIp.Host.Plugins.Loading;

/// <summary>Takes down what a plugin offers.</summary>
internal sealed class PluginBuilder(PluginManifest manifest, string directory, LoadedPlugin plugin, ExtensionSettings settings)
    : IPluginBuilder
{
    public List<PlatformExtension> Platforms { get; } = [];

    public List<DistributorExtension> Distributors { get; } = [];

    public string Id => manifest.Id;

    public string Directory => directory;

    public IServiceCollection Services { get; } = new ServiceCollection();

    public IPluginBuilder AddPlatform<TAdapter, TSettings>(PlatformDescriptor descriptor)
        where TAdapter : class, IPlatformAdapter
        where TSettings : class, new()
    {
        CheckId(descriptor.Id);
        if (descriptor.Metrics.FirstOrDefault(static m => MetricCatalog.Find(m) is null) is { } unknown)
            throw new PluginRefusedException(
                $"The platform '{descriptor.Id}' declares the metric '{unknown}', which is not in the catalogue of LiveIp.Contracts."
            );
        Platforms.Add(new LoadedPlatform<TAdapter>(descriptor, Maker<TAdapter, TSettings>(descriptor.Id)));
        return this;
    }

    public IPluginBuilder AddDistributor<TDistributor, TSettings>(DistributorDescriptor descriptor)
        where TDistributor : class, IDistributor
        where TSettings : class, new()
    {
        CheckId(descriptor.Id);
        if (descriptor.Platform is { } platform && Platforms.All(p => p.Descriptor.Id != platform))
            throw new PluginRefusedException(
                $"The distributor '{descriptor.Id}' acts for channels of '{platform}', a platform that the plugin has not offered before it."
            );
        Distributors.Add(new LoadedDistributor<TDistributor>(descriptor, Maker<TDistributor, TSettings>(descriptor.Id)));
        return this;
    }

    private ExtensionMaker<TImplementation, TSettings> Maker<TImplementation, TSettings>(string id)
        where TImplementation : class
        where TSettings : class, new() => new(id, SettingsForm.Of<TSettings>(), plugin, settings);

    private void CheckId(string id)
    {
        if (id.Length is 0 or > 64 || !id.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
            throw new PluginRefusedException($"The id '{id}' may hold lower case letters, digits and '-', at most 64.");
        if (Platforms.Any(p => p.Descriptor.Id == id) || Distributors.Any(d => d.Descriptor.Id == id))
            throw new PluginRefusedException($"The plugin offers '{id}' twice.");
    }
}

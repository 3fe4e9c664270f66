using LiveIp.Host.Channels.State;
using LiveIp.Host.Plugins.Accounts;
using LiveIp.Host.Plugins.Settings;
using LiveIp.Host.Plugins.Unloading;
using LiveIp.Host.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LiveIp.Host.Plugins;

internal static class PluginServiceCollectionExtensions
{
    /// <summary>
    /// The registry of extensions, their settings and the secret vault. The scan starts with the host; <see cref="PluginWatcher.FirstScan"/>
    /// tells when it is through.
    /// </summary>
    public static IServiceCollection AddPlugins(this IServiceCollection services, LiveIpOptions options)
    {
        services.TryAddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton<ISecretVault, SecretVault>();
        services.TryAddSingleton<StateDatabase>();
        services.AddSingleton<AccountStore>();
        services.AddSingleton<SettingsStore>();
        services.AddSingleton<ExtensionSettings>();
        services.AddSingleton<UnloadWatch>();
        services.AddSingleton<PluginCatalog>();
        services.AddSingleton<IExtensionRegistry>(static s => s.GetRequiredService<PluginCatalog>());
        services.AddSingleton<PluginWatcher>();
        services.AddHostedService(static s => s.GetRequiredService<PluginWatcher>());
        return services;
    }
}

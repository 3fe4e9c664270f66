using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Channels.Connections;
using LiveIp.Host.Channels.Placement;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Channels.Tokens;
using LiveIp.Host.Quotas;
using LiveIp.Host.SignIn.Accounts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LiveIp.Host.Channels;

internal static class ChannelsSetup
{
    /// <summary>
    /// Channels and their connections. Needs an <c>IEventLog</c>, an <c>ISecretVault</c> and an <c>IExtensionRegistry</c>; register
    /// their hosted services first, so that they outlive the connections at shutdown.
    /// </summary>
    public static IServiceCollection AddChannels(this IServiceCollection services, LiveIpOptions options)
    {
        services.TryAddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<StateDatabase>();
        services.AddSingleton<ChannelStore>();
        services.AddQuotas();
        services.AddSingleton<AccountStore>();
        services.AddSingleton<TokenEndpoint>();
        services.AddSingleton<TokenBook>();
        services.AddMetrics();
        services.AddSingleton<UnreadableCounter>();
        services.AddSingleton<ConnectionBoard>();
        services.AddSingleton<IConnectionPlacement, InProcessPlacement>();
        services.AddSingleton<ChannelRegistrar>();
        services.AddSingleton<ChannelContexts>();
        services.AddSingleton<ChannelActions>();
        services.AddSingleton<ActOnce>();
        services.AddHostedService<ChannelReconciler>();
        return services;
    }
}

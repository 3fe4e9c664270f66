using LiveIp.Host.Plugins;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LiveIp.Host.Policies;

/// <summary>Puts the policy gate into the host.</summary>
internal static class PolicyServices
{
    /// <summary>The gate, with agreements in <c>&lt;data&gt;/state.db</c>. Needs an <see cref="IExtensionRegistry"/>.</summary>
    public static IServiceCollection AddPolicies(this IServiceCollection services, LiveIpOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(provider =>
            {
                Directory.CreateDirectory(options.DataDirectory);
                return new PolicyGate(
                    provider.GetRequiredService<IExtensionRegistry>(),
                    new(Path.Combine(options.DataDirectory, "state.db")),
                    provider.GetRequiredService<TimeProvider>()
                );
            })
            .AddSingleton<IPolicyGate>(static provider => provider.GetRequiredService<PolicyGate>());
    }
}

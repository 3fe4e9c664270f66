using LiveIp.Host.Channels.State;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LiveIp.Host.Quotas;

internal static class QuotaServices
{
    /// <summary>The count of what platforms let an application use. Needs <see cref="LiveIpOptions"/>.</summary>
    public static IServiceCollection AddQuotas(this IServiceCollection services)
    {
        services.TryAddSingleton<StateDatabase>();
        services.TryAddSingleton<IQuotaStore, QuotaStore>();
        services.TryAddSingleton<QuotaLedger>();
        services.AddHostedService(static provider => provider.GetRequiredService<QuotaLedger>());
        return services;
    }
}

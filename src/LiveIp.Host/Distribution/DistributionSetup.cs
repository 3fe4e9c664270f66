using LiveIp.Host.Channels.State;
using LiveIp.Host.Distribution.Health;
using LiveIp.Host.Distribution.Scheduling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LiveIp.Host.Distribution;

internal static class DistributionSetup
{
    /// <summary>The outbox. Needs an <c>IExtensionRegistry</c> and the <see cref="LiveIpOptions"/>.</summary>
    public static IServiceCollection AddDistribution(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<StateDatabase>();
        services.AddSingleton<OutboxStore>();
        services.TryAddSingleton<TimeZones>();
        services.AddSingleton<QuietGate>();
        services.AddSingleton<OutboxPulse>();
        services.AddSingleton<OutboxWatch>();
        services.AddSingleton<ScheduleKeeper>();
        services.AddSingleton<DeliveryAttempt>();
        services.AddSingleton<LostPosts>();
        services.AddSingleton<PostPlanner>();
        services.AddHostedService<OutboxWorker>();
        return services;
    }
}

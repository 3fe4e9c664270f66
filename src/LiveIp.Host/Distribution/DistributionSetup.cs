using LiveIp.Host.Channels.State;
using LiveIp.Host.Distribution.Changing;
using LiveIp.Host.Distribution.HandingOff;
using LiveIp.Host.Distribution.Health;
using LiveIp.Host.Distribution.Media;
using LiveIp.Host.Distribution.Preparing;
using LiveIp.Host.Distribution.Redirects;
using LiveIp.Host.Distribution.Returns;
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
        services.AddSingleton<ReturnStore>();
        services.AddSingleton<DeliveryMetrics>();
        services.AddSingleton<RedirectStore>();
        services.AddSingleton<RedirectLinks>();
        services.TryAddSingleton<TimeZones>();
        services.AddSingleton<QuietGate>();
        services.AddSingleton<OutboxPulse>();
        services.AddSingleton<OutboxWatch>();
        services.AddSingleton<ScheduleKeeper>();
        services.AddSingleton<DeliveryAttempt>();
        services.AddSingleton<LostPosts>();
        services.AddSingleton<HandoffMaker>();
        services
            .AddSingleton<DeliveryCheckpoints>()
            .AddSingleton<IDistributorChannels, DistributorChannels>()
            .AddSingleton<DeliveryContexts>();
        services.AddSingleton<Preparation>();
        services.AddSingleton<FfProbe>().AddSingleton<MediaInspector>();
        services.AddSingleton<PostPlanner>();
        services.AddHostedService<OutboxWorker>();
        services.AddSingleton<ChangeStore>().AddSingleton<ChangeAttempt>().AddSingleton<PostChanges>();
        return services;
    }
}

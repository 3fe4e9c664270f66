using LiveIp.Host.Broadcasts.Categories;
using LiveIp.Host.Broadcasts.Ingest;
using LiveIp.Host.Distribution;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LiveIp.Host.Broadcasts.GoingLive;

/// <summary>Puts going live into the host.</summary>
internal static class GoingLiveServices
{
    /// <summary>Needs the broadcasts and the channels.</summary>
    public static IServiceCollection AddGoingLive(this IServiceCollection services)
    {
        services.TryAddSingleton(new GoingLivePace());
        return services
            .AddSingleton<PlanStore>()
            .AddSingleton<PlanSignal>()
            .AddSingleton<PlanTimeline>()
            .AddSingleton<PlatformSteps>()
            .AddSingleton<CategoryResolver>()
            .AddSingleton<PlanExaminer>()
            .AddSingleton<CommandedPart>()
            .AddSingleton<ObservedPart>()
            .AddSingleton<PartRun>()
            .AddSingleton<ChannelIngests>()
            .AddSingleton<GoingLiveDriver>()
            .AddSingleton<GoingLiveService>()
            .AddSingleton<IKnownBroadcasts, KnownBroadcasts>()
            .AddHostedService(static s => s.GetRequiredService<GoingLiveDriver>());
    }
}

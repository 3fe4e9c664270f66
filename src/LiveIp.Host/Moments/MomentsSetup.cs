using LiveIp.Host.Channels.State;
using LiveIp.Host.Predictions;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LiveIp.Host.Moments;

internal static class MomentsSetup
{
    /// <summary>What is kept of markers and clips; enough for reports.</summary>
    public static IServiceCollection AddKeptMoments(this IServiceCollection services)
    {
        services.TryAddSingleton<StateDatabase>();
        services.TryAddSingleton<MomentStore>();
        services.TryAddSingleton<BroadcastMoments>();
        return services;
    }

    /// <summary>Markers, clips and predictions. Needs the channels and the broadcasts.</summary>
    public static IServiceCollection AddMoments(this IServiceCollection services) =>
        services.AddKeptMoments().AddSingleton<MarkerMaker>().AddSingleton<ClipMaker>().AddSingleton<Predictor>();
}

using LiveIp.Host.Channels.State;
using LiveIp.Host.Moments;
using LiveIp.Host.Privacy.Forgetting;
using LiveIp.Host.Privacy.Retention;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LiveIp.Host.Privacy;

internal static class PrivacyServices
{
    /// <summary>Forgetting and retention. Needs the event log, and the channels for who is followed.</summary>
    public static IServiceCollection AddPrivacy(this IServiceCollection services, LiveIpOptions options)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<StateDatabase>();
        return services
            .AddKeptMoments()
            .AddSingleton<ForgettingBook>()
            .AddSingleton<LogBlanker>()
            .AddSingleton<OtherStores>()
            .AddSingleton<FileErasure>()
            .AddHostedService<ForgettingWorker>()
            .AddSingleton(_ => new RetentionRules(Path.Combine(options.DataDirectory, "retention.json")))
            .AddSingleton<RetentionSweep>()
            .AddSingleton<RetentionWorker>()
            .AddHostedService(static provider => provider.GetRequiredService<RetentionWorker>());
    }
}

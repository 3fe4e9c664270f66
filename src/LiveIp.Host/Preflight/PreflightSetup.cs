using LiveIp.Host.Broadcasts.Ingest;
using LiveIp.Host.Preflight.Checks;

namespace LiveIp.Host.Preflight;

internal static class PreflightSetup
{
    /// <summary>What is looked at before a show. Needs channels, their quotas and sign-in.</summary>
    public static IServiceCollection AddPreflight(this IServiceCollection services)
    {
        services.AddSingleton<IPreflightCheck, ConnectionPreflight>();
        services.AddSingleton<IPreflightCheck, SignInPreflight>();
        services.AddSingleton<IPreflightCheck, TokenLifetimePreflight>();
        services.AddSingleton<IPreflightCheck, QuotaPreflight>();
        services.AddSingleton<IPreflightCheck, LiveStreamingPreflight>();
        services.AddSingleton<IPreflightCheck, IngestPreflight>();
        services.AddSingleton<PlatformAnswer>();
        services.AddSingleton<IngestReach>();
        services.AddSingleton<PreflightRun>();
        return services;
    }
}

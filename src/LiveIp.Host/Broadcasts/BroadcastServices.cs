namespace LiveIp.Host.Broadcasts;

/// <summary>Puts the broadcasts into the host.</summary>
internal static class BroadcastServices
{
    /// <summary>Needs the event log, registered before it; recording needs the channels.</summary>
    public static IServiceCollection AddBroadcasts(this IServiceCollection services) =>
        services
            .AddSingleton<BroadcastDirectory>()
            .AddSingleton<BroadcastBook>()
            .AddSingleton<BroadcastRecorder>()
            .AddHostedService<BroadcastFollower>();
}

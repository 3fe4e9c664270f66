namespace LiveIp.Host.Distribution.Announcing;

/// <summary>Puts the live announcer into the host.</summary>
internal static class AnnouncerServices
{
    /// <summary>Needs the outbox, the broadcasts, the channels, going live and the metrics.</summary>
    public static IServiceCollection AddAnnouncer(this IServiceCollection services) =>
        services
            .AddSingleton<AnnouncementStore>()
            .AddSingleton<AnnouncementPublisher>()
            .AddSingleton<ShowReader>()
            .AddSingleton<LiveBadges>()
            .AddSingleton<LiveAnnouncer>()
            .AddHostedService<BadgeWorker>()
            .AddHostedService<AnnouncerWorker>();
}

namespace LiveIp.Contracts;

/// <summary>Ids of the catalogue's metrics.</summary>
public static class MetricIds
{
#pragma warning disable CS1591 // Each is explained in MetricCatalog.
    public const string ChatMessages = "chat.messages";
    public const string ChatParticipants = "chat.participants";
    public const string Likes = "likes";
    public const string ContributionsValue = "contributions.value";
    public const string ContributionsCount = "contributions.count";
    public const string MembershipsGained = "memberships.gained";
    public const string FollowsGained = "follows.gained";
    public const string PollsVotes = "polls.votes";
    public const string WatchSeconds = "watch.seconds";
    public const string Shares = "shares";
    public const string SpreadViews = "spread.views";
    public const string SpreadWatchSeconds = "spread.watch_seconds";
    public const string SpreadLikes = "spread.likes";
    public const string SpreadClicks = "spread.clicks";
    public const string RaidsReceivedViewers = "raids.received_viewers";
    public const string ViewersConcurrent = "viewers.concurrent";
    public const string ViewersPeak = "viewers.peak";
    public const string ViewersMean = "viewers.mean";
    public const string InteractionRate = "interaction.rate";
    public const string FollowersTotal = "followers.total";
    public const string AnalyticsWatchSeconds = "analytics.watch_seconds";
    public const string AnalyticsAverageViewSeconds = "analytics.average_view_seconds";
#pragma warning restore CS1591
}

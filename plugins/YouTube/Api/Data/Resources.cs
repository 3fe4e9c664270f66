namespace LiveIp.Plugins.YouTube.Api.Data;

internal sealed class LiveBroadcastListResponse
{
    public string? NextPageToken { get; set; }
    public IList<LiveBroadcast>? Items { get; set; }
}

internal sealed class LiveBroadcast
{
    public string? Id { get; set; }
    public LiveBroadcastSnippet? Snippet { get; set; }
    public LiveBroadcastStatus? Status { get; set; }
}

internal sealed class LiveBroadcastSnippet
{
    public string? ChannelId { get; set; }
    public string? Title { get; set; }
    public string? ActualStartTime { get; set; }
    public string? ActualEndTime { get; set; }
    public string? LiveChatId { get; set; }
}

internal sealed class LiveBroadcastStatus
{
    public string? LifeCycleStatus { get; set; }
}

internal sealed class VideoListResponse
{
    public IList<Video>? Items { get; set; }
}

internal sealed class Video
{
    public string? Id { get; set; }
    public VideoLiveStreamingDetails? LiveStreamingDetails { get; set; }
    public VideoStatistics? Statistics { get; set; }
}

internal sealed class VideoLiveStreamingDetails
{
    public string? ActualStartTime { get; set; }
    public string? ActualEndTime { get; set; }
    public ulong? ConcurrentViewers { get; set; }
    public string? ActiveLiveChatId { get; set; }
}

internal sealed class VideoStatistics
{
    public ulong? LikeCount { get; set; }
}

internal sealed class ChannelListResponse
{
    public IList<Channel>? Items { get; set; }
}

internal sealed class Channel
{
    public string? Id { get; set; }
    public ChannelSnippet? Snippet { get; set; }
    public ChannelStatistics? Statistics { get; set; }
}

internal sealed class ChannelSnippet
{
    public string? Title { get; set; }
    public string? CustomUrl { get; set; }
}

internal sealed class ChannelStatistics
{
    public ulong? SubscriberCount { get; set; }
    public bool? HiddenSubscriberCount { get; set; }
}

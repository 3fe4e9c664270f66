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
    public LiveBroadcastContentDetails? ContentDetails { get; set; }
}

internal sealed class LiveBroadcastSnippet
{
    public string? PublishedAt { get; set; }
    public string? ChannelId { get; set; }
    public string? Title { get; set; }
    public string? Description { get; set; }
    public string? ScheduledStartTime { get; set; }
    public string? ScheduledEndTime { get; set; }
    public string? ActualStartTime { get; set; }
    public string? ActualEndTime { get; set; }
    public string? LiveChatId { get; set; }
}

internal sealed class LiveBroadcastStatus
{
    public string? LifeCycleStatus { get; set; }
    public string? PrivacyStatus { get; set; }
    public bool? SelfDeclaredMadeForKids { get; set; }
}

internal sealed class LiveBroadcastContentDetails
{
    public string? BoundStreamId { get; set; }
    public bool? EnableAutoStart { get; set; }
    public bool? EnableAutoStop { get; set; }
    public MonitorStreamInfo? MonitorStream { get; set; }
}

internal sealed class MonitorStreamInfo
{
    public bool? EnableMonitorStream { get; set; }
}

internal sealed class LiveStreamListResponse
{
    public string? NextPageToken { get; set; }
    public IList<LiveStream>? Items { get; set; }
}

internal sealed class LiveStream
{
    public string? Id { get; set; }
    public LiveStreamSnippet? Snippet { get; set; }
    public CdnSettings? Cdn { get; set; }
    public LiveStreamContentDetails? ContentDetails { get; set; }
    public LiveStreamStatus? Status { get; set; }
}

internal sealed class LiveStreamSnippet
{
    public string? Title { get; set; }
}

internal sealed class CdnSettings
{
    public string? IngestionType { get; set; }
    public string? Resolution { get; set; }
    public string? FrameRate { get; set; }
    public IngestionInfo? IngestionInfo { get; set; }
}

internal sealed class IngestionInfo
{
    /// <summary>The secret key.</summary>
    public string? StreamName { get; set; }
    public string? IngestionAddress { get; set; }
    public string? BackupIngestionAddress { get; set; }
    public string? RtmpsIngestionAddress { get; set; }
    public string? RtmpsBackupIngestionAddress { get; set; }
}

internal sealed class LiveStreamContentDetails
{
    public bool? IsReusable { get; set; }
}

internal sealed class LiveStreamStatus
{
    public string? StreamStatus { get; set; }
}

internal sealed class VideoCategoryListResponse
{
    public IList<VideoCategory>? Items { get; set; }
}

internal sealed class VideoCategory
{
    public string? Id { get; set; }
    public VideoCategorySnippet? Snippet { get; set; }
}

internal sealed class VideoCategorySnippet
{
    public string? Title { get; set; }
    public bool? Assignable { get; set; }
}

internal sealed class VideoListResponse
{
    public IList<Video>? Items { get; set; }
}

internal sealed class Video
{
    public string? Id { get; set; }
    public VideoSnippet? Snippet { get; set; }
    public VideoStatus? Status { get; set; }
    public VideoLiveStreamingDetails? LiveStreamingDetails { get; set; }
    public VideoStatistics? Statistics { get; set; }
}

internal sealed class VideoStatus
{
    public string? PrivacyStatus { get; set; }
    public bool? SelfDeclaredMadeForKids { get; set; }
    public bool? ContainsSyntheticMedia { get; set; }
}

internal sealed class VideoSnippet
{
    public string? Title { get; set; }
    public string? Description { get; set; }
    public string? CategoryId { get; set; }
    public IList<string>? Tags { get; set; }
    public string? DefaultLanguage { get; set; }
    public string? DefaultAudioLanguage { get; set; }
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
    public ulong? ViewCount { get; set; }
    public ulong? CommentCount { get; set; }
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
    public ulong? VideoCount { get; set; }
    public ulong? SubscriberCount { get; set; }
    public bool? HiddenSubscriberCount { get; set; }
}

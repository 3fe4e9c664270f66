namespace LiveIp.Contracts;

/// <summary>A network that tells what became of a post: likes, shares, replies, views. Where it tells nothing, this is not implemented.</summary>
public interface IPostMetrics
{
    /// <summary>One look; changes nothing. The host decides when to look, and keeps what was seen.</summary>
    /// <exception cref="AdapterException">It could not be found out now; <see cref="FailureKind.Refused"/>: nor later with these settings.</exception>
    Task<PostMetrics> ReadMetricsAsync(DeliveredPost post, TimeProvider clock, CancellationToken cancellationToken);
}

/// <summary>A post on its network, as <see cref="IDistributor.DeliverAsync"/> or <see cref="IPostFinder.FindAsync"/> told of it.</summary>
public sealed record DeliveredPost
{
    /// <summary>The network's id of the post.</summary>
    public required string RemoteId { get; init; }

    /// <summary>As <see cref="IDeliveryContext.Channel"/>.</summary>
    public IChannelContext? Channel { get; init; }
}

/// <summary>What a look showed.</summary>
public sealed record PostMetrics
{
    /// <summary>The network says that there is no such post, or none any more.</summary>
    public static PostMetrics Gone { get; } = new() { IsThere = false };

    /// <summary>False where the post is gone.</summary>
    public bool IsThere { get; init; } = true;

    /// <summary>One for each number of the network. Several of one kind add up: reposts and quotes are both shares.</summary>
    public IReadOnlyList<PostMetric> Values { get; init; } = [];
}

/// <summary>One number of a post.</summary>
public sealed record PostMetric
{
    /// <summary>What it is in LiveIp's words.</summary>
    public required PostMetricKind Kind { get; init; }

    /// <summary>What the network calls it: "repostCount".</summary>
    public required string Name { get; init; }

    /// <summary>Since the post was made; null where the network has this number and does not tell it of this post. Never 0 for unknown.</summary>
    public required long? Value { get; init; }
}

/// <summary>Kinds of numbers. A network has some of them.</summary>
public enum PostMetricKind
{
    /// <summary>Likes, favourites.</summary>
    Likes,

    /// <summary>Reposts, quotes, boosts.</summary>
    Shares,

    /// <summary>Answers, comments.</summary>
    Replies,

    /// <summary>Times that it was seen.</summary>
    Views,

    /// <summary>Seconds that its video was watched, by all together.</summary>
    WatchSeconds,
}

using LiveIp.V1;

namespace LiveIp.Contracts;

/// <summary>What an account's mark says while it is live.</summary>
public sealed record LiveBadge
{
    /// <summary>Where the broadcast can be watched, at least one; a network that shows one only, chooses.</summary>
    public required IReadOnlyList<Post.Types.Link> Links { get; init; }

    /// <summary>Of the broadcast.</summary>
    public required string Title { get; init; }

    /// <summary>From now, more than none; about twice the time until it is shown again, so that one attempt may fail.</summary>
    public required TimeSpan Duration { get; init; }
}

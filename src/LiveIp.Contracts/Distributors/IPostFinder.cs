using LiveIp.V1;

namespace LiveIp.Contracts;

/// <summary>
/// A network on which it can be found out whether a post is there whose answer was lost: by an id that we chose, or among the newest
/// posts of the account.
/// </summary>
public interface IPostFinder
{
    /// <summary>Looks; changes nothing, and may be asked again. The context is that of the attempt whose answer was lost.</summary>
    /// <exception cref="AdapterException">It could not be found out now.</exception>
    Task<FoundPost> FindAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken);
}

/// <summary>What a look for a post found.</summary>
public sealed record FoundPost
{
    /// <summary>The network says that there is none, and that none can appear later from the attempt that was made.</summary>
    public static FoundPost NotThere { get; } = new() { IsThere = false };

    /// <summary>Whether it is there.</summary>
    public required bool IsThere { get; init; }

    /// <summary>The network's id of the post.</summary>
    public string? RemoteId { get; init; }

    /// <summary>Where a browser finds it.</summary>
    public Uri? RemoteUri { get; init; }
}

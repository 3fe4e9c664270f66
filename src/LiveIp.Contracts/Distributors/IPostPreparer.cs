using LiveIp.V1;

namespace LiveIp.Contracts;

/// <summary>
/// A network on which something is done before a post is published, that publishes nothing and may be done again: files are uploaded, a
/// job of theirs is waited for. It has a time of its own, and a crash in it leaves nothing uncertain.
/// </summary>
public interface IPostPreparer
{
    /// <summary>
    /// Asked before every <see cref="IDistributor.DeliverAsync"/>, and again until it is ready; it does what is still to be done, which
    /// <see cref="IDeliveryContext.Checkpoint"/> tells. Publishes nothing. Anything thrown counts as <see cref="PrepareOutcome.NotReady"/>.
    /// </summary>
    /// <remarks>
    /// The post may be edited until it is sent. What was prepared from its earlier form must be told apart by what the checkpoint says.
    /// </remarks>
    Task<PrepareResult> PrepareAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken);
}

/// <summary>How a preparation ended.</summary>
public enum PrepareOutcome
{
    /// <summary>The post may be published now.</summary>
    Ready,

    /// <summary>All was done here, and the network is at work. That is no attempt: only the delivery's time bounds it.</summary>
    Working,

    /// <summary>It did not succeed; another attempt may.</summary>
    NotReady,

    /// <summary>The network said no, and will say no again.</summary>
    Rejected,
}

/// <summary>The end of a preparation.</summary>
public sealed record PrepareResult
{
    /// <summary>Nothing more to be done.</summary>
    public static PrepareResult Ready { get; } = new() { Outcome = PrepareOutcome.Ready };

    /// <summary>How it ended.</summary>
    public required PrepareOutcome Outcome { get; init; }

    /// <summary>A sentence for a person; no secrets.</summary>
    public string? Detail { get; init; }

    /// <summary>Not before this much time has passed.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

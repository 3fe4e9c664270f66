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
    /// <see cref="IDeliveryContext.Checkpoint"/> tells. Publishes nothing.
    /// </summary>
    /// <remarks>
    /// The post may be edited until it is sent. What was prepared from its earlier form must be told apart by what the checkpoint says.
    /// </remarks>
    /// <exception cref="AdapterException">
    /// It did not succeed: <see cref="FailureKind.Transient"/> and <see cref="FailureKind.RateLimited"/> are tried again, everything else
    /// fails the delivery. Anything else that is thrown counts as transient.
    /// </exception>
    Task<PrepareResult> PrepareAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken);
}

/// <summary>How far a preparation is.</summary>
public sealed record PrepareResult
{
    private PrepareResult() { }

    /// <summary>The post may be published now.</summary>
    public static PrepareResult Ready { get; } = new() { IsReady = true };

    /// <summary>Whether nothing more is to be done before.</summary>
    public bool IsReady { get; private init; }

    /// <summary>When to ask again, where it is not ready.</summary>
    public TimeSpan RetryAfter { get; private init; }

    /// <summary>A sentence for a person; no secrets.</summary>
    public string? Detail { get; private init; }

    /// <summary>All was done here, and the network is at work. That is no attempt: only the delivery's time bounds it.</summary>
    public static PrepareResult Working(TimeSpan retryAfter, string detail) => new() { RetryAfter = retryAfter, Detail = detail };
}

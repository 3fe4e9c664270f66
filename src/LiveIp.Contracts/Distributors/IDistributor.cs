using LiveIp.V1;
using Microsoft.Extensions.Logging;

namespace LiveIp.Contracts;

/// <summary>
/// Publishes posts on one network. The host owns the outbox, attempts, pauses and the record of what
/// happened; a distributor makes one attempt and says exactly how it ended.
/// </summary>
public interface IDistributor
{
    /// <summary>
    /// One attempt. Anything thrown counts as <see cref="DeliveryOutcome.Unconfirmed"/>: the host cannot
    /// know whether the request left.
    /// </summary>
    Task<DeliveryResult> DeliverAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken);
}

/// <summary>What the host gives a distributor for one attempt.</summary>
public interface IDeliveryContext
{
    /// <summary>The same in every attempt at this delivery.</summary>
    string IdempotencyKey { get; }

    /// <summary>1 for the first.</summary>
    int Attempt { get; }

    /// <summary>The only clock a distributor uses.</summary>
    TimeProvider Clock { get; }

    /// <inheritdoc cref="IPlatformContext.Logger"/>
    ILogger Logger { get; }
}

/// <summary>How an attempt ended.</summary>
public enum DeliveryOutcome
{
    /// <summary>The network said yes.</summary>
    Delivered,

    /// <summary>The network said no, and will say no again.</summary>
    Rejected,

    /// <summary>Provably nothing was published; another attempt is safe.</summary>
    NotSent,

    /// <summary>The request may have arrived, and no answer told. Never attempted again by itself.</summary>
    Unconfirmed,
}

/// <summary>The end of an attempt.</summary>
public sealed record DeliveryResult
{
    /// <summary>How it ended.</summary>
    public required DeliveryOutcome Outcome { get; init; }

    /// <summary>The network's id of the post.</summary>
    public string? RemoteId { get; init; }

    /// <summary>Where a browser finds it.</summary>
    public Uri? RemoteUri { get; init; }

    /// <summary>A sentence for a person; no secrets.</summary>
    public string? Detail { get; init; }

    /// <summary>With <see cref="DeliveryOutcome.NotSent"/>: not before this much time has passed.</summary>
    public TimeSpan? RetryAfter { get; init; }
}

/// <summary>What a distributor is, as far as it does not depend on settings.</summary>
public sealed record DistributorDescriptor
{
    /// <summary>Lower case, stable for ever. "webhook"</summary>
    public required string Id { get; init; }

    /// <summary>"Webhook"</summary>
    public required string DisplayName { get; init; }

    /// <summary>The same in Chinese, where it differs.</summary>
    public string? DisplayNameZh { get; init; }
}

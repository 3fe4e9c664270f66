using LiveIp.V1;
using Microsoft.Extensions.Logging;

namespace LiveIp.Contracts;

/// <summary>
/// Publishes posts on one network. The host owns the outbox, attempts, pauses and the record of what
/// happened; a distributor makes one attempt and says exactly how it ended.
/// </summary>
/// <remarks>
/// What else a network can do is told by further interfaces: <see cref="IPostMeasure"/> where the host shall render the post to the
/// network's measure, <see cref="IPostFinder"/> where it can be found out whether a post whose answer was lost is there,
/// <see cref="IHandoff"/> where only a person can publish, <see cref="IPostEditor"/> and <see cref="IPostRemover"/> where a post can be edited and taken away,
/// <see cref="IPostMetrics"/> where the network tells what became of a post, <see cref="IPostMedia"/> where files go with it,
/// <see cref="IPostPreparer"/> where something is done before, <see cref="IChannelDistributor"/> where it acts for a connected channel,
/// <see cref="ILiveBadge"/> where it marks an account as live.
/// </remarks>
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

    /// <summary>When the delivery was made durable; the same in every attempt.</summary>
    DateTimeOffset CreatedAt { get; }

    /// <summary>
    /// The post to this network's measure, frozen: the same in every attempt. Null where the distributor is no <see cref="IPostMeasure"/>.
    /// </summary>
    RenderedPost? Rendered { get; }

    /// <summary>
    /// Files that go with the post, a cover among them; none where the distributor is no <see cref="IPostMedia"/>, or where a person said that
    /// they stay away. They fit the network's limits.
    /// </summary>
    IReadOnlyList<IMediaContent> Media => [];

    /// <summary>What <see cref="SaveCheckpointAsync"/> kept of this delivery last; null for nothing.</summary>
    string? Checkpoint => null;

    /// <summary>
    /// Keeps what a later attempt needs of this one: an upload that is under way, a file's id on the network. Encrypted at rest and shown to
    /// nobody; durable when it returns; at most 64 KiB. Null forgets it.
    /// </summary>
    Task SaveCheckpointAsync(string? checkpoint, CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>The channel in whose name it is done; null where the distributor is no <see cref="IChannelDistributor"/>.</summary>
    IChannelContext? Channel => null;

    /// <summary>What was asked for, in an attempt to edit or remove a post; null in an attempt to deliver one.</summary>
    ChangeRequest? Change => null;

    /// <summary>The only clock a distributor uses.</summary>
    TimeProvider Clock { get; }

    /// <inheritdoc cref="IPlatformContext.Logger"/>
    ILogger Logger { get; }
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

    /// <summary>With an <see cref="IChannelDistributor"/>: the id of the platform, offered by the same plugin, whose channels it acts for.</summary>
    public string? Platform { get; init; }
}

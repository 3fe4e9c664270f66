using LiveIp.V1;

namespace LiveIp.Contracts;

/// <summary>
/// A network that lets no program of a private person publish, or only by what it forbids: all that may be done is done, and a person
/// does the rest. The host keeps what was made, shows it, and counts the post as there only when somebody says that it is.
/// </summary>
/// <remarks>Such a distributor is as a rule an <see cref="IPostMeasure"/> too: its caption is the host's rendering.</remarks>
public interface IHandoff : IDistributor
{
    /// <summary>
    /// Makes what a person needs. Publishes nothing, and may be asked again: after a failure, after a crash, or because what was made
    /// has expired.
    /// </summary>
    /// <exception cref="AdapterException">
    /// It could not be made: <see cref="FailureKind.Transient"/> and <see cref="FailureKind.RateLimited"/> are tried again, everything
    /// else fails the delivery.
    /// </exception>
    Task<HandoffKit> PrepareAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken);

    /// <summary>Never asked by the host: there is nothing to deliver to.</summary>
    Task<DeliveryResult> IDistributor.DeliverAsync(Post post, IDeliveryContext context, CancellationToken cancellationToken) =>
        Task.FromResult(
            new DeliveryResult
            {
                Outcome = DeliveryOutcome.Rejected,
                Detail = "This network can only be published on by a person; nothing was sent.",
            }
        );
}

/// <summary>What a person needs to publish a post.</summary>
public sealed record HandoffKit
{
    /// <summary>To be pasted as it is, to the network's measure; never empty.</summary>
    public required string Caption { get; init; }

    /// <summary>Opens the network's page or app, with the post in it where the network allows that. Null where there is none.</summary>
    public Uri? Address { get; init; }

    /// <summary>In order; at least one.</summary>
    public required IReadOnlyList<HandoffAction> Steps { get; init; }

    /// <summary>When <see cref="Address"/> stops working; null where it does not.</summary>
    public DateTimeOffset? Expires { get; init; }
}

/// <summary>Something that a person does.</summary>
/// <param name="English">A sentence.</param>
/// <param name="Chinese">The same in Chinese.</param>
public sealed record HandoffAction(string English, string Chinese);

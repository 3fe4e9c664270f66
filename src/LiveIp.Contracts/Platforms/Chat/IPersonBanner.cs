namespace LiveIp.Contracts;

/// <summary>An adapter that can keep somebody from writing in a channel's chat, for a while or for good, and take that back.</summary>
public interface IPersonBanner
{
    /// <summary>The longest time-out; a longer one is refused before the platform is asked.</summary>
    TimeSpan MaxTimeout { get; }

    /// <summary>
    /// The platform lifts a ban by <see cref="PlacedBan.Handle"/> alone, so that one whose answer was lost stays until a person lifts it
    /// there. False where the person is enough.
    /// </summary>
    bool LiftsByHandle => false;

    /// <summary>Bans, or times out. Asked again for somebody who is banned already, it changes the ban where the platform can.</summary>
    /// <exception cref="AdapterException">It was not done, or <see cref="FailureKind.OutcomeUnknown"/>.</exception>
    Task<PlacedBan> BanAsync(BanOrder order, IChannelContext context, CancellationToken cancellationToken);

    /// <summary>Takes a ban or time-out back. Somebody who is not banned counts as done.</summary>
    /// <exception cref="AdapterException">It was not done, or <see cref="FailureKind.OutcomeUnknown"/>.</exception>
    Task UnbanAsync(UnbanOrder order, IChannelContext context, CancellationToken cancellationToken);
}

/// <summary>Whom to keep out.</summary>
public sealed record BanOrder
{
    /// <summary>Id of the person as this adapter writes it into events: "youtube:UC…".</summary>
    public required string Person { get; init; }

    /// <summary>How long, more than zero and at most <see cref="IPersonBanner.MaxTimeout"/>; null is for good.</summary>
    public TimeSpan? Duration { get; init; }

    /// <summary>For the platform's own record, where it keeps one. May be empty.</summary>
    public string Reason { get; init; } = "";
}

/// <summary>A ban that stands.</summary>
public sealed record PlacedBan
{
    /// <summary>
    /// What the platform wants back in order to lift it, at most 512 characters, opaque to the host, which keeps it durable. Null where
    /// the person is enough.
    /// </summary>
    public string? Handle { get; init; }
}

/// <summary>Whom to let in again.</summary>
public sealed record UnbanOrder
{
    /// <summary>As in <see cref="BanOrder.Person"/>.</summary>
    public required string Person { get; init; }

    /// <summary>As <see cref="PlacedBan.Handle"/> was; null when this host did not place the ban.</summary>
    public string? Handle { get; init; }
}

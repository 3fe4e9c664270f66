namespace LiveIp.Contracts;

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

    /// <summary>
    /// The network said that <see cref="RetryAfter"/> holds for the whole application: no account of this distributor is used in that time.
    /// </summary>
    public bool IsForAllAccounts { get; init; }
}

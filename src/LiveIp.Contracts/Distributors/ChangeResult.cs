namespace LiveIp.Contracts;

/// <summary>How an attempt to change or remove a post ended.</summary>
public enum ChangeOutcome
{
    /// <summary>It is as it was asked for; also where it was so before.</summary>
    Done,

    /// <summary>There is no such post any more, so there is nothing to edit.</summary>
    Gone,

    /// <summary>This server does not offer it, though others of the network do.</summary>
    Unsupported,

    /// <summary>The network said no, and will say no again.</summary>
    Rejected,

    /// <summary>Provably nothing was changed.</summary>
    NotDone,

    /// <summary>The request may have arrived, and no answer told. Doing it again is harmless.</summary>
    Unconfirmed,
}

/// <summary>The end of an attempt to change or remove a post.</summary>
public sealed record ChangeResult
{
    /// <summary>How it ended.</summary>
    public required ChangeOutcome Outcome { get; init; }

    /// <summary>A sentence for a person; no secrets.</summary>
    public string? Detail { get; init; }

    /// <summary>With <see cref="ChangeOutcome.NotDone"/>: not before this much time has passed.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>
    /// The network said that <see cref="RetryAfter"/> holds for the whole application: no account of this distributor is used in that time.
    /// </summary>
    public bool IsForAllAccounts { get; init; }
}

namespace LiveIp.Contracts;

/// <summary>One edit or removal of a post that is there.</summary>
public sealed record ChangeRequest
{
    /// <summary>The same in every attempt at this change, and another for every other change, also for one back to an earlier form.</summary>
    public required string Key { get; init; }

    /// <summary>When it was asked for; the same in every attempt.</summary>
    public required DateTimeOffset RequestedAt { get; init; }
}

using LiveIp.Host.Distribution.Accounts;

namespace LiveIp.Host.Distribution.Health;

/// <summary>Whether what is due leaves.</summary>
internal sealed record OutboxHealth
{
    /// <summary>What has been due for the longest time; null when nothing is.</summary>
    public Lane? OldestDue { get; init; }

    public TimeSpan OldestDueFor { get; init; }

    public required DateTimeOffset LastTick { get; init; }

    /// <summary>Null when all is well.</summary>
    public string? Sentence { get; init; }

    public bool IsWell => Sentence is null;
}

namespace LiveIp.Scoring.Strategy;

/// <summary>Everything a suggestion depends on. Equal requests get equal answers.</summary>
public sealed record StrategyRequest
{
    /// <summary>The creator's own broadcasts in any order; may be empty.</summary>
    public required IReadOnlyList<PastBroadcast> History { get; init; }

    /// <summary>What could be streamed next; at least one, no two with the same labels.</summary>
    public required IReadOnlyList<Candidate> Candidates { get; init; }

    /// <summary>What is ruled out.</summary>
    public Constraints Constraints { get; init; } = Constraints.None;

    /// <summary>When the next broadcast starts; needed where a spacing in time is asked for.</summary>
    public DateTimeOffset? PlannedStart { get; init; }

    /// <summary>Of the draw: ties and exploration.</summary>
    public required ulong Seed { get; init; }

    /// <summary>How to choose.</summary>
    public StrategyOptions Options { get; init; } = StrategyOptions.Default;
}

namespace LiveIp.Scoring.Strategy.BackTesting;

/// <summary>How a history is replayed.</summary>
public sealed record BackTestOptions
{
    /// <summary>The defaults.</summary>
    public static BackTestOptions Default { get; } = new();

    /// <summary>Of the suggestion that is replayed.</summary>
    public StrategyOptions Strategy { get; init; } = StrategyOptions.Default;

    /// <summary>What could have been streamed at every step; null is every combination of labels that had been by then.</summary>
    public IReadOnlyList<Candidate>? Candidates { get; init; }

    /// <summary>Steps below which there is no answer; at least 2.</summary>
    public int NeededSteps { get; init; } = 20;

    /// <summary>Steps on which a policy agrees with what was streamed, below which no mean of them is stated; at least 1.</summary>
    public int NeededMatches { get; init; } = 5;

    /// <summary>Share of a policy's choices with labels that no later broadcast has, above which it is not judged, 0 to 1.</summary>
    public double AllowedUnsupportedMass { get; init; } = 0.05;

    /// <summary>Bootstrap resamples, at least 100.</summary>
    public int Resamples { get; init; } = 2000;

    /// <summary>Share of resamples inside an interval, (0, 1).</summary>
    public double Coverage { get; init; } = 0.9;

    /// <summary>Of resampling and ties.</summary>
    public ulong Seed { get; init; } = 1;
}

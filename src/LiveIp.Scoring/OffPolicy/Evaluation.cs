namespace LiveIp.Scoring.OffPolicy;

/// <summary>What a log says about a policy, or why it cannot.</summary>
public sealed record Evaluation
{
    /// <summary>The estimates; empty when refused.</summary>
    public required IReadOnlyList<Estimate> Estimates { get; init; }

    /// <summary>How far the log reaches; also given when refused.</summary>
    public required Diagnostics Diagnostics { get; init; }

    /// <summary>Why there is no estimate, with the number; null when there are estimates.</summary>
    public required string? Refusal { get; init; }
}

/// <summary>One estimator's answer, in units of the reward.</summary>
public sealed record Estimate
{
    /// <summary>Of the estimator.</summary>
    public required string Name { get; init; }

    /// <summary>Expected reward of a round under the judged policy.</summary>
    public required double Value { get; init; }

    /// <summary>Lower end of the bootstrap interval.</summary>
    public required double Low { get; init; }

    /// <summary>Upper end of the bootstrap interval.</summary>
    public required double High { get; init; }
}

using LiveIp.Scoring.OffPolicy;

namespace LiveIp.Scoring.Strategy.BackTesting;

/// <summary>What the suggestion would have been worth on a creator's own history; scores are 50 + 10 × reward.</summary>
public sealed record BackTestReport
{
    /// <summary>Broadcasts at which there was something to choose, enough before to learn from and enough after to judge by.</summary>
    public required int Steps { get; init; }

    /// <summary>Why there is no answer, with the number; null when there is one.</summary>
    public required string? Refusal { get; init; }

    /// <summary>The suggestion first, then what it is compared with; empty when refused.</summary>
    public required IReadOnlyList<PolicyResult> Policies { get; init; }

    /// <summary>The suggestion against each of the others; empty when refused.</summary>
    public required IReadOnlyList<Comparison> Comparisons { get; init; }

    /// <summary>The answer in a few sentences, English.</summary>
    public required string Verdict { get; init; }

    /// <summary>The same in Chinese.</summary>
    public required string VerdictZh { get; init; }
}

/// <summary>One policy over all steps.</summary>
public sealed record PolicyResult
{
    /// <summary>"suggestion", "repeat-last", "best-average" or "random".</summary>
    public required string Policy { get; init; }

    /// <summary>Direct method: what a reward model fitted to later broadcasts expects of its choices; null when refused.</summary>
    public required ScoreEstimate? Model { get; init; }

    /// <summary>Share of its choices with labels that no later broadcast has, 0 to 1.</summary>
    public required double UnsupportedMass { get; init; }

    /// <summary>How many steps its agreement with what was streamed is worth.</summary>
    public required double Matches { get; init; }

    /// <summary>
    /// Replay: mean of what was streamed where it agrees. Right only if the creator did not choose by what they expected of the day;
    /// null with too few matches.
    /// </summary>
    public required ScoreEstimate? Replay { get; init; }

    /// <summary>Estimates in rewards from the broadcasts that were drawn with a logged chance; null when there are none.</summary>
    public required Evaluation? Weighted { get; init; }

    /// <summary>Why <see cref="Model"/> is null; null when it is not.</summary>
    public required string? Refusal { get; init; }
}

/// <summary>A score with its bootstrap interval.</summary>
public sealed record ScoreEstimate
{
    /// <summary>Score per broadcast.</summary>
    public required double Score { get; init; }

    /// <summary>Its interval.</summary>
    public required ScoreInterval Interval { get; init; }
}

/// <summary>The suggestion minus another policy, by the direct method, both on the same resamples.</summary>
public sealed record Comparison
{
    /// <summary>What the suggestion is compared with.</summary>
    public required string Against { get; init; }

    /// <summary>Score points per broadcast; null when either cannot be judged.</summary>
    public required double? Points { get; init; }

    /// <summary>Its interval in points; null when either cannot be judged.</summary>
    public required ScoreInterval? Interval { get; init; }

    /// <summary>Whether the whole interval is above 0. Not "is better": less than that the history does not show.</summary>
    public bool Beats => Interval is { Low: > 0 };

    /// <summary>Whether the whole interval is below 0.</summary>
    public bool IsBeaten => Interval is { High: < 0 };
}

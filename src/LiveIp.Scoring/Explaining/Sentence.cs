using LiveIp.Scoring.Scores;

namespace LiveIp.Scoring.Explaining;

/// <summary>One thing to tell a creator.</summary>
public sealed record Sentence
{
    /// <summary>In English.</summary>
    public required string English { get; init; }

    /// <summary>In Chinese.</summary>
    public required string Chinese { get; init; }

    /// <summary>Points that it is about; null when it is about none.</summary>
    public double? Points { get; init; }

    /// <summary>What it means; null when nothing was measured.</summary>
    public Verdict? Verdict { get; init; }
}

namespace LiveIp.Scoring.Strategy;

/// <summary>What the creator rules out. Applied before the draw, so that a propensity is one among what was really possible.</summary>
public sealed record Constraints
{
    /// <summary>Nothing is ruled out.</summary>
    public static Constraints None { get; } = new();

    /// <summary>Never these.</summary>
    public IReadOnlyList<Veto> Vetoes { get; init; } = [];

    /// <summary>Not again so soon.</summary>
    public IReadOnlyList<Spacing> Spacings { get; init; } = [];
}

/// <summary>Removes every candidate that has all of these labels.</summary>
public sealed record Veto
{
    /// <summary>Factor → value; at least one.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>The creator's own words, repeated in the answer; empty when there are none.</summary>
    public string Note { get; init; } = "";
}

/// <summary>A minimum distance between two broadcasts with the same value of a factor.</summary>
public sealed record Spacing
{
    /// <summary>Whose value may not come again: "topic".</summary>
    public required string Factor { get; init; }

    /// <summary>Only this value; null is any.</summary>
    public string? Value { get; init; }

    /// <summary>At least this many other broadcasts in between; 0 is no such rule.</summary>
    public int Broadcasts { get; init; }

    /// <summary>At least this long from start to start; zero is no such rule. Needs the start of what is planned.</summary>
    public TimeSpan Time { get; init; }
}

/// <summary>A candidate that a constraint took out before the draw.</summary>
public sealed record RemovedCandidate
{
    /// <summary>What was removed.</summary>
    public required Candidate Candidate { get; init; }

    /// <summary>Every constraint that it breaks, in English.</summary>
    public required string Reason { get; init; }

    /// <summary>The same in Chinese.</summary>
    public required string ReasonZh { get; init; }
}

namespace LiveIp.Scoring.Strategy;

/// <summary>One thing that could be streamed next.</summary>
public sealed record Candidate
{
    /// <summary>Factor → value, with the names the history uses.</summary>
    public required IReadOnlyDictionary<string, string> Labels { get; init; }

    /// <summary>When it would start, if it has a time of its own; otherwise the request's.</summary>
    public DateTimeOffset? StartTime { get; init; }

    /// <summary>"retro, fri-20": the values in the order of their factors' names.</summary>
    public override string ToString() => LabelText.Of(Labels);
}

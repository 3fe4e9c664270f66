namespace LiveIp.Scoring.Facts;

/// <summary>What can be wrong with facts.</summary>
public enum FactProblemCode
{
    /// <summary>NaN.</summary>
    NotANumber,

    /// <summary>Plus or minus infinity.</summary>
    Infinite,

    /// <summary>Below zero where nothing can be.</summary>
    Negative,

    /// <summary>A running total whose reading is below the one before.</summary>
    RunsBackwards,

    /// <summary>A share of a whole above 1.</summary>
    RatioAboveOne,

    /// <summary>A ratio or rate that does not say what it was taken over.</summary>
    NoSampleSize,

    /// <summary>Two broadcasts of the same name, or the judged one among the earlier.</summary>
    DuplicateBroadcast,

    /// <summary>Two parts of the same channel.</summary>
    DuplicatePart,

    /// <summary>An end before its start.</summary>
    ClockJump,

    /// <summary>A broadcast of the baseline that did not start before the judged one.</summary>
    NotEarlier,

    /// <summary>An id that the catalogue does not have.</summary>
    UnknownMetric,

    /// <summary>Minutes that are negative, out of order or double.</summary>
    StepOrder,

    /// <summary>A name, channel or platform without a character.</summary>
    Nameless,
}

/// <summary>One problem, with its place.</summary>
public sealed record FactProblem
{
    /// <summary>What is wrong.</summary>
    public required FactProblemCode Code { get; init; }

    /// <summary>"broadcasts/7: parts[channels/a].metrics[likes]".</summary>
    public required string Field { get; init; }

    /// <summary>What is there, and what to do.</summary>
    public required string Message { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Field}: {Message}";
}

/// <summary>Facts that cannot be scored. Every problem is in it, not only the first.</summary>
public sealed class FactsException : ArgumentException
{
    /// <summary>With what was found.</summary>
    public FactsException(IReadOnlyList<FactProblem> problems)
        : base(string.Join(Environment.NewLine, problems)) => Problems = problems;

    /// <summary>In the order of the facts.</summary>
    public IReadOnlyList<FactProblem> Problems { get; }
}

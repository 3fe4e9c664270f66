namespace LiveIp.Scoring;

/// <summary>A score with every term that made it.</summary>
public sealed record ScoreResult
{
    /// <summary>What was computed.</summary>
    public required ScorePreset Preset { get; init; }

    /// <summary>The sum of the present terms' contributions; null when none is present.</summary>
    public required double? Value { get; init; }

    /// <summary>All terms of the preset in its order, the missing ones too.</summary>
    public required IReadOnlyList<TermResult> Terms { get; init; }

    /// <summary>Share of the terms' weights that had a value, 0 to 1.</summary>
    public required double Coverage { get; init; }
}

/// <summary>One term as it went into the score.</summary>
public sealed record TermResult
{
    /// <summary>Metric, group and weight.</summary>
    public required TermDefinition Definition { get; init; }

    /// <summary>What was known of the metric.</summary>
    public required TermInput Input { get; init; }

    /// <summary>Weight × input; null when missing.</summary>
    public double? Contribution => Input.Value is { } value ? Definition.Weight * value : null;
}

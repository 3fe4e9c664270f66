namespace LiveIp.Scoring.Strategy;

/// <summary>How the next broadcast is chosen. The defaults are what the figures in docs/strategy.md were measured with.</summary>
public sealed record StrategyOptions
{
    /// <summary>The defaults.</summary>
    public static StrategyOptions Default { get; } = new();

    /// <summary>c in mean + c × sd, at least 0. At 0 the best average is repeated and never checked again.</summary>
    public double Confidence { get; init; } = 1;

    /// <summary>What a broadcast's weight is multiplied with for each later one, (0, 1]. The prior is not discounted.</summary>
    public double Discount { get; init; } = 0.98;

    /// <summary>Share of draws that are uniform over what is possible, [0, 1]. At 0 no log of it can ever be evaluated.</summary>
    public double Exploration { get; init; } = 0.1;

    /// <summary>Broadcasts with a reward below which no expected score is stated; at least 1.</summary>
    public int NeededHistory { get; init; } = 3;

    /// <summary>Only the last this many broadcasts count; null is all. 40 is a sensible value.</summary>
    public int? Window { get; init; }

    /// <summary>Forgets all before a detected change; null is off.</summary>
    public PageHinkleyOptions? PageHinkley { get; init; }

    /// <summary>What is assumed before the creator's own broadcasts say otherwise.</summary>
    public VariancePriors Priors { get; init; } = new();
}

/// <summary>
/// Scaled inverse chi-square priors of the variances, in units of the reward. Their values follow from measured spreads of the log of
/// likes per view: 0.42 between broadcasts of one topic and 0.3 between topics, which is 0.8 and 0.6 of the spread of both together.
/// </summary>
public sealed record VariancePriors
{
    /// <summary>Standard deviation of one broadcast around what its labels say, above 0.</summary>
    public double Noise { get; init; } = 0.8;

    /// <summary>Standard deviation of all factors' effects together, above 0; they share its square equally.</summary>
    public double Effects { get; init; } = 0.6;

    /// <summary>Standard deviation of the creator's level around the common baseline, above 0. It is not estimated.</summary>
    public double Level { get; init; } = 1;

    /// <summary>How many broadcasts, or values of a factor, each prior weighs; above 0.</summary>
    public double Weight { get; init; } = 4;
}

/// <summary>The test of Page (1954) and Hinkley (1971) on what the model did not foresee, both directions.</summary>
public sealed record PageHinkleyOptions
{
    /// <summary>Shift that is tolerated, in standard deviations of the noise; at least 0.</summary>
    public double Tolerance { get; init; } = 0.25;

    /// <summary>Summed excess that raises the alarm, in the same unit; above 0.</summary>
    public double Threshold { get; init; } = 6;
}

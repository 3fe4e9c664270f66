namespace LiveIp.Scoring.Baselines;

/// <summary>A creator's usual, on a metric's scale.</summary>
public sealed record Baseline
{
    /// <summary>Normal quantile of a two-sided 90 % interval.</summary>
    public const double Quantile90 = 1.6448536269514722;

    /// <summary>Broadcasts behind it.</summary>
    public required int Count { get; init; }

    /// <summary>The usual value.</summary>
    public required double Location { get; init; }

    /// <summary>The usual spread between broadcasts, at least 0.05.</summary>
    public required double Scale { get; init; }

    /// <summary>How many broadcasts the prior's location counted for; 0 when it had none.</summary>
    public required double PriorStrength { get; init; }

    /// <summary>Where the prior came from; empty when none was used.</summary>
    public string Prior { get; init; } = "";

    /// <summary>Half-width of the noise band, one standard deviation of a usual broadcast, in units of z: sqrt(1 + 1/(n + k)).</summary>
    public double Noise => Math.Sqrt(1 + Doubt);

    /// <summary>Standard error of the usual itself, in units of z: sqrt(1/(n + k)).</summary>
    public double Uncertainty => Math.Sqrt(Doubt);

    private double Doubt => 1 / (Count + PriorStrength);

    /// <summary>How far a value is from the usual, in usual spreads.</summary>
    public double Distance(double value) => (value - Location) / Scale;

    /// <summary>Where nine of ten next broadcasts lie.</summary>
    public (double Low, double High) Predict() => (Location - (Quantile90 * Scale * Noise), Location + (Quantile90 * Scale * Noise));
}

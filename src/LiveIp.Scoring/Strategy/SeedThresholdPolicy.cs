namespace LiveIp.Scoring.Strategy;

/// <summary>
/// The founding document's choice by thresholds, kept verbatim as a comparison. Its unit cannot be stated, it compares no topics and
/// never explores. Its first three branches made broadcasts private; here a branch is a number and nothing follows from it.
/// </summary>
public static class SeedThresholdPolicy
{
    /// <summary>Number of branches.</summary>
    public const int Branches = 4;

    /// <summary>1 below 5, 2 below 10, 3 below 20, else 4; null is "no decision", for what is not a finite number.</summary>
    public static int? Branch(double averageInteraction) =>
        averageInteraction switch
        {
            _ when !double.IsFinite(averageInteraction) => null,
            < 5 => 1,
            < 10 => 2,
            < 20 => 3,
            _ => 4,
        };
}

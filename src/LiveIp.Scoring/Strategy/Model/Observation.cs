namespace LiveIp.Scoring.Strategy.Model;

/// <summary>A broadcast as the model sees it.</summary>
/// <param name="Columns">As the design encodes it.</param>
/// <param name="Reward">In standard deviations of the creator's own broadcasts.</param>
/// <param name="Weight">Discount, (0, 1], or how often it counts in a resample.</param>
/// <param name="ExtraVariance">Beyond the usual noise.</param>
internal readonly record struct Observation(int[] Columns, double Reward, double Weight, double ExtraVariance);

namespace LiveIp.Scoring.OffPolicy;

/// <summary>Chance under the judged policy over the logged chance, of the logged action.</summary>
internal static class ImportanceWeights
{
    public static double[] Of(BanditLog log, double maxWeight)
    {
        if (!(maxWeight > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(maxWeight), maxWeight, "The largest weight must be above 0.");
        }

        var weights = new double[log.Rounds];
        for (var i = 0; i < weights.Length; i++)
        {
            weights[i] = Math.Min(maxWeight, log.Target(i)[log.Actions[i]] / log.Propensities[i]);
        }

        return weights;
    }
}

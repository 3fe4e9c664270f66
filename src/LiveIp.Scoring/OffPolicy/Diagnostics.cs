namespace LiveIp.Scoring.OffPolicy;

/// <summary>Whether a log can say anything about a policy.</summary>
public sealed record Diagnostics
{
    /// <summary>Rounds of the log.</summary>
    public required int Rounds { get; init; }

    /// <summary>(Σw)² / Σw²: how many rounds drawn by the judged policy itself the log is worth. 0 when all weights are 0.</summary>
    public required double EffectiveSampleSize { get; init; }

    /// <summary>Largest weight before clipping.</summary>
    public required double MaxWeight { get; init; }

    /// <summary>Mean weight before clipping; far from 1, the propensities are wrong or the log has no support.</summary>
    public required double MeanWeight { get; init; }

    /// <summary>Share of rounds whose weight was cut, 0 to 1.</summary>
    public required double Clipped { get; init; }

    /// <summary>Share of the judged policy's choices on actions that the log never holds, 0 to 1.</summary>
    public required double UnsupportedMass { get; init; }

    /// <summary>Of a log, with weights cut at the given one.</summary>
    public static Diagnostics Of(BanditLog log, double maxWeight = double.PositiveInfinity)
    {
        ArgumentNullException.ThrowIfNull(log);
        var seen = new bool[log.ActionCount];
        foreach (var action in log.Actions)
        {
            seen[action] = true;
        }

        var (sum, squares, largest, unclippedSum, clipped, unsupported) = (0.0, 0.0, 0.0, 0.0, 0, 0.0);
        var weights = ImportanceWeights.Of(log, double.PositiveInfinity);
        for (var i = 0; i < weights.Length; i++)
        {
            var weight = Math.Min(weights[i], maxWeight);
            sum += weight;
            squares += weight * weight;
            unclippedSum += weights[i];
            largest = Math.Max(largest, weights[i]);
            clipped += weights[i] > maxWeight ? 1 : 0;
            for (var a = 0; a < seen.Length; a++)
            {
                unsupported += seen[a] ? 0 : log.Target(i)[a];
            }
        }

        var rounds = Math.Max(1, log.Rounds);
        return new()
        {
            Rounds = log.Rounds,
            EffectiveSampleSize = squares > 0 ? sum * sum / squares : 0,
            MaxWeight = largest,
            MeanWeight = unclippedSum / rounds,
            Clipped = (double)clipped / rounds,
            UnsupportedMass = unsupported / rounds,
        };
    }
}

using LiveIp.Scoring.Profiles;

namespace LiveIp.Scoring.Scores.Calculation;

/// <summary>How channels share a metric's weight: by viewer-minutes, half-way to equal; without viewers equally.</summary>
internal static class PlatformShares
{
    private const double TowardsEqual = 0.5;

    /// <param name="shares">Filled; they sum to 1.</param>
    /// <param name="viewerMinutes">Of each channel; NaN when unknown.</param>
    /// <param name="weighting">Of the profile.</param>
    public static void Fill(double[] shares, double[] viewerMinutes, PlatformWeighting weighting)
    {
        var (known, all) = (0, 0.0);
        foreach (var minutes in viewerMinutes)
        {
            known += minutes >= 0 ? 1 : 0;
            all += minutes >= 0 ? minutes : 0;
        }

        for (var p = 0; p < shares.Length; p++)
        {
            var equal = 1.0 / shares.Length;
            shares[p] =
                weighting == PlatformWeighting.ViewerMinutes && all > 0 && viewerMinutes[p] >= 0
                    ? (TowardsEqual * equal) + ((1 - TowardsEqual) * known * equal * viewerMinutes[p] / all)
                    : equal;
        }
    }
}

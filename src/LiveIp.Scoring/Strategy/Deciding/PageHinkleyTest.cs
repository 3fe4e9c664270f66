using LiveIp.Scoring.Strategy.Model;

namespace LiveIp.Scoring.Strategy.Deciding;

/// <summary>
/// Looks for the last change in the rewards. It tests the errors of one-step predictions, not the rewards: a row of broadcasts of a
/// weak topic is no change. It sees that things got better or worse, not that two topics streamed in turn changed places.
/// </summary>
internal static class PageHinkleyTest
{
    /// <summary>Index of the first observation after the last alarm; 0 when there was none.</summary>
    public static int LastReset(Design design, ReadOnlySpan<Observation> observations, VariancePriors priors, PageHinkleyOptions options)
    {
        var components = Components.Prior(priors, design.Factors.Length);
        var (start, up, down) = (0, 0.0, 0.0);
        for (var i = 1; i < observations.Length; i++)
        {
            var believed = Posterior.Of(design, observations[start..i], components);
            var o = observations[i];
            var spread = components.Noise + o.ExtraVariance + believed.Variance(o.Columns);
            var error = (o.Reward - believed.Mean(o.Columns)) / Math.Sqrt(spread);
            // The running sum's distance from its own extreme, which is Page's form of the test.
            up = Math.Max(0, up + error - options.Tolerance);
            down = Math.Max(0, down - error - options.Tolerance);
            if (Math.Max(up, down) > options.Threshold)
            {
                (start, up, down) = (i, 0, 0);
            }
        }

        return start;
    }
}

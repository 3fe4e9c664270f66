using LiveIp.Scoring.Strategy.Model;

namespace LiveIp.Scoring.Strategy.Deciding;

/// <summary>Bayes-UCB (Kaufmann, Cappé, Garivier 2012) with a fixed number of standard deviations.</summary>
internal sealed class Ranking(Design design, Posterior posterior, double confidence)
{
    public CandidateRecord Of(Candidate candidate)
    {
        var columns = design.Encode(candidate.Labels);
        var (mean, deviation) = (posterior.Mean(columns), Math.Sqrt(posterior.Variance(columns)));
        return new()
        {
            Candidate = candidate,
            Mean = mean,
            StandardDeviation = deviation,
            Index = mean + (confidence * deviation),
            Propensity = 0,
        };
    }
}

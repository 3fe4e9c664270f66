using LiveIp.Scoring.Baselines;
using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Live;
using LiveIp.Scoring.Metrics;
using LiveIp.Scoring.Profiles;
using LiveIp.Scoring.Scores.Calculation;

namespace LiveIp.Scoring.Scores;

/// <summary>
/// Scores broadcasts against the creator's own earlier ones. It holds no state: the same facts give the same score, whenever.
/// The method follows the steps of the OECD/JRC Handbook on Constructing Composite Indicators (2008).
/// </summary>
/// <param name="metrics">The catalogue's when null.</param>
/// <param name="priors">The shipped ones when null.</param>
public sealed class ScoreEngine(ScoringMetrics? metrics = null, BaselinePriors? priors = null)
{
    private readonly ScoringMetrics _metrics = metrics ?? ScoringMetrics.Catalogue;
    private readonly BaselinePriors _priors = priors ?? BaselinePriors.Shipped;

    /// <summary>
    /// Scores broadcasts against one common baseline that is made of all of them, each metric's last 20 values. So a topic that is
    /// always good stays above 50, where a baseline that moves along would pull it back; it is what a strategy learns from.
    /// </summary>
    /// <param name="profile">What counts.</param>
    /// <param name="broadcasts">In any order; only parts that policies admit.</param>
    /// <returns>In the order of <paramref name="broadcasts"/>, without the interval within a broadcast.</returns>
    /// <exception cref="ProfileException">The profile has a problem.</exception>
    /// <exception cref="FactsException">The facts have one, or a broadcast is there twice.</exception>
    public IReadOnlyList<BroadcastScore> ScoreTogether(ScoreProfile profile, IReadOnlyList<BroadcastFacts> broadcasts)
    {
        ProfileValidator.Require(profile, _metrics);
        FactsValidator.RequireEach(broadcasts, _metrics);
        var scorer = new CommonScorer(profile, _metrics, _priors, broadcasts);
        return [.. broadcasts.Select(scorer.Score)];
    }

    /// <summary>Scores one broadcast.</summary>
    /// <param name="profile">What counts.</param>
    /// <param name="target">The broadcast: only parts that policies admit.</param>
    /// <param name="earlier">Broadcasts that began before it, in any order; the baseline looks at the last 20.</param>
    /// <exception cref="ProfileException">The profile has a problem.</exception>
    /// <exception cref="FactsException">The facts have one.</exception>
    public BroadcastScore Score(ScoreProfile profile, BroadcastFacts target, IReadOnlyList<BroadcastFacts> earlier)
    {
        var state = Start(profile, target, earlier);
        return ScoreWriter.Write(state, target);
    }

    /// <summary>Compares two broadcasts: the points of <paramref name="broadcast"/> above <paramref name="other"/>.</summary>
    /// <param name="profile">What counts.</param>
    /// <param name="broadcast">The one.</param>
    /// <param name="other">The other; which came first does not matter.</param>
    /// <param name="earlier">Broadcasts that began before both; neither of them.</param>
    /// <exception cref="ProfileException">The profile has a problem.</exception>
    /// <exception cref="FactsException">The facts have one.</exception>
    public ScoreComparison Compare(
        ScoreProfile profile,
        BroadcastFacts broadcast,
        BroadcastFacts other,
        IReadOnlyList<BroadcastFacts> earlier
    )
    {
        ProfileValidator.Require(profile, _metrics);
        FactsValidator.Require(broadcast, earlier, _metrics);
        FactsValidator.Require(other, earlier, _metrics);
        return new Comparer(ScoreFrame.Create(profile, _metrics, _priors, [broadcast, other], earlier), broadcast, other).Compare(
            broadcast,
            other
        );
    }

    /// <summary>Follows a broadcast that is running: its baseline is fixed now, and every update costs the same.</summary>
    /// <param name="profile">What counts.</param>
    /// <param name="soFar">Its channels, and what is known of them by now.</param>
    /// <param name="earlier">Broadcasts that began before it.</param>
    /// <exception cref="ProfileException">The profile has a problem.</exception>
    /// <exception cref="FactsException">The facts have one.</exception>
    public RunningScore Follow(ScoreProfile profile, BroadcastFacts soFar, IReadOnlyList<BroadcastFacts> earlier) =>
        new(Start(profile, soFar, earlier), soFar);

    private ScoreState Start(ScoreProfile profile, BroadcastFacts target, IReadOnlyList<BroadcastFacts> earlier)
    {
        ProfileValidator.Require(profile, _metrics);
        FactsValidator.Require(target, earlier, _metrics);
        var state = new ScoreState(ScoreFrame.Create(profile, _metrics, _priors, [target], earlier));
        state.Load(target);
        state.Evaluate();
        return state;
    }
}

using LiveIp.Scoring.Baselines;
using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Metrics;
using LiveIp.Scoring.Profiles;

namespace LiveIp.Scoring.Scores.Calculation;

/// <summary>Scores all broadcasts on one scale: each is measured against the same baseline, in which it is itself.</summary>
internal sealed class CommonScorer(
    ScoreProfile profile,
    ScoringMetrics metrics,
    BaselinePriors priors,
    IReadOnlyList<BroadcastFacts> broadcasts
)
{
    private readonly Dictionary<string, ScoreFrame> _frames = new(StringComparer.Ordinal);

    public BroadcastScore Score(BroadcastFacts broadcast)
    {
        // Minutes only serve the interval within a broadcast, which costs the most and which nobody asks of hundreds at once.
        var target = broadcast with
        {
            Parts = [.. broadcast.Parts.Select(static p => p with { Steps = [] })],
        };
        var state = new ScoreState(Frame(target));
        state.Load(target);
        state.Evaluate();
        return ScoreWriter.Write(state, target) with { LeftOut = [.. state.Frame.LeftOut.Union(broadcast.LeftOut)] };
    }

    // Broadcasts on the same channels share their frame: its baselines are what takes the time.
    private ScoreFrame Frame(BroadcastFacts broadcast)
    {
        var key = string.Join(' ', broadcast.Parts.Select(static p => p.Channel).Order(StringComparer.Ordinal));
        if (!_frames.TryGetValue(key, out var frame))
        {
            frame = ScoreFrame.Create(profile, metrics, priors, [broadcast with { LeftOut = [] }], broadcasts);
            _frames.Add(key, frame);
        }

        return frame;
    }
}

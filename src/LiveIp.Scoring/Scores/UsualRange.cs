using LiveIp.Scoring.Metrics;
using LiveIp.Scoring.Scores.Calculation;

namespace LiveIp.Scoring.Scores;

/// <summary>What a metric usually is over the exposure of this broadcast, in the unit of <see cref="TermScore.Amount"/>.</summary>
public sealed record UsualRange
{
    /// <summary>The usual.</summary>
    public required double Amount { get; init; }

    /// <summary>Nine of ten broadcasts are between this and <see cref="High"/>.</summary>
    public required double Low { get; init; }

    /// <summary>The upper end.</summary>
    public required double High { get; init; }

    internal static UsualRange Of(ScoredMetric metric, TermOption option, ScoreState state, int term)
    {
        var part = state.Frame.Terms[term].Part;
        var exposure = EarlierValues.ExposureOf(option.Exposure, state.LiveMinutes[part], state.ViewerMinutes[part], state.Views[part]);
        var (low, high) = option.Baseline!.Predict();
        return new()
        {
            Amount = Back(option.Baseline.Location),
            Low = Back(low),
            High = Back(high),
        };

        double Back(double value) => MetricScale.Back(metric, value, state.Sizes[term], exposure);
    }
}

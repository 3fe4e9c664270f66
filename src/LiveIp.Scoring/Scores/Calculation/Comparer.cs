using LiveIp.Scoring.Baselines;
using LiveIp.Scoring.Facts;

namespace LiveIp.Scoring.Scores.Calculation;

/// <summary>Compares two broadcasts in one frame: same baselines, same weights, same exposures, so that their difference is theirs alone.</summary>
internal sealed class Comparer
{
    private readonly ScoreState _a;
    private readonly ScoreState _b;
    private readonly double[] _weights;

    // Of two broadcasts that both vary by chance.
    private static readonly double RootTwo = Math.Sqrt(2);

    public Comparer(ScoreFrame frame, BroadcastFacts a, BroadcastFacts b)
    {
        (_a, _b) = (Loaded(frame, a), Loaded(frame, b));
        _weights = new double[frame.Terms.Length];
        for (var i = 0; i < _weights.Length; i++)
        {
            _weights[i] = _a.MeasureTogether(_b, i) ? (_a.Weights[i] + _b.Weights[i]) / 2 : 0;
        }

        var offered = _weights.Select((w, i) => _a.Offered[i] || _b.Offered[i] ? (_a.Weights[i] + _b.Weights[i]) / 2 : 0).Sum();
        var common = _weights.Sum();
        Coverage = offered > 0 ? common / offered : 0;
        for (var i = 0; common > 0 && i < _weights.Length; i++)
        {
            _weights[i] /= common;
        }
    }

    private double Coverage { get; }

    private bool HasDifference => Coverage >= ScoreState.NeededCoverage - ScoreState.Slack;

    public ScoreComparison Compare(BroadcastFacts a, BroadcastFacts b)
    {
        var frame = _a.Frame;
        var sigma = _a.FullSigma(_weights);
        var terms = Terms(sigma);
        double? difference = HasDifference ? terms.Sum(static t => t.Difference ?? 0) : null;
        var deviation = 10 * _a.Deviation(_weights) / sigma;
        return new()
        {
            Broadcast = a.Name,
            Other = b.Name,
            Profile = frame.Profile.Id,
            ProfileVersion = frame.Profile.Version,
            Baseline = frame.Reference,
            Difference = difference,
            NoValue = HasDifference ? null : WhyNot(),
            NoiseBand = HasDifference ? ScoreInterval.About(0, RootTwo * deviation) : null,
            Verdict = difference is { } points ? Verdicts.Of(points, deviation, Baseline.Quantile90 * RootTwo * deviation) : null,
            Coverage = Coverage,
            Terms = terms,
            LeftOut = [.. frame.LeftOut.Distinct()],
        };
    }

    private TermDifference[] Terms(double sigma)
    {
        var kind = _a.Frame.Profile.Aggregation;
        var (first, other) = (Aggregation.Shares(kind, _weights, _a.Distances), Aggregation.Shares(kind, _weights, _b.Distances));
        return
        [
            .. _a
                .Frame.Terms.Index()
                .Select(t =>
                {
                    var (i, term) = t;
                    var baseline = _weights[i] > 0 ? term.Options[_a.Options[i]].Baseline : null;
                    var ratio = baseline is not null && term.Metric.IsLogarithmic;
                    return new TermDifference
                    {
                        Group = term.Group,
                        Metric = term.Metric.Id,
                        Channel = term.Channel,
                        Platform = term.Platform,
                        Weight = _weights[i],
                        Times = ratio ? Math.Exp(_a.Values[i] - _b.Values[i]) : null,
                        ChanceFactor = ratio ? Math.Exp(baseline!.Scale * baseline.Noise) : null,
                        Difference = baseline is not null && HasDifference ? 10 * (first[i] - other[i]) / sigma : null,
                        Verdict = baseline is null
                            ? null
                            : Verdicts.Of(_a.Distances[i] - _b.Distances[i], baseline.Noise, Baseline.Quantile90 * RootTwo),
                        Missing =
                            baseline is not null ? ""
                            : ScoreWriter.WhyMissing(_a, i) is { Length: > 0 } why ? why
                            : ScoreWriter.WhyMissing(_b, i),
                    };
                }),
        ];
    }

    private NoValue WhyNot() => ScoreWriter.NoValueOf(_a) ?? ScoreWriter.NoValueOf(_b) ?? NoValue.Coverage(Coverage);

    private static ScoreState Loaded(ScoreFrame frame, BroadcastFacts broadcast)
    {
        var state = new ScoreState(frame);
        state.Load(broadcast);
        state.Evaluate();
        return state;
    }
}

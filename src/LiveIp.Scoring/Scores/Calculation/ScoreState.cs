using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Metrics;

namespace LiveIp.Scoring.Scores.Calculation;

/// <summary>
/// The numbers of one broadcast in a frame, and the score they make. All memory is taken at the start, so that a running broadcast
/// is scored without any more; a finished one goes through the same code, and so gets the same score.
/// </summary>
internal sealed class ScoreState
{
    /// <summary>Below this share of the weights there is no score.</summary>
    public const double NeededCoverage = 0.5;

    /// <summary>Half is half, whatever the last digits of the weights add up to.</summary>
    public const double Slack = 1e-9;

    private const double SigmaFloor = 0.05;

    private readonly double[] _coefficients;
    private readonly HistorySpread _history;

    public ScoreState(ScoreFrame frame)
    {
        var (terms, parts) = (frame.Terms.Length, frame.Parts.Length);
        Frame = frame;
        (Amounts, Sizes, Values, Distances, Weights, Present) = (
            new double[terms],
            new double[terms],
            new double[terms],
            new double[terms],
            new double[terms],
            new double[terms]
        );
        (Reasons, Offered, Options) = (new string[terms], new bool[terms], new int[terms]);
        (LiveMinutes, ViewerMinutes, Views, Shares) = (new double[parts], new double[parts], new double[parts], new double[parts]);
        (_coefficients, _history) = (new double[terms], new(frame));
        Amounts.AsSpan().Fill(double.NaN);
        Reasons.AsSpan().Fill("not supplied");
        Offered.AsSpan().Fill(true);
        ViewerMinutes.AsSpan().Fill(double.NaN);
        Views.AsSpan().Fill(double.NaN);
    }

    public ScoreFrame Frame { get; }

    /// <summary>Of each term: what was counted, NaN when missing; for a ratio the successes.</summary>
    public double[] Amounts { get; }

    /// <summary>Of each ratio: its n.</summary>
    public double[] Sizes { get; }

    public string[] Reasons { get; }

    public bool[] Offered { get; }

    public double[] LiveMinutes { get; }

    /// <summary>Of each part; NaN when unknown.</summary>
    public double[] ViewerMinutes { get; }

    public double[] Views { get; }

    /// <summary>Of each part: its share q of every metric's weight. They sum to 1.</summary>
    public double[] Shares { get; }

    /// <summary>Of each term: which of its options measures it; -1 when none can.</summary>
    public int[] Options { get; }

    /// <summary>Of each term: the value on the metric's scale; NaN when missing.</summary>
    public double[] Values { get; }

    /// <summary>Of each term: z, better is above zero; NaN when missing or without a baseline.</summary>
    public double[] Distances { get; }

    /// <summary>Of each term: its weight if all were present. They sum to 1.</summary>
    public double[] Weights { get; }

    /// <summary>Of each term: its weight among those with a distance; 0 for the others. They sum to 1, or are all 0.</summary>
    public double[] Present { get; }

    /// <summary>Weight of the terms that the platforms offer.</summary>
    public double OfferedWeight { get; private set; }

    /// <summary>Weight of the terms with a distance.</summary>
    public double PresentWeight { get; private set; }

    /// <summary>Weight of the terms with a value that only lacks a baseline.</summary>
    public double WaitingWeight { get; private set; }

    /// <summary>Standard deviation of the weighted sum on the creator's own history.</summary>
    public double Sigma { get; private set; }

    public double Coverage => OfferedWeight > 0 ? PresentWeight / OfferedWeight : 0;

    public bool HasScore => PresentWeight > 0 && Coverage >= NeededCoverage - Slack;

    public void Load(BroadcastFacts broadcast)
    {
        for (var p = 0; p < Frame.Parts.Length; p++)
        {
            if (broadcast.Parts.FirstOrDefault(x => x.Channel == Frame.Parts[p].Channel) is { } part)
            {
                (LiveMinutes[p], ViewerMinutes[p], Views[p]) = (
                    part.LiveMinutes,
                    part.ViewerMinutes ?? double.NaN,
                    EarlierValues.ViewsOf(part)
                );
            }
        }

        for (var i = 0; i < Frame.Terms.Length; i++)
        {
            var term = Frame.Terms[i];
            var part = broadcast.Parts.FirstOrDefault(x => x.Channel == term.Channel);
            if (part?.Metrics.GetValueOrDefault(term.Metric.Id) is { } fact)
            {
                Set(i, fact);
            }
        }
    }

    public void Set(int term, MetricFact fact)
    {
        Amounts[term] = fact.Value is { } value ? MetricScale.Amount(Frame.Terms[term].Metric, value, fact.N) : double.NaN;
        (Sizes[term], Reasons[term], Offered[term]) = (fact.N ?? 0, fact.Missing, !fact.NotOffered);
    }

    /// <summary>Computes everything from the amounts and the exposures.</summary>
    public void Evaluate()
    {
        PlatformShares.Fill(Shares, ViewerMinutes, Frame.Profile.Policy.Weighting);
        (OfferedWeight, PresentWeight, WaitingWeight) = (0, 0, 0);
        for (var i = 0; i < Frame.Terms.Length; i++)
        {
            Weights[i] = Frame.Terms[i].Weight * Shares[Frame.Terms[i].Part];
            OfferedWeight += Offered[i] ? Weights[i] : 0;
            Measure(i);
            PresentWeight += double.IsNaN(Distances[i]) ? 0 : Weights[i];
            WaitingWeight += double.IsNaN(Distances[i]) && !double.IsNaN(Values[i]) ? Weights[i] : 0;
        }

        for (var i = 0; i < Present.Length; i++)
        {
            Present[i] = double.IsNaN(Distances[i]) ? 0 : Weights[i] / PresentWeight;
        }

        Sigma = FullSigma(Present);
    }

    /// <summary>Computes one term anew. False when what is present has changed, so that everything must be.</summary>
    public bool TryMeasureAgain(int term)
    {
        var option = Options[term];
        if (Present[term] == 0)
        {
            return false;
        }

        Measure(term);
        return option == Options[term];
    }

    /// <summary>The weighted mean of the distances.</summary>
    public double Sum()
    {
        var sum = 0.0;
        for (var i = 0; i < Present.Length; i++)
        {
            sum += Present[i] == 0 ? 0 : Present[i] * Distances[i];
        }

        return sum;
    }

    /// <summary>50 and ten points for each standard deviation.</summary>
    public double Score() => 50 + (10 * Aggregation.Of(Frame.Profile.Aggregation, Present, Distances) / Sigma);

    /// <summary>Standard deviation of a weighted sum of the distances, from the creator's history.</summary>
    public double Deviation(ReadOnlySpan<double> coefficients) => _history.Deviation(coefficients, Options);

    /// <summary>Points of one standard deviation when each term's distance is off by its own factor.</summary>
    public double Deviation(Func<Baselines.Baseline, double> factor)
    {
        for (var i = 0; i < Present.Length; i++)
        {
            _coefficients[i] = Present[i] == 0 ? 0 : Present[i] * factor(Frame.Terms[i].Options[Options[i]].Baseline!);
        }

        return 10 * Deviation(_coefficients) / Sigma;
    }

    /// <summary>The same floor, for other weights that sum to 1.</summary>
    public double FullSigma(ReadOnlySpan<double> weights) => Math.Max(Deviation(weights), SigmaFloor);

    /// <summary>Measures a term in two broadcasts over the first exposure that serves both; false when none does.</summary>
    public bool MeasureTogether(ScoreState other, int i)
    {
        for (var o = 0; o < Frame.Terms[i].Options.Length; o++)
        {
            if (TryMeasure(i, o) && other.TryMeasure(i, o))
            {
                return true;
            }
        }

        Measure(i);
        other.Measure(i);
        return false;
    }

    // The first exposure that the broadcast knows and that has a baseline; else the first that it knows.
    private void Measure(int i)
    {
        var first = -1;
        for (var o = 0; o < Frame.Terms[i].Options.Length; o++)
        {
            if (double.IsNaN(ExposureOf(i, o)))
            {
                continue;
            }

            first = first < 0 ? o : first;
            if (Frame.Terms[i].Options[o].Baseline is not null)
            {
                TryMeasure(i, o);
                return;
            }
        }

        (Options[i], Distances[i]) = (first, double.NaN);
        Values[i] = first < 0 ? double.NaN : ValueOf(i, first);
    }

    // True when the term has a distance.
    private bool TryMeasure(int i, int o)
    {
        var term = Frame.Terms[i];
        (Options[i], Values[i], Distances[i]) = (o, ValueOf(i, o), double.NaN);
        if (double.IsNaN(Values[i]) || term.Options[o].Baseline is not { } baseline)
        {
            return false;
        }

        Distances[i] = BaselineBuilder.Distance(term.Metric, baseline, Values[i], Frame.Profile.Clamp);
        return true;
    }

    private double ValueOf(int i, int o)
    {
        var exposure = ExposureOf(i, o);
        return double.IsNaN(Amounts[i]) || double.IsNaN(exposure)
            ? double.NaN
            : MetricScale.Of(Frame.Terms[i].Metric, Amounts[i], Sizes[i], exposure);
    }

    private double ExposureOf(int i, int o)
    {
        var part = Frame.Terms[i].Part;
        return EarlierValues.ExposureOf(Frame.Terms[i].Options[o].Exposure, LiveMinutes[part], ViewerMinutes[part], Views[part]);
    }
}

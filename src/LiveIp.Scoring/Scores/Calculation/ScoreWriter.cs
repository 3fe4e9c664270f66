using LiveIp.Scoring.Baselines;
using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Metrics;
using LiveIp.Scoring.Profiles;

namespace LiveIp.Scoring.Scores.Calculation;

/// <summary>Puts a state into words and numbers for callers.</summary>
internal static class ScoreWriter
{
    public static BroadcastScore Write(ScoreState state, BroadcastFacts broadcast)
    {
        var frame = state.Frame;
        double? value = state.HasScore ? state.Score() : null;
        var terms = Terms(state);
        var noise = value is null ? 0 : state.Deviation(static b => b.Noise);
        return new()
        {
            Broadcast = broadcast.Name,
            Profile = frame.Profile.Id,
            ProfileVersion = frame.Profile.Version,
            Baseline = frame.Reference,
            Value = value,
            NoValue = NoValueOf(state),
            Loss = value is null ? null : terms.Sum(static t => t.LossShare ?? 0),
            Coverage = state.Coverage,
            OfferedShare = state.OfferedWeight,
            Terms = terms,
            Groups =
            [
                .. terms
                    .GroupBy(static t => t.Group)
                    .Select(g => new GroupScore
                    {
                        Group = g.Key,
                        Weight = g.Sum(static t => t.Weight),
                        Contribution = Sum(value, g),
                    }),
            ],
            Channels =
            [
                .. frame
                    .Parts.Index()
                    .Select(p =>
                    {
                        var own = terms.Where(t => t.Channel == p.Item.Channel).ToArray();
                        return new ChannelScore
                        {
                            Channel = p.Item.Channel,
                            Platform = p.Item.Platform,
                            Share = state.Shares[p.Index],
                            Weight = own.Sum(static t => t.Weight),
                            Contribution = Sum(value, own),
                        };
                    }),
            ],
            NoiseBand = value is null ? null : ScoreInterval.About(50, noise),
            BaselineUncertainty = value is { } v ? ScoreInterval.About(v, state.Deviation(static b => b.Uncertainty)) : null,
            WithinBroadcast = value is null ? null : BlockBootstrap.Interval(state, broadcast),
            Sensitivity = value is null ? null : Sensitivities.Band(state),
            Verdict = value is { } score ? Verdicts.Of(score - 50, noise) : null,
            LeftOut = frame.LeftOut,
        };
    }

    public static NoValue? NoValueOf(ScoreState state)
    {
        if (state.HasScore)
        {
            return null;
        }

        if (state.PresentWeight + state.WaitingWeight <= 0)
        {
            return NoValue.Nothing;
        }

        // When it is mostly the history that lacks, saying so helps more than a share.
        return
            state.WaitingWeight > state.PresentWeight + ScoreState.Slack
            || state.PresentWeight + state.WaitingWeight >= (ScoreState.NeededCoverage * state.OfferedWeight) - ScoreState.Slack
            ? NoValue.Baseline(Broadcasts(state))
            : NoValue.Coverage(state.Coverage);
    }

    /// <summary>Shortfall of a distance from the profile's target, in usual spreads.</summary>
    public static double Shortfall(TermFrame term, Baseline baseline, double distance, bool smooth)
    {
        var tau = term.Target switch
        {
            { Tau: { } given } => given,
            { BeatUsualBy: { } share } => Math.Log(1 + share) / baseline.Scale,
            _ => 0,
        };
        var lack = tau - distance;
        // ln(1 + e^x) without overflow.
        return smooth ? Math.Max(lack, 0) + Math.Log(1 + Math.Exp(-Math.Abs(lack))) : Math.Max(0, lack);
    }

    private static TermScore[] Terms(ScoreState state)
    {
        var frame = state.Frame;
        var shares = state.HasScore ? Aggregation.Shares(frame.Profile.Aggregation, state.Present, state.Distances) : null;
        return
        [
            .. frame
                .Terms.Index()
                .Select(t =>
                {
                    var (i, term) = t;
                    var option = state.Options[i] < 0 ? null : term.Options[state.Options[i]];
                    var known = !double.IsNaN(state.Distances[i]);
                    var ratio = known && term.Metric.IsLogarithmic;
                    return new TermScore
                    {
                        Group = term.Group,
                        Metric = term.Metric.Id,
                        Channel = term.Channel,
                        Platform = term.Platform,
                        Weight = state.Present[i],
                        FullWeight = state.Weights[i],
                        Amount = Known(state.Amounts[i]),
                        Exposure = (option ?? term.Options[0]).Exposure,
                        Missing = WhyMissing(state, i),
                        NotOffered = !state.Offered[i],
                        Baseline = option?.Baseline,
                        Usual = known ? UsualRange.Of(term.Metric, option!, state, i) : null,
                        ScaleValue = Known(state.Values[i]),
                        Distance = Known(state.Distances[i]),
                        TimesUsual = ratio ? Math.Exp(state.Values[i] - option!.Baseline!.Location) : null,
                        ChanceFactor = ratio ? Math.Exp(option!.Baseline!.Scale * option.Baseline.Noise) : null,
                        Contribution = known && shares is not null ? 10 * shares[i] / state.Sigma : null,
                        LossShare =
                            known && shares is not null
                                ? state.Present[i] * Shortfall(term, option!.Baseline!, state.Distances[i], frame.Profile.Loss.Smooth)
                                : null,
                        Verdict = known ? Verdicts.Of(state.Distances[i], option!.Baseline!.Noise) : null,
                    };
                }),
        ];
    }

    /// <summary>Why a term does not count; empty when it does.</summary>
    public static string WhyMissing(ScoreState state, int i)
    {
        var term = state.Frame.Terms[i];
        return !double.IsNaN(state.Distances[i]) ? ""
            : double.IsNaN(state.Amounts[i]) ? state.Reasons[i]
            : state.Options[i] < 0 ? NoExposure(term.Options[0].Exposure)
            : NoValue.Baseline(term.Options[state.Options[i]].Count).English;
    }

    private static string NoExposure(Exposure exposure) =>
        exposure switch
        {
            Exposure.ViewerMinutes => "no viewer-minutes to divide by",
            Exposure.Views => "no views to divide by",
            _ => "no live minutes to divide by",
        };

    // Of the metrics that have a value and lack a history, the one that lacks least.
    private static int Broadcasts(ScoreState state) =>
        state
            .Frame.Terms.Index()
            .Where(t => double.IsNaN(state.Distances[t.Index]) && !double.IsNaN(state.Values[t.Index]))
            .Select(t => t.Item.Options[state.Options[t.Index]].Count)
            .DefaultIfEmpty(0)
            .Max();

    private static double? Sum(double? value, IEnumerable<TermScore> terms) =>
        value is null ? null : terms.Sum(static t => t.Contribution ?? 0);

    private static double? Known(double value) => double.IsNaN(value) ? null : value;
}

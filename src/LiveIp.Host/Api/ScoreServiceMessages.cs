using LiveIp.Contracts;
using LiveIp.Host.Scoring;
using LiveIp.Host.Scoring.Profiles;
using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Metrics;
using LiveIp.Scoring.Profiles;
using LiveIp.Scoring.Scores;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>Scores between the library and the API.</summary>
internal static class ScoreServiceMessages
{
    private const double Level = 0.9;

    public static V1.BroadcastScore ToMessage(LiveIp.Scoring.Scores.BroadcastScore score, KnownBroadcast broadcast, long asOf)
    {
        var message = new V1.BroadcastScore
        {
            Broadcast = broadcast.Name,
            ProfileVersion = $"{StoredProfile.NameOf(score.Profile)}@{score.ProfileVersion}",
            NoValue = score.NoValue?.English ?? "",
            NoValueZh = score.NoValue?.Chinese ?? "",
            Coverage = score.Coverage,
            Insufficient = score.NoValue?.Code == NoValueCode.Insufficient,
            AsOfSequence = asOf,
            BaselineBroadcasts = score.Baseline.Broadcasts,
            Emulated = broadcast.IsEmulated,
            Contributions = { score.Terms.Select(t => ToMessage(t, broadcast)) },
            Intervals = { Intervals(score) },
            Excluded = { ToMessages(score.LeftOut) },
            Conversions = { broadcast.Exchanged.Select(MoneyServiceMessages.ToMessage) },
        };
        if (score is { Value: { } value, Loss: { } loss })
        {
            (message.Value, message.Loss) = (value, loss);
        }

        return message;
    }

    public static IEnumerable<ExcludedPlatform> ToMessages(IEnumerable<LeftOut> leftOut) =>
        leftOut.Select(static l => new ExcludedPlatform { Platform = l.Platform, Reason = l.Reason });

    public static IEnumerable<ScoreDifference> ToMessages(IEnumerable<TermDifference> terms) =>
        terms
            .Where(static t => t.Difference is not null)
            .Select(static t => new ScoreDifference
            {
                Metric = t.Metric,
                Channel = t.Channel,
                Platform = t.Platform,
                Points = t.Difference!.Value,
                Noise = t.Verdict == Verdict.Noise,
            });

    public static ScoringProfile ToMessage(StoredProfile stored, string defaultId, bool isNewest) =>
        new()
        {
            Name = stored.Name,
            Version = stored.Profile.Version,
            Json = ProfileJson.Write(stored.Profile),
            IsDefault = isNewest && stored.Profile.Id == defaultId,
            BuiltIn = stored.IsBuiltIn,
        };

    private static ScoreContribution ToMessage(TermScore term, KnownBroadcast broadcast)
    {
        var message = new ScoreContribution
        {
            Metric = term.Metric,
            Group = term.Group,
            Channel = term.Channel,
            Platform = term.Platform,
            Unit = Unit(term.Metric),
            Weight = term.Weight,
            Noise = term.Verdict == Verdict.Noise,
            Missing = term.Missing,
            NotOffered = term.NotOffered,
        };
        if (term.Amount is { } amount)
        {
            message.Input = amount;
        }

        if (term.Usual is { } usual)
        {
            message.Usual = usual.Amount;
        }

        if (term.Distance is { } distance)
        {
            message.Z = distance;
        }

        if (term.Contribution is { } points)
        {
            message.Contribution = points;
        }

        if (term.Metric == MetricIds.ContributionsValue && term.Amount is not null)
        {
            message.Currency = broadcast.Currencies.GetValueOrDefault(term.Channel) ?? "";
        }

        return message;
    }

    // What is compared of a rate is the count behind it.
    private static string Unit(string metric) =>
        ScoringMetrics.Catalogue.Find(metric) is { IsRate: true } ? "{interaction}" : MetricCatalog.Find(metric)?.Unit ?? "";

    private static IEnumerable<V1.ScoreInterval> Intervals(LiveIp.Scoring.Scores.BroadcastScore score)
    {
        (V1.ScoreInterval.Types.Kind Kind, LiveIp.Scoring.Scores.ScoreInterval? Interval)[] known =
        [
            (V1.ScoreInterval.Types.Kind.Noise, score.NoiseBand),
            (V1.ScoreInterval.Types.Kind.Baseline, score.BaselineUncertainty),
            (V1.ScoreInterval.Types.Kind.WithinBroadcast, score.WithinBroadcast),
        ];
        foreach (var (kind, interval) in known)
        {
            if (interval is not null)
            {
                yield return new()
                {
                    Kind = kind,
                    Low = interval.Low,
                    High = interval.High,
                    Level = Level,
                };
            }
        }

        // Nothing is missing where both ends are the score.
        if (score.Sensitivity is { } band && band.Low < band.High)
        {
            yield return new()
            {
                Kind = V1.ScoreInterval.Types.Kind.Missing,
                Low = band.Low,
                High = band.High,
            };
        }
    }
}

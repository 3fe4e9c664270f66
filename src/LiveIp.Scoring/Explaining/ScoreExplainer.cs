using System.Globalization;
using LiveIp.Scoring.Metrics;
using LiveIp.Scoring.Scores;

namespace LiveIp.Scoring.Explaining;

/// <summary>Tells a creator what a score is made of, in English and Chinese: numbers with units and intervals, and noise called noise.</summary>
/// <param name="metrics">The catalogue's when null.</param>
public sealed class ScoreExplainer(ScoringMetrics? metrics = null)
{
    private readonly ScoringMetrics _metrics = metrics ?? ScoringMetrics.Catalogue;

    /// <summary>The score first, then each metric by its points, then what is missing, then what was left out.</summary>
    public IReadOnlyList<Sentence> Explain(BroadcastScore score)
    {
        ArgumentNullException.ThrowIfNull(score);
        return
        [
            Head(score),
            .. score
                .Terms.Where(static t => t.Distance is not null)
                .OrderByDescending(static t => Math.Abs(t.Contribution ?? 0))
                .Select(Term),
            .. score.Terms.Where(static t => t.Distance is null && !t.NotOffered).Select(Missing),
            .. LeftOut(score.LeftOut),
        ];
    }

    /// <summary>The difference first, then each metric by its points.</summary>
    public IReadOnlyList<Sentence> Explain(ScoreComparison comparison)
    {
        ArgumentNullException.ThrowIfNull(comparison);
        return
        [
            Head(comparison),
            .. comparison
                .Terms.Where(static t => t.Difference is not null)
                .OrderByDescending(static t => Math.Abs(t.Difference!.Value))
                .Select(Term),
            .. LeftOut(comparison.LeftOut),
        ];
    }

    private static Sentence Head(BroadcastScore score)
    {
        if (score.NoValue is { } none)
        {
            return new() { English = $"Score: {none.English}.", Chinese = $"评分：{none.Chinese}。" };
        }

        var (value, band) = (score.Value!.Value, score.NoiseBand!);
        var (low, high) = (Wording.Score(band.Low), Wording.Score(band.High));
        var (english, chinese) = Wording.Chance(score.Verdict!.Value, factor: null);
        var sure = Wording.Score(score.BaselineUncertainty!.High - value);
        return new()
        {
            English =
                $"Score {Wording.Score(value)} (50 is your usual), {english}. Nine of ten usual broadcasts lie between {low} and {high}; your usual itself is known to within {sure} points.",
            Chinese =
                $"评分 {Wording.Score(value)}（50 为您的平时水平）：{chinese}。十场平时的直播中有九场在 {low} 到 {high} 之间；平时水平本身的误差约为 {sure} 分。",
            Points = value - 50,
            Verdict = score.Verdict,
        };
    }

    private Sentence Term(TermScore term)
    {
        var metric = _metrics.Find(term.Metric);
        var (amount, usual) = (Wording.Amount(metric, term.Amount!.Value), Wording.Amount(metric, term.Usual!.Amount));
        var (low, high) = (Wording.Amount(metric, term.Usual.Low), Wording.Amount(metric, term.Usual.High));
        var (english, chinese) = Wording.Chance(term.Verdict!.Value, term.ChanceFactor);
        var (times, timesZh) = Times(term);
        var (points, pointsZh) = term.Contribution is { } p ? ($": {Wording.Points(p)} points", $"：{Wording.Points(p)} 分") : ("", "");
        var (platform, platformZh) = (Wording.Platform(term.Platform), Wording.PlatformZh(term.Platform));
        return new()
        {
            English =
                $"{metric?.Name ?? term.Metric} on {platform}: {times}{points}. {amount.English}; usually {usual.English}, nine times in ten {low.English} to {high.English} ({english}).",
            Chinese =
                $"{platformZh} 的{metric?.NameZh ?? term.Metric}{timesZh}{pointsZh}。本场 {amount.Chinese}；平时 {usual.Chinese}，十场中有九场在 {low.Chinese} 到 {high.Chinese} 之间（{chinese}）。",
            Points = term.Contribution,
            Verdict = term.Verdict,
        };
    }

    private static (string English, string Chinese) Times(TermScore term)
    {
        if (term.TimesUsual is { } times)
        {
            return ($"{Wording.Times(times)}x your usual", $"是您平时的 {Wording.Times(times)} 倍");
        }

        var spreads = Math.Abs(term.Distance!.Value).ToString("0.0", CultureInfo.InvariantCulture);
        return term.Distance < 0
            ? ($"{spreads} usual spreads worse than your usual", $"比您平时差 {spreads} 个平时波动幅度")
            : ($"{spreads} usual spreads better than your usual", $"比您平时好 {spreads} 个平时波动幅度");
    }

    private Sentence Missing(TermScore term)
    {
        var metric = _metrics.Find(term.Metric);
        return new()
        {
            English = $"{metric?.Name ?? term.Metric} on {Wording.Platform(term.Platform)}: not in the score, {term.Missing}.",
            Chinese = $"{Wording.PlatformZh(term.Platform)} 的{metric?.NameZh ?? term.Metric}：未计入评分（{term.Missing}）。",
        };
    }

    private static Sentence Head(ScoreComparison comparison)
    {
        if (comparison.NoValue is { } none)
        {
            return new() { English = $"Not compared: {none.English}.", Chinese = $"无法比较：{none.Chinese}。" };
        }

        var points = comparison.Difference!.Value;
        var (english, chinese) = Wording.Chance(comparison.Verdict!.Value, factor: null);
        var width = Wording.Score(comparison.NoiseBand!.High);
        return new()
        {
            English =
                $"{Wording.Points(points)} points against the other broadcast, {english}. Two usual broadcasts differ by up to {width} points nine times in ten.",
            Chinese = $"与另一场直播相差 {Wording.Points(points)} 分：{chinese}。两场平时的直播之间，十次中有九次相差不超过 {width} 分。",
            Points = points,
            Verdict = comparison.Verdict,
        };
    }

    private Sentence Term(TermDifference term)
    {
        var metric = _metrics.Find(term.Metric);
        var (english, chinese) = Wording.Chance(term.Verdict!.Value, term.ChanceFactor);
        var (times, timesZh) = term.Times is { } t ? ($"{Wording.Times(t)}x the other, ", $"是另一场的 {Wording.Times(t)} 倍，") : ("", "");
        var points = Wording.Points(term.Difference!.Value);
        return new()
        {
            English = $"{metric?.Name ?? term.Metric} on {Wording.Platform(term.Platform)}: {times}{points} points ({english}).",
            Chinese = $"{Wording.PlatformZh(term.Platform)} 的{metric?.NameZh ?? term.Metric}：{timesZh}{points} 分（{chinese}）。",
            Points = term.Difference,
            Verdict = term.Verdict,
        };
    }

    private static IEnumerable<Sentence> LeftOut(IEnumerable<Facts.LeftOut> platforms) =>
        platforms.Select(static p => new Sentence
        {
            English = $"{Wording.Platform(p.Platform)} is not in the score: {p.Reason}.",
            Chinese = $"{Wording.PlatformZh(p.Platform)} 未计入评分：{p.Reason}。",
        });
}

using LiveIp.Contracts;
using LiveIp.Host.Events;
using LiveIp.Host.Metrics;
using LiveIp.Host.Policies;
using LiveIp.Scoring;
using LiveIp.V1;

namespace LiveIp.Host.Scoring;

/// <summary>Gathers what a score weighs, over several channels, as far as policies and comparability let it.</summary>
internal sealed class ScoreInputs(MetricReader metrics, IPolicyGate gate)
{
    /// <summary>Inputs by metric id for the <paramref name="wanted"/> metrics, and the platforms that were left out.</summary>
    public Gathered Gather(IEnumerable<string> wanted, IReadOnlyList<LoggedChannel> channels, Stretch stretch)
    {
        var excluded = new SortedDictionary<string, string>(StringComparer.Ordinal);
        // A score is a derived number, whatever it is made of.
        var open = Keep(channels, gate.MayDerive, MissingReasons.NotDerived, excluded);
        if (Platforms(open) > 1)
        {
            open = Keep(open, gate.MayCombine, MissingReasons.NotCombined, excluded);
        }

        var inputs = wanted
            .Distinct(StringComparer.Ordinal)
            .ToDictionary(static m => m, m => Input(m, open, stretch, excluded.Count > 0), StringComparer.Ordinal);
        return new(inputs, [.. excluded.Select(static e => new ExcludedPlatform { Platform = e.Key, Reason = e.Value })]);
    }

    private TermInput Input(string metric, LoggedChannel[] channels, Stretch stretch, bool anyExcluded)
    {
        if (channels.Length == 0)
        {
            return TermInput.None(anyExcluded ? "policy: every platform asked for is excluded" : "no channel has been heard yet");
        }

        if (Platforms(channels) > 1 && MetricCatalog.Find(metric)!.ComparableTo.Length == 0)
        {
            return TermInput.None(MissingReasons.NotComparable);
        }

        return metric == MetricIds.InteractionRate ? Pooled(channels, stretch) : Summed(metric, channels, stretch);
    }

    private TermInput Summed(string metric, LoggedChannel[] channels, Stretch stretch)
    {
        var values = channels.Select(c => metrics.Get(c, metric, stretch)[0]).ToArray();
        return Of(values, static present => present.Sum(static v => v.Number));
    }

    // A rate of several channels is all interactions over all viewer-minutes, not the sum or the plain mean of rates.
    private TermInput Pooled(LoggedChannel[] channels, Stretch stretch)
    {
        var rates = channels.Select(c => metrics.GetRate(c, stretch)).ToArray();
        return Of(
            [.. rates.Select(static r => r.Rate)],
            _ => rates.Sum(static r => r.Rate.Number * r.ViewerMinutes) / rates.Sum(static r => r.ViewerMinutes)
        );
    }

    // What is known counts; what is not is named beside it, so that nobody takes a part for the whole.
    private static TermInput Of(MetricValue[] values, Func<IEnumerable<MetricValue>, double> combine)
    {
        var reasons = values
            .Where(static v => !v.HasNumber)
            .GroupBy(static v => (v.Platform, v.Missing))
            .Select(static g => $"{g.Key.Platform}: {g.Key.Missing}")
            .ToArray();
        var words = string.Join("; ", reasons);
        return reasons.Length > 0 && values.All(static v => !v.HasNumber)
            ? TermInput.None(words)
            : TermInput.Of(combine(values.Where(static v => v.HasNumber)), reasons.Length > 0 ? $"without {words}" : "");
    }

    private static LoggedChannel[] Keep(
        IEnumerable<LoggedChannel> channels,
        Func<string, bool> may,
        string reason,
        SortedDictionary<string, string> excluded
    )
    {
        var kept = channels.ToLookup(c => may(c.Platform));
        foreach (var channel in kept[false])
        {
            excluded[channel.Platform] = reason;
        }

        return [.. kept[true]];
    }

    private static int Platforms(IEnumerable<LoggedChannel> channels) => channels.Select(static c => c.Platform).Distinct().Count();

    internal sealed record Gathered(IReadOnlyDictionary<string, TermInput> Inputs, IReadOnlyList<ExcludedPlatform> Excluded);
}

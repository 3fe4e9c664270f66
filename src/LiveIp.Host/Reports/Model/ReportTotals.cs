using LiveIp.Contracts;
using LiveIp.Host.Metrics;
using LiveIp.Host.Policies;
using LiveIp.Scoring.Facts;
using LiveIp.V1;

namespace LiveIp.Host.Reports.Model;

/// <summary>Sums over platforms, where the terms and the meaning of the numbers allow them.</summary>
internal static class ReportTotals
{
    public const string NotAdded = "not a sum: the same person may be on two platforms, and levels of different minutes do not add up";
    public const string OnePlatform = "only one platform has a number that may be added up";

    /// <summary>One for each metric of which any part has a value, in the order of the catalogue; none for a single part.</summary>
    public static IReadOnlyList<ReportTotal> Of(IReadOnlyList<ReportPart> parts, IPolicyGate gate)
    {
        if (parts.Count < 2)
        {
            return [];
        }

        var several = parts.Select(static p => p.Platform).Distinct().Count() > 1;
        var closed = parts
            .Select(part => (part, Reason: Closed(part.Platform, several, gate)))
            .Where(static c => c.Reason.Length > 0)
            .ToDictionary(static c => c.part, static c => c.Reason);
        return
        [
            .. MetricCatalog
                .All.Where(m => parts.Any(p => p.Values.Any(v => v.Metric == m.Id && v.Value is not null)))
                .Select(m => Total(m, parts, closed, several)),
        ];
    }

    private static ReportTotal Total(
        MetricDefinition metric,
        IReadOnlyList<ReportPart> parts,
        Dictionary<ReportPart, string> closed,
        bool several
    )
    {
        if (several && metric.ComparableTo.Length == 0)
        {
            return new() { Metric = metric.Id, Missing = MissingReasons.NotComparable };
        }

        // Two currencies are no number either; exchange rates are not ours to guess.
        if (metric.Kind != MetricKind.Delta || metric.Id == MetricIds.ContributionsValue)
        {
            return new() { Metric = metric.Id, Missing = NotAdded };
        }

        var values = parts.Select(p => (Part: p, Value: p.Values.First(v => v.Metric == metric.Id))).ToArray();
        var inside = values.Where(v => !closed.ContainsKey(v.Part) && v.Value.Value is not null).ToArray();
        var without = values
            .Except(inside)
            .Select(v => new LeftOut
            {
                Platform = v.Part.Platform,
                Reason = closed.TryGetValue(v.Part, out var reason) ? reason : v.Value.Missing,
            })
            .ToArray();
        return inside.Length < 2
            ? new()
            {
                Metric = metric.Id,
                Missing = OnePlatform,
                Without = without,
            }
            : new()
            {
                Metric = metric.Id,
                Value = inside.Sum(static v => v.Value.Value),
                Estimated = inside.Any(static v => v.Value.Estimated),
                Of = [.. inside.Select(static v => v.Part.Caption)],
                Without = without,
            };
    }

    private static string Closed(string platform, bool several, IPolicyGate gate) =>
        !gate.MayDerive(platform) ? MissingReasons.NotDerived
        : several && !gate.MayCombine(platform) ? MissingReasons.NotCombined
        : "";
}

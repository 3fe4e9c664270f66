using LiveIp.Scoring.Strategy;
using LiveIp.V1;

namespace LiveIp.Host.Strategy.Suggesting;

/// <summary>What could be streamed next.</summary>
internal sealed record CandidateSet
{
    /// <summary>Every candidate costs a look at every broadcast, several times over for what would change the ranking.</summary>
    public const int Most = 200;

    public required IReadOnlyList<Candidate> Candidates { get; init; }

    /// <summary>What was left out, English; empty when nothing was.</summary>
    public string LeftOut { get; init; } = "";

    /// <summary>The same in Chinese.</summary>
    public string LeftOutZh { get; init; } = "";

    public IReadOnlySet<string> Factors => Candidates.SelectMany(static c => c.Labels.Keys).ToHashSet(StringComparer.Ordinal);

    public static CandidateSet Of(IEnumerable<CandidateLabels> named) =>
        new() { Candidates = [.. named.Select(static c => new Candidate { Labels = c.Labels })] };

    /// <summary>
    /// Every combination of the values that the history has tried, of the factors that most of it has: a label of one special evening
    /// would otherwise be on every candidate.
    /// </summary>
    /// <param name="history">Labels of the labelled broadcasts, oldest first.</param>
    public static CandidateSet Tried(IReadOnlyList<IReadOnlyDictionary<string, string>> history)
    {
        if (history.Count == 0)
        {
            return new() { Candidates = [] };
        }

        var carried = history
            .SelectMany(static l => l.Keys)
            .CountBy(static f => f, StringComparer.Ordinal)
            .OrderByDescending(static f => f.Value)
            .ThenBy(static f => f.Key, StringComparer.Ordinal)
            .ToArray();
        var usual = carried.Where((f, i) => i == 0 || f.Value * 2 >= history.Count).Select(static f => f.Key).ToArray();
        var values = usual.ToDictionary(static f => f, f => Values(history, f), StringComparer.Ordinal);
        var dropped = Cut(values);
        var (english, chinese) = LeftOutText.Of([.. carried.Select(static f => f.Key).Except(usual)], dropped);
        return new()
        {
            Candidates = [.. Combine(values)],
            LeftOut = english,
            LeftOutZh = chinese,
        };
    }

    // The one that was streamed last comes first.
    private static List<string> Values(IReadOnlyList<IReadOnlyDictionary<string, string>> history, string factor) =>
        [.. history.Reverse().Select(l => l.GetValueOrDefault(factor)).OfType<string>().Distinct(StringComparer.Ordinal)];

    /// <summary>Takes values away, the longest unused of the factor with the most, until the combinations are few enough.</summary>
    private static List<LabelValue> Cut(Dictionary<string, List<string>> values)
    {
        var dropped = new List<LabelValue>();
        while (values.Values.Aggregate(1L, static (product, v) => Math.Min(int.MaxValue, product * v.Count)) > Most)
        {
            var (factor, most) = values
                .OrderByDescending(static v => v.Value.Count)
                .ThenBy(static v => v.Key, StringComparer.Ordinal)
                .First();
            dropped.Add(new() { Factor = factor, Value = most[^1] });
            most.RemoveAt(most.Count - 1);
        }

        return dropped;
    }

    private static IEnumerable<Candidate> Combine(Dictionary<string, List<string>> values)
    {
        IEnumerable<Dictionary<string, string>> combinations = [new(StringComparer.Ordinal)];
        foreach (var (factor, of) in values.OrderBy(static v => v.Key, StringComparer.Ordinal))
        {
            combinations = combinations.SelectMany(c =>
                of.Order(StringComparer.Ordinal)
                    .Select(value => new Dictionary<string, string>(c, StringComparer.Ordinal) { [factor] = value })
            );
        }

        return combinations.Select(static labels => new Candidate { Labels = labels });
    }
}

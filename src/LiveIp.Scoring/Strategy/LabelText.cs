namespace LiveIp.Scoring.Strategy;

/// <summary>Labels as keys and as words.</summary>
internal static class LabelText
{
    public static string Of(IReadOnlyDictionary<string, string> labels) =>
        labels.Count == 0 ? "(no labels)" : string.Join(", ", Ordered(labels).Select(static l => l.Value));

    /// <summary>Equal for equal labels, whatever their order.</summary>
    public static string Key(IReadOnlyDictionary<string, string> labels) =>
        string.Join('\u001f', Ordered(labels).Select(static l => $"{l.Key}\u001e{l.Value}"));

    public static bool Same(IReadOnlyDictionary<string, string> one, IReadOnlyDictionary<string, string> other) =>
        one.Count == other.Count && Contains(one, other);

    /// <summary>Whether every label of the part is among the labels.</summary>
    public static bool Contains(IReadOnlyDictionary<string, string> labels, IReadOnlyDictionary<string, string> part) =>
        part.All(p => labels.TryGetValue(p.Key, out var value) && string.Equals(value, p.Value, StringComparison.Ordinal));

    private static IEnumerable<KeyValuePair<string, string>> Ordered(IReadOnlyDictionary<string, string> labels) =>
        labels.OrderBy(static l => l.Key, StringComparer.Ordinal);
}

namespace LiveIp.Host.Strategy.Suggesting;

/// <summary>Labels as sets and as words.</summary>
internal static class LabelWords
{
    /// <summary>Whether every label of the part is among the labels.</summary>
    public static bool Contains(IReadOnlyDictionary<string, string> labels, IEnumerable<KeyValuePair<string, string>> part) =>
        part.All(p => labels.TryGetValue(p.Key, out var value) && string.Equals(value, p.Value, StringComparison.Ordinal));

    /// <summary>Equal for equal labels, whatever their order. Labels hold none of these signs.</summary>
    public static string Key(IEnumerable<KeyValuePair<string, string>> labels) =>
        string.Join(',', labels.OrderBy(static l => l.Key, StringComparer.Ordinal).Select(static l => $"{l.Key}={l.Value}"));
}

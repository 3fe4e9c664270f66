namespace LiveIp.Host.Strategy.Stored;

/// <summary>"suggestions/{id}"</summary>
internal static class SuggestionNames
{
    private const string Prefix = "suggestions/";

    public static string Of(string id) => Prefix + id;

    /// <summary>The id in a resource name, or null when it is none.</summary>
    public static string? IdOf(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && name.Length > Prefix.Length && name.IndexOf('/', Prefix.Length) < 0
            ? name[Prefix.Length..]
            : null;
}

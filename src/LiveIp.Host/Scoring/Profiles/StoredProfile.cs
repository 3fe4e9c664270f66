using LiveIp.Scoring.Profiles;

namespace LiveIp.Host.Scoring.Profiles;

/// <summary>One version of a profile.</summary>
internal sealed record StoredProfile
{
    private const string Prefix = "profiles/";
    private const int LongestId = 63;

    public required ScoreProfile Profile { get; init; }

    /// <summary>Comes with LiveIp.</summary>
    public required bool IsBuiltIn { get; init; }

    /// <summary>"profiles/{id}"</summary>
    public string Name => NameOf(Profile.Id);

    public static string NameOf(string id) => Prefix + id;

    /// <summary>Id, and version where one is named; null when it is no name of a profile.</summary>
    public static (string Id, int? Version)? Parse(string name)
    {
        if (!name.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return null;
        }

        var at = name.IndexOf('@', StringComparison.Ordinal);
        var id = at < 0 ? name[Prefix.Length..] : name[Prefix.Length..at];
        return !Fits(id) ? null
            : at < 0 ? (id, null)
            : int.TryParse(
                name.AsSpan(at + 1),
                System.Globalization.NumberStyles.None,
                System.Globalization.CultureInfo.InvariantCulture,
                out var version
            )
            && version > 0
                ? (id, version)
            : null;
    }

    private static bool Fits(string id) =>
        id.Length is > 0 and <= LongestId
        && char.IsAsciiLetterLower(id[0])
        && id.All(static c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');
}

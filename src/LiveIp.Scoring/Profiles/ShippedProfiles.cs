namespace LiveIp.Scoring.Profiles;

/// <summary>Profiles that come with LiveIp, and the schema that all profiles fit.</summary>
public static class ShippedProfiles
{
    /// <summary>The creator's own usual, on all three groups.</summary>
    public static ScoreProfile Default { get; } = ProfileJson.Parse(Read("profiles/default.json"));

    /// <summary>Every shipped profile.</summary>
    public static IReadOnlyList<ScoreProfile> All { get; } = [Default];

    /// <summary>JSON Schema 2020-12 of profiles.</summary>
    public static string Schema => Read("schemas/score-profile.schema.json");

    private static string Read(string resource)
    {
        using var reader = new StreamReader(typeof(ShippedProfiles).Assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }
}

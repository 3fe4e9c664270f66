namespace LiveIp.Cli.Commands.Scores;

/// <summary>Resource names from what is quick to type, and from themselves.</summary>
internal static class ScoreNames
{
    private const string Broadcasts = "broadcasts/";
    private const string Profiles = "profiles/";

    /// <summary>"broadcasts/last" from "last", "broadcasts/7" from "7".</summary>
    public static string Broadcast(string typed) => With(Broadcasts, typed);

    /// <summary>"profiles/mine@2" from "mine@2"; nothing stays nothing.</summary>
    public static string Profile(string? typed) => string.IsNullOrEmpty(typed) ? "" : With(Profiles, typed);

    /// <summary>"mine@2" from "profiles/mine@2".</summary>
    public static string Short(string profile) =>
        profile.StartsWith(Profiles, StringComparison.Ordinal) ? profile[Profiles.Length..] : profile;

    private static string With(string prefix, string typed) => typed.StartsWith(prefix, StringComparison.Ordinal) ? typed : prefix + typed;
}

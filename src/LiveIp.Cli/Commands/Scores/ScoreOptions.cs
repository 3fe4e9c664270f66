using System.CommandLine;

namespace LiveIp.Cli.Commands.Scores;

/// <summary>Options that several commands about scores share.</summary>
internal static class ScoreOptions
{
    public static Option<string?> Profile() =>
        new("--profile") { Description = "profiles/{id}, or the id alone, with @version if wanted; the default if absent" };
}

using System.CommandLine;

namespace LiveIp.Cli.Commands;

/// <summary>What commands share that do something on a platform: a name for the call, and when it is given up.</summary>
internal static class Acting
{
    /// <summary>Until it is known what became of it on every channel, a lost answer included.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    public static DateTime Deadline => Within(Longest);

    /// <summary>For a call that takes another time by its nature.</summary>
    public static DateTime Within(TimeSpan longest) => TimeProvider.System.GetUtcNow().UtcDateTime + longest;

    public static Option<string> RequestId() =>
        new("--request-id")
        {
            Description = "Makes a repeated command harmless: with the same id nothing is done twice; else a new one",
            DefaultValueFactory = static _ => Guid.NewGuid().ToString("N"),
        };
}

namespace LiveIp.Host.Distribution;

/// <summary>How often a network is asked for one thing, and what lies between.</summary>
internal static class Attempts
{
    /// <summary>How long a plugin that is not there, or lacks a setting, is waited for until the next look. That is no attempt.</summary>
    public static readonly TimeSpan PluginPause = TimeSpan.FromSeconds(30);

    // Between five attempts lie four pauses.
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(8),
        TimeSpan.FromSeconds(50),
        TimeSpan.FromMinutes(5),
    ];

    /// <summary>When to try again after so many; null when that were all.</summary>
    /// <param name="retryAfter">What the network said, where it said something.</param>
    public static DateTimeOffset? Next(int made, TimeSpan? retryAfter, DateTimeOffset now) =>
        made > Pauses.Length ? null
        : retryAfter > Pauses[made - 1] ? now + retryAfter
        : now + Pauses[made - 1];
}

using System.Globalization;
using LiveIp.Plugins.Answers;
using LiveIp.Plugins.Api;

namespace LiveIp.Plugins.Mastodon.Api;

/// <summary>Reads the pause that an instance asks for.</summary>
internal static class RateLimit
{
    /// <summary>Retry-After, or until X-RateLimit-Reset, which is a date of ISO 8601 here; null where neither is said.</summary>
    public static TimeSpan? PauseAsked(this ApiAnswer answer, DateTimeOffset now)
    {
        var told = DateTimeOffset.TryParse(
            answer.Header("X-RateLimit-Reset"),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var reset
        );
        return Pause.Longest(answer.Response, now, told ? Math.Max(0, (reset - now).TotalSeconds) : null);
    }
}

using System.Globalization;
using System.Net.Http.Headers;
using LiveIp.Contracts;

namespace LiveIp.Plugins.Twitch.Api;

/// <summary>
/// Reads Helix's token bucket: <c>Ratelimit-Remaining</c>, and <c>Ratelimit-Reset</c> in Unix seconds. A 429 while points
/// remain is a limit of that one endpoint, for which the reset says nothing.
/// </summary>
internal sealed class RateLimit(TimeProvider clock)
{
    /// <summary>Of the calendar.</summary>
    private const long LastSecond = 253_402_300_799;

    private static readonly TimeSpan EndpointPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    /// <summary>How long to wait after a 429.</summary>
    public TimeSpan Wait(HttpResponseHeaders headers)
    {
        if (Number(headers, "Ratelimit-Remaining") is > 0)
        {
            return headers.RetryAfter?.Delta is { } told ? Clamp(told) : EndpointPause;
        }

        return Number(headers, "Ratelimit-Reset") is { } reset
            ? Clamp(TimeSpan.FromSeconds(Math.Min(reset - Now(headers).ToUnixTimeSeconds(), Longest.TotalSeconds)))
            : EndpointPause;
    }

    /// <summary>Tells the host what is left of the points, where Twitch says it.</summary>
    public static void Show(HttpResponseHeaders headers, IQuota quota)
    {
        if (
            Number(headers, "Ratelimit-Limit") is { } limit
            && Number(headers, "Ratelimit-Remaining") is { } left and >= 0
            && left <= limit
            && Number(headers, "Ratelimit-Reset") is { } reset
            && reset <= LastSecond
        )
        {
            quota.Observe("helix", limit, left, DateTimeOffset.FromUnixTimeSeconds(reset));
        }
    }

    /// <summary>By Twitch's own clock, which the reset goes by; ours may be wrong, and minutes of waiting would be minutes unheard.</summary>
    private DateTimeOffset Now(HttpResponseHeaders headers) => headers.Date ?? clock.GetUtcNow();

    private static TimeSpan Clamp(TimeSpan time) =>
        time < EndpointPause ? EndpointPause
        : time > Longest ? Longest
        : time;

    private static long? Number(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values)
        && long.TryParse(values.FirstOrDefault(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : null;
}

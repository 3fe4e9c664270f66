using LiveIp.Plugins.Sending;

namespace LiveIp.Plugins.Answers;

/// <summary>How long a network asks to be left alone, where it says so in more than one place.</summary>
internal static class Pause
{
    /// <summary>More than this is no pause that anybody means, and some numbers fit no <see cref="TimeSpan"/>.</summary>
    private static readonly TimeSpan Most = TimeSpan.FromDays(7);

    /// <summary>The longest of what was said, so that none of the limits is met again; null where nothing was.</summary>
    /// <param name="said">Seconds, as the body or headers of the network's own have them.</param>
    public static TimeSpan? Longest(HttpResponseMessage response, DateTimeOffset now, params ReadOnlySpan<double?> said)
    {
        var longest = RetryAfter.Of(response, now);
        foreach (var seconds in said)
        {
            if (seconds is >= 0 and var known)
            {
                var pause = TimeSpan.FromSeconds(Math.Min(known, Most.TotalSeconds));
                longest = longest > pause ? longest : pause;
            }
        }

        return longest > Most ? Most : longest;
    }
}

using System.Globalization;
using LiveIp.Plugins.Answers;
using LiveIp.Plugins.Api;

namespace LiveIp.Plugins.Bluesky.Api;

/// <summary>Reads {"error":"Name","message":"…"} and the headers of the rate limit.</summary>
internal static class XrpcErrors
{
    /// <summary>The token of the session is not, or no longer, good. Servers answer this with 400, and 401 where they see no token at all.</summary>
    public static bool IsTokenRefused(this ApiAnswer answer) =>
        answer.Status == 401 || (answer.Status == 400 && answer.Text("error") is "ExpiredToken" or "InvalidToken");

    /// <summary>How long to wait: Retry-After, or until RateLimit-Reset, in seconds since 1970.</summary>
    public static TimeSpan? PauseAsked(this ApiAnswer answer, DateTimeOffset now)
    {
        var told = long.TryParse(answer.Header("RateLimit-Reset"), NumberStyles.None, CultureInfo.InvariantCulture, out var reset);
        return Pause.Longest(answer.Response, now, told ? Math.Max(0, reset - now.ToUnixTimeSeconds()) : null);
    }

    /// <summary>The server's words for people, as " (Name: words)" or nothing.</summary>
    public static string Words(this ApiAnswer answer, params ReadOnlySpan<string> secrets) =>
        ServerWords.InBrackets($"{answer.Text("error")}: {answer.Text("message")}", secrets);
}

using System.Collections.Concurrent;
using System.Threading.RateLimiting;

namespace LiveIp.Host.Distribution.Redirects;

/// <summary>Answers a request for a link. It is open to the world, so it does little, and little often.</summary>
internal sealed class RedirectHandler(RedirectStore store, ClickCounter counter) : IDisposable
{
    private const int LongestToken = 32;

    /// <summary>Tokens that are remembered; then it begins anew.</summary>
    private const int Remembered = 10_000;

    // Only what is not remembered is looked up: all of the links that are in use fit, and what is guessed must not keep the database busy.
    private readonly RateLimiter _lookUps = new FixedWindowRateLimiter(
        new FixedWindowRateLimiterOptions
        {
            PermitLimit = 200,
            Window = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }
    );

    private readonly ConcurrentDictionary<string, string> _targets = new(StringComparer.Ordinal);

    public void Dispose() => _lookUps.Dispose();

    public Task AnswerAsync(HttpContext http)
    {
        var response = http.Response;
        // Else a browser or a proxy remembers where it led, and the next click is not seen.
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Robots-Tag"] = "noindex";
        response.ContentLength = 0;
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
        {
            response.StatusCode = StatusCodes.Status405MethodNotAllowed;
            response.Headers.Allow = "GET, HEAD";
            return Task.CompletedTask;
        }

        if (TokenOf(http.Request.Path.Value ?? "") is not { } token)
        {
            response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        }

        if (!_targets.TryGetValue(token, out var target))
        {
            using var lease = _lookUps.AttemptAcquire();
            if (!lease.IsAcquired)
            {
                response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                response.Headers.RetryAfter = "1";
                return Task.CompletedTask;
            }

            target = store.Find(token);
            if (target is null)
            {
                response.StatusCode = StatusCodes.Status404NotFound;
                return Task.CompletedTask;
            }

            Remember(token, target);
        }

        if (Clicker.IsPerson(http.Request))
        {
            counter.Count(token);
        }

        response.StatusCode = StatusCodes.Status302Found;
        response.Headers.Location = new Uri(target).AbsoluteUri;
        return Task.CompletedTask;
    }

    /// <summary>The last part, so that it does not matter whether a proxy takes away what comes before it.</summary>
    private static string? TokenOf(string path)
    {
        var token = path[(path.LastIndexOf('/') + 1)..];
        return token.Length is > 0 and <= LongestToken && token.All(char.IsAsciiLetterOrDigit) ? token : null;
    }

    private void Remember(string token, string target)
    {
        if (_targets.Count >= Remembered)
        {
            _targets.Clear();
        }

        _targets[token] = target;
    }
}

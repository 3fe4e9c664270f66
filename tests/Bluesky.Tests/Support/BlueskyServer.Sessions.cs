using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace LiveIp.Plugins.Bluesky.Tests.Support;

// Signs in and exchanges sessions.
internal sealed partial class BlueskyServer
{
    private const int MaxSignIns = 30;
    private readonly ConcurrentDictionary<string, bool> _access = new();
    private readonly ConcurrentDictionary<string, bool> _refresh = new();
    private readonly ConcurrentDictionary<string, bool> _expired = new();
    private int _tokens;
    private int _signIns;

    /// <summary>What the DID document says instead of the truth.</summary>
    public string? Endpoint { get; set; }

    /// <summary>Whatever token it gives, it does not accept.</summary>
    public bool GivesStaleTokens { get; set; }

    /// <summary>Every token that was ever given.</summary>
    public ConcurrentBag<string> Secrets { get; } = [Password];

    /// <summary>The two hours of all access tokens are over.</summary>
    public void ExpireAccess()
    {
        foreach (var token in _access.Keys)
        {
            _expired[token] = true;
        }

        _access.Clear();
    }

    /// <summary>The 90 days of all refresh tokens are over.</summary>
    public void ExpireRefresh() => _refresh.Clear();

    private async Task SignInAsync(HttpContext http)
    {
        if (Interlocked.Increment(ref _signIns) > MaxSignIns)
        {
            Limit(http, 300);
            await ErrorAsync(http, 429, "RateLimitExceeded", "Rate Limit Exceeded");
            return;
        }

        var input = await BodyAsync(http);
        var right = (string?)input?["identifier"] == Handle && (string?)input["password"] == Password;
        var words = Gossips ? $"Invalid identifier or password {input?["password"]}" : "Invalid identifier or password";
        await (right ? SessionAsync(http) : ErrorAsync(http, 401, "AuthenticationRequired", words));
    }

    private async Task RefreshAsync(HttpContext http)
    {
        if (http.Request.ContentLength > 0)
        {
            await ErrorAsync(http, 400, "InvalidRequest", "A request body was provided when none was expected");
            return;
        }

        // Each is good once.
        await (
            _refresh.TryRemove(Bearer(http), out _) ? SessionAsync(http) : ErrorAsync(http, 400, "ExpiredToken", "Token has been revoked")
        );
    }

    private Task SessionAsync(HttpContext http)
    {
        var number = Interlocked.Increment(ref _tokens);
        var (access, refresh) = ($"access-{number}-secret", $"refresh-{number}-secret");
        (GivesStaleTokens ? _expired : _access)[access] = true;
        _refresh[refresh] = true;
        Secrets.Add(access);
        Secrets.Add(refresh);
        var document = new JsonObject
        {
            ["id"] = Did,
            ["service"] = new JsonArray(
                new JsonObject
                {
                    ["id"] = "#atproto_pds",
                    ["type"] = "AtprotoPersonalDataServer",
                    ["serviceEndpoint"] = Endpoint ?? Pds.ToString(),
                }
            ),
        };
        return JsonAsync(
            http,
            200,
            new JsonObject
            {
                ["did"] = Did,
                ["handle"] = Handle,
                ["didDoc"] = document,
                ["accessJwt"] = access,
                ["refreshJwt"] = refresh,
                ["active"] = true,
            }
        );
    }

    private Task? RefuseWrite(HttpContext http)
    {
        var token = Bearer(http);
        var words = Gossips ? $"Token has expired: {token} {_refresh.Keys.FirstOrDefault()}" : "Token has expired";
        if (!_access.ContainsKey(token))
        {
            var error = _expired.ContainsKey(token) ? "ExpiredToken" : "InvalidToken";
            return token.Length == 0
                ? ErrorAsync(http, 401, "AuthMissing", "Authentication Required")
                : ErrorAsync(http, 400, error, words);
        }

        if (WriteLimit is { } seconds)
        {
            Limit(http, seconds);
            return ErrorAsync(http, 429, "RateLimitExceeded", "Rate Limit Exceeded");
        }

        return null;
    }
}

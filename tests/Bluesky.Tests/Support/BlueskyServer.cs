using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LiveIp.Plugins.Testing;
using Microsoft.AspNetCore.Http;

namespace LiveIp.Plugins.Bluesky.Tests.Support;

/// <summary>
/// Bluesky as its documents and a real server's answers describe it: a server that signs in, and another one, on a port of its own,
/// that keeps the account's records. Strict: what the real one refuses is refused, with its words.
/// </summary>
internal sealed class BlueskyServer : ServerStandIn
{
    public const string Did = "did:plc:z72i7hdynmk6r22z27h6tvur";
    public const string Handle = "streamer.bsky.social";
    public const string Password = "abcd-efgh-ijkl-mnop";

    private const int MaxSignIns = 30;
    private readonly TimeProvider _clock;
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<string, bool> _access = new();
    private readonly ConcurrentDictionary<string, bool> _refresh = new();
    private readonly ConcurrentDictionary<string, bool> _expired = new();
    private int _tokens;
    private int _signIns;

    private BlueskyServer(TimeProvider clock)
        : base(ports: 3)
    {
        _clock = clock;
    }

    public Uri Entryway => Addresses[0];

    public Uri Pds => Addresses[1];

    /// <summary>Tells everyone what became of posts, without a sign-in.</summary>
    public Uri AppView => Addresses[2];

    /// <summary>Of every post; a field that is not in it is not told. Null: no numbers at all are told for now.</summary>
    public JsonObject? Numbers { get; set; } = [];

    /// <summary>By key.</summary>
    public ConcurrentDictionary<string, JsonObject> Records { get; } = new();

    /// <summary>How often a record truly changed.</summary>
    public int Commits { get; private set; }

    /// <summary>Every token that was ever given.</summary>
    public ConcurrentBag<string> Secrets { get; } = [Password];

    /// <summary>Seconds to wait that every write is answered with; null to take writes.</summary>
    public int? WriteLimit { get; set; }

    /// <summary>What the DID document says instead of the truth.</summary>
    public string? Endpoint { get; set; }

    /// <summary>The server repeats the token in its words.</summary>
    public bool Gossips { get; set; }

    /// <summary>Happens once, after a record was read.</summary>
    public Action? AfterRead { get; set; }

    /// <summary>Whatever token it gives, it does not accept.</summary>
    public bool GivesStaleTokens { get; set; }

    public static async Task<BlueskyServer> StartAsync(TimeProvider clock)
    {
        var server = new BlueskyServer(clock);
        await server.StartAsync();
        return server;
    }

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

    protected override Task AnswerAsync(HttpContext http)
    {
        var isPds = http.Connection.LocalPort == Pds.Port;
        var isAppView = http.Connection.LocalPort == AppView.Port;
        return (http.Request.Method, http.Request.Path.Value) switch
        {
            ("POST", "/xrpc/com.atproto.server.createSession") => SignInAsync(http),
            ("POST", "/xrpc/com.atproto.server.refreshSession") => RefreshAsync(http),
            ("POST", "/xrpc/com.atproto.repo.putRecord") when isPds => PutAsync(http),
            ("POST", "/xrpc/com.atproto.repo.deleteRecord") when isPds => DeleteAsync(http),
            ("GET", "/xrpc/com.atproto.repo.getRecord") when isPds => GetAsync(http),
            ("GET", "/xrpc/app.bsky.feed.getPosts") when isAppView => PostsAsync(http),
            _ => ErrorAsync(http, 501, "MethodNotImplemented", "Method Not Implemented"),
        };
    }

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

    private async Task PutAsync(HttpContext http)
    {
        var input = await BodyAsync(http);
        if (RefuseWrite(http) is { } refused)
        {
            await refused;
        }
        else if (input is null || PostRules.Refuse(input, Did) is not null)
        {
            await ErrorAsync(http, 400, "InvalidRequest", input is null ? "Invalid JSON" : PostRules.Refuse(input, Did)!);
        }
        else if (input.TryGetPropertyValue("swapRecord", out var swap) && (string?)swap != Cid((string)input["rkey"]!))
        {
            await ErrorAsync(http, 400, "InvalidSwap", $"Record was at {Cid((string)input["rkey"]!) ?? "null"}");
        }
        else
        {
            await PublishAsync(http, () => StoreAsync(http, (string)input["rkey"]!, (JsonObject)input["record"]!.DeepClone()));
        }
    }

    private async Task DeleteAsync(HttpContext http)
    {
        var input = await BodyAsync(http);
        if (RefuseWrite(http) is { } refused)
        {
            await refused;
        }
        else if ((string?)input?["repo"] != Did || (string?)input["collection"] != "app.bsky.feed.post" || input["rkey"] is null)
        {
            await ErrorAsync(http, 400, "InvalidRequest", "Input/repo must be the signed in account");
        }
        else
        {
            await PublishAsync(
                http,
                () =>
                {
                    // One that is not there is answered the same.
                    Records.TryRemove((string)input["rkey"]!, out _);
                    return JsonAsync(http, 200, new JsonObject());
                }
            );
        }
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

    private Task StoreAsync(HttpContext http, string key, JsonObject record)
    {
        bool changed;
        lock (_gate)
        {
            changed = !Records.TryGetValue(key, out var old) || !JsonNode.DeepEquals(old, record);
            Records[key] = record;
            Commits += changed ? 1 : 0;
        }

        var answer = Reference(key, record);
        if (changed)
        {
            answer["commit"] = new JsonObject { ["cid"] = "bafycommit", ["rev"] = key };
        }

        answer["validationStatus"] = "valid";
        return JsonAsync(http, 200, answer);
    }

    private Task GetAsync(HttpContext http)
    {
        var key = (string?)http.Request.Query["rkey"] ?? "";
        if (
            http.Request.Query["repo"] != Did
            || http.Request.Query["collection"] != "app.bsky.feed.post"
            || !Records.TryGetValue(key, out var record)
        )
        {
            return ErrorAsync(http, 400, "RecordNotFound", $"Could not locate record: at://{Did}/app.bsky.feed.post/{key}");
        }

        var answer = Reference(key, record);
        answer["value"] = record.DeepClone();
        AfterRead?.Invoke();
        AfterRead = null;
        return JsonAsync(http, 200, answer);
    }

    /// <summary>As the lexicon of app.bsky.feed.getPosts says: 1 to 25 addresses; what is not there is left out.</summary>
    private Task PostsAsync(HttpContext http)
    {
        var uris = http.Request.Query["uris"];
        if (uris.Count is 0 or > 25 || uris.Any(static u => u?.StartsWith("at://", StringComparison.Ordinal) != true))
        {
            return ErrorAsync(http, 400, "InvalidRequest", "Error: uris must be 1 to 25 at-uris");
        }

        if (http.Request.Headers.Authorization.Count > 0)
        {
            return ErrorAsync(http, 401, "InvalidToken", "A token of a server is nothing for everyone's view");
        }

        if (Numbers is not { } numbers)
        {
            Limit(http, 60);
            return ErrorAsync(http, 429, "RateLimitExceeded", "Rate Limit Exceeded");
        }

        var found = new JsonArray();
        foreach (var (key, record) in Records)
        {
            var post = Reference(key, record);
            if (uris.Contains((string)post["uri"]!))
            {
                foreach (var (name, value) in numbers)
                {
                    post[name] = value?.DeepClone();
                }

                found.Add(post);
            }
        }

        return JsonAsync(http, 200, new JsonObject { ["posts"] = found });
    }

    private static JsonObject Reference(string key, JsonObject record) =>
        new() { ["uri"] = $"at://{Did}/app.bsky.feed.post/{key}", ["cid"] = Cid(record) };

    private string? Cid(string key) => Records.TryGetValue(key, out var record) ? Cid(record) : null;

    private static string Cid(JsonObject record) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(record.ToJsonString())));

    private void Limit(HttpContext http, int seconds)
    {
        var reset = _clock.GetUtcNow().ToUnixTimeSeconds() + seconds;
        http.Response.Headers["RateLimit-Limit"] = "30";
        http.Response.Headers["RateLimit-Remaining"] = "0";
        http.Response.Headers["RateLimit-Reset"] = reset.ToString(CultureInfo.InvariantCulture);
        http.Response.Headers["RateLimit-Policy"] = "30;w=300";
    }

    private static string Bearer(HttpContext http) =>
        (string?)http.Request.Headers.Authorization is { } header && header.StartsWith("Bearer ", StringComparison.Ordinal)
            ? header[7..]
            : "";

    private static async Task<JsonObject?> BodyAsync(HttpContext http)
    {
        var isJson = http.Request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) == true;
        using var reader = new StreamReader(http.Request.Body);
        var body = await reader.ReadToEndAsync();
        return isJson ? JsonNode.Parse(body) as JsonObject : null;
    }

    private static Task ErrorAsync(HttpContext http, int status, string error, string message) =>
        JsonAsync(http, status, new JsonObject { ["error"] = error, ["message"] = message });
}

using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using LiveIp.Plugins.Testing;
using Microsoft.AspNetCore.Http;

namespace LiveIp.Plugins.Mastodon.Tests.Support;

/// <summary>
/// An instance as the documents describe it: Mastodon's own, or (<see cref="HonoursKeys"/>, <see cref="HasV2"/> and
/// <see cref="Markdown"/> the other way round) one that only speaks its API, such as snac. Strict: what the real one refuses is refused.
/// </summary>
internal sealed partial class MastodonServer : ServerStandIn
{
    public const string Token = "ZA-Yj3aBD8U8Cm7lKUp-lm9O9BmDgdhHzDeqsY8tlL0";
    private const string AccountId = "109/5";
    private const string OneStatus = "/api/v1/statuses/";

    private static readonly TimeSpan KeyLife = TimeSpan.FromSeconds(3600);
    private readonly TimeProvider _clock;
    private readonly ConcurrentDictionary<string, (StoredStatus Status, DateTimeOffset Until)> _keys = new();

    private MastodonServer(TimeProvider clock)
        : base(ports: 1)
    {
        _clock = clock;
    }

    public Uri Uri => Addresses[0];

    /// <summary>In the order in which they were made.</summary>
    public ConcurrentQueue<StoredStatus> Statuses { get; } = new();

    public bool HonoursKeys { get; set; } = true;

    public bool HasV2 { get; set; } = true;

    public bool Markdown { get; set; }

    /// <summary>It can edit and delete statuses; else it answers as to any path that it does not know.</summary>
    public bool HasChanges { get; set; } = true;

    /// <summary>The token may read.</summary>
    public bool MayRead { get; set; } = true;

    public bool MayWrite { get; set; } = true;

    public bool TokenIsRevoked { get; set; }

    /// <summary>The server repeats the token in its words.</summary>
    public bool Gossips { get; set; }

    /// <summary>Everything is answered with 429 until then.</summary>
    public DateTimeOffset? LimitedUntil { get; set; }

    /// <summary>Everything is answered with 503.</summary>
    public bool IsDown { get; set; }

    /// <summary>How long the server works on a status before it shows.</summary>
    public TimeSpan WorksFor { get; set; }

    /// <summary>Against the sender's clock.</summary>
    public TimeSpan Skew { get; set; }

    /// <summary>Of every status; a field that is not in it is not told.</summary>
    public JsonObject Numbers { get; set; } = [];

    /// <summary>Forms as they came.</summary>
    public ConcurrentQueue<Dictionary<string, string>> Forms { get; } = new();

    public static async Task<MastodonServer> StartAsync(TimeProvider clock)
    {
        var server = new MastodonServer(clock);
        await server.StartAsync();
        return server;
    }

    /// <summary>Something that the account's owner wrote.</summary>
    public void Write(string text, DateTimeOffset? at = null) =>
        Statuses.Enqueue(new StoredStatus($"own-{Statuses.Count}.png", text, "public", null, at ?? Now));

    protected override Task AnswerAsync(HttpContext http)
    {
        var revoked = TokenIsRevoked || (string?)http.Request.Headers.Authorization != $"Bearer {Token}";
        return (http.Request.Method, http.Request.Path.Value) switch
        {
            _ when IsDown => ErrorAsync(http, 503, "Down"),
            _ when LimitedUntil is { } until && _clock.GetUtcNow() < until => LimitAsync(http, until),
            ("GET", "/api/v2/instance") when HasV2 => JsonAsync(http, 200, Instance(["domain", "social.example"])),
            ("GET", "/api/v1/instance") => JsonAsync(http, 200, Instance(["uri", "social.example"])),
            ({ }, { } path) when path.StartsWith("/api/v1/", StringComparison.Ordinal) && revoked => ErrorAsync(
                http,
                401,
                Gossips ? $"The access token {http.Request.Headers.Authorization} is invalid" : "The access token is invalid"
            ),
            ("GET", "/api/v1/accounts/verify_credentials") => ReadAsync(http, new JsonObject { ["id"] = AccountId, ["acct"] = "streamer" }),
            ("GET", "/api/v1/accounts/109%2F5/statuses") => ReadAsync(http, List(http)),
            ("POST", "/api/v2/media") when revoked => ErrorAsync(http, 401, "The access token is invalid"),
            ("POST", "/api/v2/media") => UploadAsync(http),
            ("GET", { } path) when path.StartsWith(OneFile, StringComparison.Ordinal) => FileAsync(http, path[OneFile.Length..]),
            ("POST", "/api/v1/statuses") => PostAsync(http),
            ({ } method, { } path) when path.StartsWith(OneStatus, StringComparison.Ordinal) => OneAsync(
                http,
                method,
                path[OneStatus.Length..]
            ),
            _ => ErrorAsync(http, 404, "Record not found"),
        };
    }

    private DateTimeOffset Now => _clock.GetUtcNow() + Skew;

    private Task ReadAsync(HttpContext http, JsonNode body) =>
        MayRead ? JsonAsync(http, 200, body) : ErrorAsync(http, 403, "This action is outside the authorized scopes");

    private async Task OneAsync(HttpContext http, string method, string id)
    {
        var status = Statuses.FirstOrDefault(s => s.Id == id && s.At <= Now);
        if (status is null || !(method == "GET" || (HasChanges && method is "PUT" or "DELETE")))
        {
            await ErrorAsync(http, 404, "Record not found");
        }
        else if (method == "GET")
        {
            await ReadAsync(http, Counted(status));
        }
        else if (!MayWrite)
        {
            await ErrorAsync(http, 403, "This action is outside the authorized scopes");
        }
        else if (method == "DELETE")
        {
            await PublishAsync(http, () => ReplaceAsync(http, status, by: null));
        }
        else
        {
            var form = (await http.Request.ReadFormAsync()).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
            Forms.Enqueue(form);
            await (
                Refuse(form) is { } fault
                    ? ErrorAsync(http, 422, fault)
                    : PublishAsync(http, () => ReplaceAsync(http, status, status with { Text = form["status"] }))
            );
        }
    }

    private Task ReplaceAsync(HttpContext http, StoredStatus old, StoredStatus? by)
    {
        var all = Statuses.ToArray();
        Statuses.Clear();
        foreach (var status in all.Select(s => s == old ? by : s).OfType<StoredStatus>())
        {
            Statuses.Enqueue(status);
        }

        return JsonAsync(http, 200, Json(by ?? old));
    }

    private JsonObject Counted(StoredStatus status)
    {
        var json = Json(status);
        foreach (var (name, value) in Numbers)
        {
            json[name] = value?.DeepClone();
        }

        return json;
    }

    private async Task PostAsync(HttpContext http)
    {
        if (!MayWrite || !http.Request.HasFormContentType)
        {
            await ErrorAsync(http, MayWrite ? 400 : 403, MayWrite ? "Bad request" : "This action is outside the authorized scopes");
            return;
        }

        var form = (await http.Request.ReadFormAsync()).ToDictionary(pair => pair.Key, pair => pair.Value.ToString());
        Forms.Enqueue(form);
        var key = (string?)http.Request.Headers["Idempotency-Key"];
        if (HonoursKeys && key is not null && _keys.TryGetValue(key, out var stored) && _clock.GetUtcNow() < stored.Until)
        {
            // The body is not compared.
            await JsonAsync(http, 200, Json(stored.Status));
        }
        else if ((Refuse(form) ?? RefuseFiles(form)) is { } fault)
        {
            await ErrorAsync(http, 422, fault);
        }
        else
        {
            await PublishAsync(http, () => StoreAsync(http, form, key));
        }
    }

    private string? Refuse(Dictionary<string, string> form)
    {
        var text = form.GetValueOrDefault("status", "");
        var length = Link().Replace(text, new string('x', ReservedPerUrl)).EnumerateRunes().Count();
        return string.IsNullOrWhiteSpace(text) ? "Validation failed: Text can't be blank"
            : length > MaxCharacters ? $"Validation failed: Text character limit of {MaxCharacters} exceeded"
            : form.GetValueOrDefault("visibility", "public") is not ("public" or "unlisted" or "private" or "direct")
                ? "Validation failed: Visibility is not included in the list"
            : null;
    }

    private Task StoreAsync(HttpContext http, Dictionary<string, string> form, string? key)
    {
        var status = new StoredStatus(
            $"status-{Statuses.Count}.png",
            form["status"],
            form.GetValueOrDefault("visibility", "public"),
            form.GetValueOrDefault("language"),
            Now + WorksFor
        );
        Statuses.Enqueue(status);
        Attach(form, status.Id);
        if (key is not null)
        {
            _keys[key] = (status, _clock.GetUtcNow() + KeyLife);
        }

        return JsonAsync(http, 200, Json(status));
    }

    private JsonArray List(HttpContext http)
    {
        var limit = int.TryParse(http.Request.Query["limit"], CultureInfo.InvariantCulture, out var asked) ? Math.Min(asked, 40) : 20;
        var now = Now;
        return
        [
            .. Statuses
                .Where(status => status.At <= now)
                .OrderByDescending(status => status.At)
                .Take(limit)
                .Select(JsonNode? (status) => Json(status)),
        ];
    }

    private JsonObject Json(StoredStatus status) =>
        new()
        {
            ["id"] = status.Id,
            ["created_at"] = status.At.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
            ["visibility"] = status.Visibility,
            ["language"] = status.Language,
            ["url"] = $"https://social.example/@streamer/{status.Id}",
            ["content"] = StatusHtml.Of(status.Text, Markdown),
            ["media_attachments"] = new JsonArray([
                .. Media.Concat(AttachedTo(status.Id)).Select(static id => new JsonObject { ["id"] = id }),
            ]),
        };

    private static Task LimitAsync(HttpContext http, DateTimeOffset until)
    {
        http.Response.Headers["X-RateLimit-Limit"] = "300";
        http.Response.Headers["X-RateLimit-Remaining"] = "0";
        http.Response.Headers["X-RateLimit-Reset"] = until.UtcDateTime.ToString(
            "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'",
            CultureInfo.InvariantCulture
        );
        return ErrorAsync(http, 429, "Too many requests");
    }

    private static Task ErrorAsync(HttpContext http, int status, string error) =>
        JsonAsync(http, status, new JsonObject { ["error"] = error });

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Link();
}

using System.Collections.Concurrent;
using System.Text.Json;
using LiveIp.Plugins.Handoff.Douyin;
using LiveIp.Plugins.Testing;

namespace LiveIp.Plugins.Handoff.Tests.Support;

/// <summary>
/// Douyin's open platform as far as a share from a web page needs it, written from its documents: a client token for a key and a secret,
/// and a ticket for a client token. Errors come with status 200.
/// </summary>
internal sealed class DouyinStandIn : NetworkStandIn
{
    public const string Key = "aw1234567890abcd";
    public const string Secret = "0123456789abcdef-the-apps-secret";

    private readonly ConcurrentQueue<string> _tickets = new();

    public DouyinShareSettings Settings =>
        new()
        {
            ClientKey = Key,
            ClientSecret = Secret,
            Picture = new Uri("https://example.org/cover.jpg"),
            BaseAddress = Uri,
            Timeout = TimeSpan.FromSeconds(10),
        };

    /// <summary>The app has the ability open.get.ticket.</summary>
    public bool MayShare { get; set; } = true;

    /// <summary>Seconds.</summary>
    public int Life { get; set; } = 7200;

    public IReadOnlyList<string> Tickets => [.. _tickets];

    /// <summary>Nothing is ever posted by this interface.</summary>
    public override IReadOnlyList<string> Posted => [];

    protected override Reply Act(Received request) =>
        (request.Method, request.Target) switch
        {
            ("POST", "/oauth/client_token/") => Token(request),
            ("GET", "/open/getticket/") => Ticket(request),
            _ => new Reply(404, "404 page not found"),
        };

    public static Reply Error(int code, string description) =>
        new(
            200,
            JsonSerializer.Serialize(
                new
                {
                    data = new { error_code = code, description },
                    extra = new
                    {
                        error_code = code,
                        description,
                        sub_error_code = 0,
                        logid = "202611262130000102030405060708",
                        now = 1_790_000_000_000,
                    },
                    message = "error",
                }
            ),
            "Content-Type: application/json"
        );

    private static Reply Token(Received request)
    {
        if (!request.Headers.GetValueOrDefault("Content-Type", "").StartsWith("application/json", StringComparison.Ordinal))
        {
            return Error(2_100_005, "参数不合法");
        }

        var body = JsonElement.Parse(request.Body);
        return Field(body, "grant_type") != "client_credential" ? Error(2_100_005, "参数不合法")
            : Field(body, "client_key") != Key ? Error(10_003, "client_key错误")
            : Field(body, "client_secret") != Secret ? Error(10_013, "client_key或client_secret错误")
            : Success(
                new
                {
                    access_token = "clt.7c2a-a-client-token",
                    expires_in = 7200,
                    error_code = 0,
                    description = "",
                }
            );
    }

    private Reply Ticket(Received request)
    {
        if (request.Headers.GetValueOrDefault("access-token") != "clt.7c2a-a-client-token")
        {
            return Error(2_190_008, "access_token过期,请刷新或重新授权");
        }

        if (!MayShare)
        {
            return Error(2_190_004, "应用未获得该能力");
        }

        _tickets.Enqueue($"@ticket-{_tickets.Count + 1}==");
        return Success(
            new
            {
                ticket = _tickets.Last(),
                expires_in = Life,
                error_code = 0,
                description = "",
            }
        );
    }

    private static Reply Success(object data) =>
        new(
            200,
            JsonSerializer.Serialize(
                new
                {
                    data,
                    extra = new { error_code = 0, logid = "1" },
                    message = "success",
                }
            ),
            "Content-Type: application/json"
        );

    private static string? Field(JsonElement body, string name) => body.TryGetProperty(name, out var value) ? value.GetString() : null;
}

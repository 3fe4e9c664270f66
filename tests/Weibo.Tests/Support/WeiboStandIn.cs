using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using LiveIp.Plugins.Testing;

namespace LiveIp.Plugins.Weibo.Tests.Support;

/// <summary>
/// Weibo's statuses/share, written from its wiki (https://open.weibo.com/wiki/2/statuses/share and Error_code): one account, and one app
/// with one safe domain.
/// </summary>
internal sealed partial class WeiboStandIn : NetworkStandIn
{
    public const string Token = "2.00AbCdEf_GhIjKlMnOpQrStUvWxYz012345";
    public const string Domain = "bilibili.com";

    private readonly ConcurrentQueue<string> _posts = new();

    /// <summary>Calls that the account has yet on this day.</summary>
    public int CallsLeft { get; set; } = 100;

    /// <summary>The token has ended.</summary>
    public bool IsExpired { get; init; }

    public override IReadOnlyList<string> Posted => [.. _posts];

    public static Reply Error(int status, int code, string words) =>
        new(
            status,
            JsonSerializer.Serialize(
                new
                {
                    error = words,
                    error_code = code,
                    request = "/2/statuses/share.json",
                }
            ),
            "Content-Type: application/json;charset=UTF-8"
        );

    protected override Reply Act(Received request)
    {
        if (request.Target != "/2/statuses/share.json")
        {
            return Error(404, 10020, "request api not found");
        }

        if (request.Method != "POST")
        {
            return Error(405, 10021, "HTTP METHOD is not suported for this request");
        }

        if (request.Headers.GetValueOrDefault("Content-Type") != "application/x-www-form-urlencoded")
        {
            return Error(400, 10007, "Unsupport mediatype");
        }

        var form = Form(request.Body);
        if (form.GetValueOrDefault("access_token") != Token)
        {
            return Error(401, 21332, "invalid_access_token");
        }

        if (IsExpired)
        {
            return Error(403, 21327, "expired_token");
        }

        if (CallsLeft-- <= 0)
        {
            return Error(403, 10023, "User requests out of rate limit!");
        }

        return IPAddress.TryParse(form.GetValueOrDefault("rip"), out _)
            ? Share(form.GetValueOrDefault("status") ?? "")
            : Error(400, 10016, "miss required parameter (rip), see doc for more info");
    }

    private Reply Share(string status)
    {
        if (string.IsNullOrWhiteSpace(status))
        {
            return Error(400, 20008, "Content is null!");
        }

        if (status.Sum(static c => c <= 'ÿ' ? 1 : 2) > 280)
        {
            return Error(400, 20012, "Text too long, please input text less than 140 characters!");
        }

        if (Topic().IsMatch(status))
        {
            return Error(400, 20020, "contain advertising or topic!");
        }

        if (!Link().Matches(status).Any(static m => IsBound(m.Groups["host"].Value)))
        {
            return Error(400, 10017, "appkey not bind domain!");
        }

        if (_posts.LastOrDefault() == status)
        {
            return Error(400, 20019, "repeat content!");
        }

        _posts.Enqueue(status);
        var id = (5_230_000_000_000_000 + _posts.Count).ToString(CultureInfo.InvariantCulture);
        return new Reply(
            200,
            $$"""{"created_at":"Thu Nov 26 22:00:00 +0800 2026","id":{{id}},"mid":"{{id}}","idstr":"{{id}}","user":{"id":1404376560} }""",
            "Content-Type: application/json;charset=UTF-8"
        );
    }

    private static bool IsBound(string host) => host == Domain || host.EndsWith("." + Domain, StringComparison.Ordinal);

    private static Dictionary<string, string> Form(byte[] body) =>
        Encoding
            .ASCII.GetString(body)
            .Split('&')
            .Select(static pair => pair.Split('=', 2))
            .ToDictionary(static pair => pair[0], static pair => Uri.UnescapeDataString(pair[1].Replace('+', ' ')));

    [GeneratedRegex("#[^#\n]+#")]
    private static partial Regex Topic();

    [GeneratedRegex(@"https?://(?<host>[A-Za-z0-9.-]+)")]
    private static partial Regex Link();
}

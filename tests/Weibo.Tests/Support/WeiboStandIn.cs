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

    /// <summary>Bytes of a picture must be fewer.</summary>
    private const int TooManyBytes = 5_000_000;

    private static readonly byte[][] PictureBeginnings =
    [
        [0xFF, 0xD8, 0xFF],
        [.. "GIF8"u8],
        [0x89, .. "PNG"u8],
    ];

    private readonly ConcurrentQueue<string> _posts = new();
    private readonly ConcurrentQueue<byte[]> _pictures = new();

    /// <summary>Calls that the account has yet on this day.</summary>
    public int CallsLeft { get; set; } = 100;

    /// <summary>The token has ended.</summary>
    public bool IsExpired { get; init; }

    public override IReadOnlyList<string> Posted => [.. _posts];

    /// <summary>The pictures of those that have one.</summary>
    public IReadOnlyList<byte[]> Pictures => [.. _pictures];

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

        var parts = FormPart.Of(request);
        if (parts is null && request.Headers.GetValueOrDefault("Content-Type") != "application/x-www-form-urlencoded")
        {
            return Error(400, 10007, "Unsupport mediatype");
        }

        var form = parts is null ? Form(request.Body) : Fields(parts);
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

        if (!IPAddress.TryParse(form.GetValueOrDefault("rip"), out _))
        {
            return Error(400, 10016, "miss required parameter (rip), see doc for more info");
        }

        var picture = parts?.FirstOrDefault(static p => p is { Name: "pic", FileName.Length: > 0 })?.Body;
        return (parts is not null && picture is null) || (parts is null && form.ContainsKey("pic"))
            ? Error(400, 20007, "does multipart has image?")
            : Share(form.GetValueOrDefault("status") ?? "", picture);
    }

    private Reply Share(string status, byte[]? picture)
    {
        if (picture?.Length >= TooManyBytes)
        {
            return Error(400, 20006, "image size too large");
        }

        if (picture is not null && !PictureBeginnings.Any(b => picture.AsSpan().StartsWith(b)))
        {
            return Error(400, 20005, "unsupport image type, only suport JPG, GIF, PNG");
        }

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
        if (picture is not null)
        {
            _pictures.Enqueue(picture);
        }

        var id = (5_230_000_000_000_000 + _posts.Count).ToString(CultureInfo.InvariantCulture);
        return new Reply(
            200,
            $$"""{"created_at":"Thu Nov 26 22:00:00 +0800 2026","id":{{id}},"mid":"{{id}}","idstr":"{{id}}","user":{"id":1404376560} }""",
            "Content-Type: application/json;charset=UTF-8"
        );
    }

    private static bool IsBound(string host) => host == Domain || host.EndsWith("." + Domain, StringComparison.Ordinal);

    private static Dictionary<string, string> Fields(IReadOnlyList<FormPart> parts) =>
        parts.Where(static p => p.FileName is null).ToDictionary(static p => p.Name, static p => Encoding.UTF8.GetString(p.Body));

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

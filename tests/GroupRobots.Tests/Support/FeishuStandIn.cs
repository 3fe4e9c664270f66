using System.Globalization;
using System.Text.Json;
using LiveIp.Plugins.Testing;

namespace LiveIp.Plugins.GroupRobots.Tests.Support;

/// <summary>Feishu's side of a custom bot, written from copies of its document and from what its users met.</summary>
internal sealed class FeishuStandIn : RobotStandIn
{
    public const string Key = "9a8b7c6d-1234-5678-9abc-def012345678";

    public override Uri Address => new($"https://open.feishu.cn/open-apis/bot/v2/hook/{Key}");

    /// <summary>A message rang everyone.</summary>
    public bool Rang { get; private set; }

    /// <summary>Where the links of the last message lead.</summary>
    public IReadOnlyList<string> Links { get; private set; } = [];

    public override Reply Say(int status, int code, string words) =>
        new(
            status,
            JsonSerializer.Serialize(
                new
                {
                    code,
                    msg = words,
                    data = new { },
                }
            ),
            "Content-Type: application/json"
        );

    protected override Reply Act(Received request)
    {
        if (request.Method != "POST" || request.Target != $"/open-apis/bot/v2/hook/{Key}")
        {
            return Say(400, 19001, "param invalid: incoming webhook access token invalid");
        }

        if (request.Body.Length > 20 * 1024 || Json(request) is not { } body)
        {
            return Say(400, 9499, "Bad Request");
        }

        if (Secret is { } secret && !IsSigned(secret, body))
        {
            return Say(200, 19021, "sign match fail or timestamp is not within one hour from current time");
        }

        var text = Text(body, "msg_type") switch
        {
            "text" => Plain(Text(body, "content", "text")),
            "post" => Rich(body),
            _ => null,
        };
        return string.IsNullOrWhiteSpace(text) ? Say(400, 19002, "params error, msg_type need")
            : Keyword is { } keyword && !text.Contains(keyword, StringComparison.Ordinal) ? Say(200, 19024, "Key Words Not Found")
            : Left == 0 ? Say(200, 11232, "frequency limited psm[lark.oapi.app_platform_runtime]")
            : Take(text, "success");
    }

    private string? Plain(string? text)
    {
        Rang = text?.Contains("<at user_id=\"all\">", StringComparison.Ordinal) == true;
        return text;
    }

    private string Rich(JsonElement body)
    {
        var elements = body.GetProperty("content")
            .GetProperty("post")
            .GetProperty("zh_cn")
            .GetProperty("content")
            .EnumerateArray()
            .SelectMany(static line => line.EnumerateArray())
            .ToList();
        Rang = elements.Any(static e => Text(e, "tag") == "at");
        Links = [.. elements.Where(static e => Text(e, "tag") == "a").Select(static e => Text(e, "href")!)];
        return string.Concat(elements.Select(static e => Text(e, "text")));
    }

    private bool IsSigned(string secret, JsonElement body) =>
        long.TryParse(Text(body, "timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var at)
        && (Clock.GetUtcNow() - DateTimeOffset.FromUnixTimeSeconds(at)).Duration() <= TimeSpan.FromHours(1)
        && Text(body, "sign") == Hmac($"{Text(body, "timestamp")}\n{secret}", "");
}

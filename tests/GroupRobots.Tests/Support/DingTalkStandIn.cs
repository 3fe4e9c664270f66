using System.Globalization;
using System.Text;
using System.Text.Json;
using LiveIp.Plugins.Testing;

namespace LiveIp.Plugins.GroupRobots.Tests.Support;

/// <summary>DingTalk's side of a custom robot, written from copies of its document and from what its users met.</summary>
internal sealed class DingTalkStandIn : RobotStandIn
{
    public const string Key = "566cc69da782ec33e42541b09b08551f09fbe864eb8008112e994b43887";

    public override Uri Address => new($"https://oapi.dingtalk.com/robot/send?access_token={Key}");

    public override Reply Say(int status, int code, string words) =>
        new(status, JsonSerializer.Serialize(new { errcode = code, errmsg = words }), "Content-Type: application/json");

    protected override Reply Act(Received request)
    {
        if (request.Method != "POST" || !request.Target.StartsWith("/robot/send?", StringComparison.Ordinal))
        {
            return Say(200, 404, "请求的URI地址不存在");
        }

        var query = Query(request.Target);
        if (query.GetValueOrDefault("access_token") != Key)
        {
            return Say(200, 300001, "token is not exist");
        }

        if (Secret is { } secret && Fault(secret, query) is { } fault)
        {
            return Say(200, 310000, fault);
        }

        if (Json(request) is not { } body)
        {
            return Say(200, 40035, "缺少参数 json");
        }

        var text = Text(body, "msgtype") == "text" ? Text(body, "text", "content") : null;
        return text is null || string.IsNullOrWhiteSpace(text) ? Say(200, 40035, "缺少参数 text")
            : Encoding.UTF8.GetByteCount(text) > 20_000 ? Say(200, 460101, "message too long, exceed 20000 bytes")
            : Keyword is { } keyword && !text.Contains(keyword, StringComparison.Ordinal) ? Say(200, 310000, "keywords not in content")
            : Left == 0 ? Say(200, 130101, "send too fast, exceed 20 times per minute")
            : Take(text, "ok");
    }

    private string? Fault(string secret, Dictionary<string, string> query)
    {
        if (!long.TryParse(query.GetValueOrDefault("timestamp"), NumberStyles.None, CultureInfo.InvariantCulture, out var at))
        {
            return "sign not match";
        }

        return (Clock.GetUtcNow() - DateTimeOffset.FromUnixTimeMilliseconds(at)).Duration() > TimeSpan.FromHours(1) ? "invalid timestamp"
            : query.GetValueOrDefault("sign") != Hmac(secret, $"{query["timestamp"]}\n{secret}") ? "sign not match"
            : null;
    }
}

using System.Text;
using System.Text.Json;
using LiveIp.Plugins.Testing;

namespace LiveIp.Plugins.GroupRobots.Tests.Support;

/// <summary>WeCom's side of a group robot, written from its document 91770 and its table of codes.</summary>
internal sealed class WeComStandIn : RobotStandIn
{
    public const string Key = "633a31f6-7f9c-4bc4-97a0-0ec1eefa5898";

    public override Uri Address => new($"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={Key}");

    public override Reply Say(int status, int code, string words) =>
        new(status, JsonSerializer.Serialize(new { errcode = code, errmsg = words }), "Content-Type: application/json; charset=UTF-8");

    protected override Reply Act(Received request)
    {
        if (request.Method != "POST" || !request.Target.StartsWith("/cgi-bin/webhook/send?", StringComparison.Ordinal))
        {
            return new Reply(404);
        }

        if (Query(request.Target).GetValueOrDefault("key") != Key)
        {
            return Say(200, 93000, "invalid webhook url, hint: [1755605200056773468916791]");
        }

        if (Json(request) is not { } body)
        {
            return Say(200, 40058, "invalid Request Parameter");
        }

        var text = Text(body, "msgtype") == "text" ? Text(body, "text", "content") : null;
        return text is null ? Say(200, 40008, "invalid message type")
            : string.IsNullOrWhiteSpace(text) ? Say(200, 44004, "empty content")
            : Encoding.UTF8.GetByteCount(text) > 2048 ? Say(200, 40058, "text.content exceed max length 2048. invalid Request Parameter")
            : Left == 0 ? Say(200, 45009, "api freq out of limit")
            : Take(text, "ok");
    }
}

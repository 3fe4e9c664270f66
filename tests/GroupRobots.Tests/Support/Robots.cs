using LiveIp.Contracts;
using LiveIp.Plugins.GroupRobots.DingTalk;
using LiveIp.Plugins.GroupRobots.Feishu;
using LiveIp.Plugins.GroupRobots.WeCom;

namespace LiveIp.Plugins.GroupRobots.Tests.Support;

/// <summary>The distributors, set up for a stand-in.</summary>
internal static class Robots
{
    public static IDistributor WeCom(Uri server, string? url = null) =>
        new WeComDistributor(
            new WeComSettings
            {
                Url = new Uri(url ?? $"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={WeComStandIn.Key}"),
                BaseAddress = server,
                Timeout = TimeSpan.FromSeconds(10),
            }
        );

    public static IDistributor DingTalk(Uri server, string secret = "", string? url = null) =>
        new DingTalkDistributor(
            new DingTalkSettings
            {
                Url = new Uri(url ?? $"https://oapi.dingtalk.com/robot/send?access_token={DingTalkStandIn.Key}"),
                Secret = secret,
                BaseAddress = server,
                Timeout = TimeSpan.FromSeconds(10),
            }
        );

    public static IDistributor Feishu(Uri server, string secret = "", string? url = null) =>
        new FeishuDistributor(
            new FeishuSettings
            {
                Url = new Uri(url ?? $"https://open.feishu.cn/open-apis/bot/v2/hook/{FeishuStandIn.Key}"),
                Secret = secret,
                BaseAddress = server,
                Timeout = TimeSpan.FromSeconds(10),
            }
        );
}

using System.Text.RegularExpressions;
using LiveIp.Plugins.GroupRobots.Sending;

namespace LiveIp.Plugins.GroupRobots.WeCom;

/// <summary>WeCom's robots and their codes (https://developer.work.weixin.qq.com/document/path/90313).</summary>
internal static partial class WeComNetwork
{
    public static RobotNetwork Instance { get; } =
        new()
        {
            Name = "WeCom",
            MaxBytes = 2048,
            Address = Address(),
            Example = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=KEY",
            Members = ("errcode", "errmsg"),
            Meaning = static (code, _) =>
                code switch
                {
                    -1 => new CodeMeaning("it is busy and does not say whether it took the message") { IsUnclear = true },
                    // 20 messages a minute.
                    45009 => new CodeMeaning("too many messages") { Pause = TimeSpan.FromMinutes(1) },
                    45033 => new CodeMeaning("too many messages at once") { Pause = TimeSpan.FromSeconds(5) },
                    93000 => new CodeMeaning("there is no such robot. It was removed from the group, or its address is mistyped"),
                    93004 => new CodeMeaning("the robot is switched off"),
                    93008 => new CodeMeaning("the robot is not in the group any more"),
                    40058 => new CodeMeaning("the message is too long or malformed"),
                    44004 => new CodeMeaning("the text is empty"),
                    _ => null,
                },
        };

    [GeneratedRegex(@"^qyapi\.weixin\.qq\.com/cgi-bin/webhook/send\?key=(?<key>[A-Za-z0-9-]{16,64})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}

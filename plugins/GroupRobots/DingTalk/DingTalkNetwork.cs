using System.Text.RegularExpressions;
using LiveIp.Plugins.GroupRobots.Sending;

namespace LiveIp.Plugins.GroupRobots.DingTalk;

/// <summary>DingTalk's custom robots and their codes.</summary>
internal static partial class DingTalkNetwork
{
    /// <summary>Who sends more than 20 messages a minute is stopped for so long.</summary>
    private static readonly TimeSpan Stopped = TimeSpan.FromMinutes(10);

    public static RobotNetwork Instance { get; } =
        new()
        {
            Name = "DingTalk",
            MaxBytes = 20_000,
            Address = Address(),
            Example = "https://oapi.dingtalk.com/robot/send?access_token=TOKEN",
            Members = ("errcode", "errmsg"),
            Meaning = static (code, _) =>
                code switch
                {
                    -1 => new CodeMeaning("it is busy and does not say whether it took the message") { IsUnclear = true },
                    130101 or 410100 => new CodeMeaning("too many messages") { Pause = Stopped },
                    310000 => new CodeMeaning(
                        "the robot's safety settings refuse it: its keyword is not in the text, the secret is wrong, or this machine's clock or address is"
                    ),
                    300001 or 400101 or 400106 => new CodeMeaning(
                        "there is no such robot. It was removed from the group, or its address is mistyped"
                    ),
                    400013 => new CodeMeaning("the group is gone"),
                    400102 => new CodeMeaning("the robot is switched off"),
                    430101 => new CodeMeaning("the text has a link that DingTalk does not allow"),
                    430102 or 430103 or 430104 => new CodeMeaning("DingTalk does not allow the text"),
                    460101 => new CodeMeaning("the message is too long"),
                    _ => null,
                },
        };

    [GeneratedRegex(@"^oapi\.dingtalk\.com/robot/send\?access_token=(?<key>[A-Za-z0-9]{16,128})\z", RegexOptions.CultureInvariant)]
    private static partial Regex Address();
}

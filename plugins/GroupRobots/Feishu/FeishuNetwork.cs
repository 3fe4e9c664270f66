using System.Text.RegularExpressions;
using LiveIp.Plugins.GroupRobots.Sending;

namespace LiveIp.Plugins.GroupRobots.Feishu;

/// <summary>Feishu's custom bots, and Lark's, and their codes (https://open.feishu.cn/document/client-docs/bot-v3/add-custom-bot).</summary>
internal static partial class FeishuNetwork
{
    /// <summary>Bytes of a request.</summary>
    public const int MaxRequest = 20 * 1024;

    public static RobotNetwork Instance { get; } =
        new()
        {
            Name = "Feishu",
            // Not a third of what a request may have: an emoji of four bytes is written as twelve in JSON.
            MaxBytes = 6_000,
            Address = Address(),
            Example = "https://open.feishu.cn/open-apis/bot/v2/hook/KEY",
            Members = ("code", "msg"),
            Meaning = static (code, words) =>
                code switch
                {
                    // 100 messages a minute, 5 a second.
                    11232 or 99991400 => TooMany,
                    9499 when words.Contains("too many", StringComparison.OrdinalIgnoreCase) => TooMany,
                    9499 => new CodeMeaning("the message is too long or malformed"),
                    1500 or 55001 => new CodeMeaning("something failed there, and it does not say whether it took the message")
                    {
                        IsUnclear = true,
                    },
                    19001 => new CodeMeaning("there is no such robot. It was removed from the group, or its address is mistyped"),
                    19002 => new CodeMeaning("the message is malformed or empty"),
                    19021 => new CodeMeaning("the secret is not the robot's, or this machine's clock is more than an hour off"),
                    19022 => new CodeMeaning("the robot's safety settings do not allow this machine's address"),
                    19024 => new CodeMeaning("the robot's keyword is not in the text"),
                    _ => null,
                },
        };

    private static CodeMeaning TooMany => new("too many messages") { Pause = TimeSpan.FromMinutes(1) };

    [GeneratedRegex(
        @"^open\.(?:feishu\.cn|larksuite\.com)/open-apis/bot/v2/hook/(?<key>[A-Za-z0-9-]{8,64})\z",
        RegexOptions.CultureInvariant
    )]
    private static partial Regex Address();
}

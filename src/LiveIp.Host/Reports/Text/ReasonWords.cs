using System.Text.RegularExpressions;
using LiveIp.Host.Reports.Model;
using LiveIp.Host.Scoring;
using LiveIp.V1;

namespace LiveIp.Host.Reports.Text;

/// <summary>Why something is missing, in the language of the report. Reasons are English everywhere else.</summary>
internal static partial class ReasonWords
{
    private static readonly Dictionary<string, string> Chinese = new(StringComparer.Ordinal)
    {
        [ReportTotals.NotAdded] = "不可相加：同一人可能在多个平台，不同时刻的数值也不能相加",
        [ReportTotals.OnePlatform] = "仅有一个平台的数值可以计入",
        ["not supplied"] = "未提供",
        ["no viewer-minutes to divide by"] = "没有可作除数的观看分钟数",
        ["no views to divide by"] = "没有可作除数的浏览量",
        ["no live minutes to divide by"] = "没有可作除数的直播分钟数",
    };

    /// <summary>A reason that is not known here stays as it is: better English than nothing.</summary>
    public static string Of(string reason, ReportLanguage language)
    {
        if (language == ReportLanguage.English)
        {
            return reason;
        }

        return Chinese.TryGetValue(reason, out var known) ? known
            : Broadcasts().Match(reason) is { Success: true } few ? $"无数值（{few.Groups[2].Value} 场直播中已有 {few.Groups[1].Value} 场）"
            : OtherCurrency().Match(reason) is { Success: true } other
                ? $"金额为 {other.Groups[1].Value}，而该频道其他直播为 {other.Groups[2].Value}：没有已知汇率，也不臆造"
            : SeveralCurrencies().Match(reason) is { Success: true } several
                ? $"金额为 {several.Groups[1].Value.Replace(" and ", "、", StringComparison.Ordinal)}：没有已知汇率，也不臆造"
            : Nonsense().Match(reason) is { Success: true } nonsense ? $"日志合计为 {nonsense.Groups[1].Value}，低于零"
            : ReasonsZh.Of(reason);
    }

    /// <summary>Why a channel was not heard.</summary>
    public static string Of(Gap.Types.Cause cause, ReportLanguage language) =>
        cause switch
        {
            Gap.Types.Cause.Disconnected => language.Say("the connection broke", "连接中断"),
            Gap.Types.Cause.Stalled => language.Say("the connection stood still", "连接停滞"),
            Gap.Types.Cause.HostDown => language.Say("LiveIp was not running", "LiveIp 未运行"),
            Gap.Types.Cause.ResumeRefused => language.Say("the platform did not let it resume", "平台不接受续传"),
            _ => language.Say("unknown", "未知"),
        };

    [GeneratedRegex(@"^no value \((\d+) of (\d+) broadcasts\)$")]
    private static partial Regex Broadcasts();

    [GeneratedRegex("^money in (.+), where the channel's other broadcasts had (.+): no exchange rate")]
    private static partial Regex OtherCurrency();

    [GeneratedRegex("^money in (.+): no exchange rate")]
    private static partial Regex SeveralCurrencies();

    [GeneratedRegex("^the log adds up to (.+), which is below zero$")]
    private static partial Regex Nonsense();
}

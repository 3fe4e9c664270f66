using LiveIp.Host.Metrics;
using LiveIp.Host.Scoring.Reading;
using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Scores;

namespace LiveIp.Host.Scoring;

/// <summary>The host's reasons in Chinese, for explanations and reports; what it does not know stays as it is.</summary>
internal static class ReasonsZh
{
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        [MissingReasons.NotOffered] = "平台不提供该指标",
        [MissingReasons.NotHeard] = "尚未收到该频道的数据",
        [MissingReasons.NoSample] = "暂无样本",
        [MissingReasons.NotComparable] = "各平台口径不同，请分频道查看",
        [MissingReasons.NotLoaded] = "该平台的插件未加载",
        [MissingReasons.NotIntegrated] = "政策：不得由该平台的在线人数估算观看时长，且其分析数据尚未给出",
        [MissingReasons.NotDerived] = "政策：未登记协议前，该平台的条款不允许由其数据推算新指标",
        [MissingReasons.NotCombined] = "政策：该平台的数据不得与其他平台合并",
        [MissingReasons.NoViewers] = "本场没有可用的观众分钟数",
        [PartReasons.NotHeard] = "本场直播期间未收到该频道的任何数据",
        [PartReasons.NoSample] = "本场没有采样",
        [PartReasons.NothingSpread] = "没有可回读的帖子或切片",
        [PartReasons.OneReading] = "本场读取粉丝数不足两次",
        [PartReasons.Rounded] = "平台的粉丝数为约数，且其分析数据尚未给出净增长",
        [PartReasons.NotRecorded] = "录像中没有该项数据",
        [PartReasons.NotTold] = "平台不提供过往直播的该项数据",
        [PartReasons.NoRate] = "政策：不得由该平台的在线人数估算观众分钟数",
    };

    public static string Of(string reason) => Known.GetValueOrDefault(reason, reason);

    public static BroadcastScore Of(BroadcastScore score) =>
        score with
        {
            Terms = [.. score.Terms.Select(static t => t with { Missing = Of(t.Missing) })],
            LeftOut = Of(score.LeftOut),
        };

    public static ScoreComparison Of(ScoreComparison comparison) => comparison with { LeftOut = Of(comparison.LeftOut) };

    private static IReadOnlyList<LeftOut> Of(IEnumerable<LeftOut> leftOut) =>
        [.. leftOut.Select(static l => l with { Reason = Of(l.Reason) })];
}

using System.Collections.Frozen;
using LiveIp.V1;

namespace LiveIp.Contracts;

/// <summary>Every metric there is. What is not in here cannot be stored, scored or asked for.</summary>
public static class MetricCatalog
{
    /// <summary>The definitions, in the order in which people should see them.</summary>
    public static IReadOnlyList<MetricDefinition> All { get; } =
    [
        Define(
            MetricIds.ChatMessages,
            Interaction,
            MetricKind.Delta,
            "{message}",
            "Chat messages written.",
            "聊天消息数",
            comparable: true
        ),
        Define(
            MetricIds.ChatParticipants,
            Interaction,
            MetricKind.Gauge,
            "{person}",
            "Distinct people who wrote in the chat, counted over the stretch of time asked for.",
            "发言人数",
            comparable: true
        ),
        Define(
            MetricIds.Likes,
            Interaction,
            MetricKind.Delta,
            "{like}",
            "Likes given. On YouTube once per person, on Bilibili as often as a person taps.",
            "点赞数"
        ),
        Define(
            MetricIds.ContributionsValue,
            Interaction,
            MetricKind.Delta,
            "{micros}",
            "Money and platform coins from viewers, gross, in millionths of the currency that the value names.",
            "打赏金额（毛额）"
        ),
        Define(
            MetricIds.ContributionsCount,
            Interaction,
            MetricKind.Delta,
            "{gift}",
            "Gifts and paid messages.",
            "打赏次数",
            comparable: true
        ),
        Define(
            MetricIds.MembershipsGained,
            Interaction,
            MetricKind.Delta,
            "{membership}",
            "Paid memberships bought, renewed or given.",
            "付费会员数",
            comparable: true
        ),
        Define(
            MetricIds.FollowsGained,
            Interaction,
            MetricKind.Delta,
            "{person}",
            "People who began to follow.",
            "新增关注",
            comparable: true
        ),
        Define(MetricIds.PollsVotes, Interaction, MetricKind.Delta, "{vote}", "Votes in polls.", "投票数", comparable: true),
        Define(
            MetricIds.WatchSeconds,
            Interaction,
            MetricKind.Delta,
            "s",
            "Time watched by all viewers together. Where the platform only shows viewers, their integral over time, marked as estimated.",
            "观看时长",
            comparable: true,
            derived: true
        ),
        Define(MetricIds.Shares, Spread, MetricKind.Delta, "{share}", "Times that the broadcast was shared.", "分享数", comparable: true),
        Define(
            MetricIds.SpreadViews,
            Spread,
            MetricKind.Delta,
            "{view}",
            "Views of posts and clips about the broadcast.",
            "传播浏览量",
            comparable: true
        ),
        Define(
            MetricIds.SpreadWatchSeconds,
            Spread,
            MetricKind.Delta,
            "s",
            "Time that clips of the broadcast were watched.",
            "传播观看时长",
            comparable: true
        ),
        Define(MetricIds.SpreadLikes, Spread, MetricKind.Delta, "{like}", "Likes of posts and clips about the broadcast.", "传播点赞数"),
        Define(
            MetricIds.SpreadClicks,
            Spread,
            MetricKind.Delta,
            "{click}",
            "Clicks on links to the broadcast.",
            "传播点击数",
            comparable: true
        ),
        Define(
            MetricIds.RaidsReceivedViewers,
            Spread,
            MetricKind.Delta,
            "{person}",
            "Viewers sent over by other channels.",
            "突袭带来的观众",
            comparable: true
        ),
        Define(
            MetricIds.ViewersConcurrent,
            Analytics,
            MetricKind.Gauge,
            "{viewer}",
            "Viewers at the same time. Bilibili's popularity is another thing and never stands in for it.",
            "同时在线观众",
            comparable: true
        ),
        Define(
            MetricIds.ViewersPeak,
            Analytics,
            MetricKind.Gauge,
            "{viewer}",
            "Most viewers at the same time.",
            "最高在线",
            comparable: true,
            derived: true
        ),
        Define(
            MetricIds.ViewersMean,
            Analytics,
            MetricKind.Gauge,
            "{viewer}",
            "Viewers at the same time, averaged over the time watched.",
            "平均在线",
            comparable: true,
            derived: true
        ),
        Define(
            MetricIds.InteractionRate,
            Analytics,
            MetricKind.Gauge,
            "1/min",
            "Chat messages, likes and contributions per viewer and minute.",
            "互动率",
            comparable: true,
            derived: true
        ),
        Define(
            MetricIds.FollowersTotal,
            Analytics,
            MetricKind.Gauge,
            "{person}",
            "People who follow the channel.",
            "关注总数",
            comparable: true
        ),
        Define(
            MetricIds.AnalyticsWatchSeconds,
            Analytics,
            MetricKind.Cumulative,
            "s",
            "Time watched, as the platform's analytics state it days later.",
            "分析：观看时长"
        ),
        Define(
            MetricIds.AnalyticsAverageViewSeconds,
            Analytics,
            MetricKind.Gauge,
            "s",
            "Mean time per view, as the platform's analytics state it days later.",
            "分析：平均观看时长"
        ),
    ];

    private static readonly FrozenDictionary<string, MetricDefinition> ById = All.ToFrozenDictionary(
        static m => m.Id,
        StringComparer.Ordinal
    );

    /// <summary>The definition, or null when there is no such metric.</summary>
    public static MetricDefinition? Find(string id) => ById.GetValueOrDefault(id);

    private static MetricGroup Interaction => MetricGroup.Interaction;

    private static MetricGroup Spread => MetricGroup.Spread;

    private static MetricGroup Analytics => MetricGroup.Analytics;

    private static MetricDefinition Define(
        string id,
        MetricGroup group,
        MetricKind kind,
        string unit,
        string meaning,
        string meaningZh,
        bool comparable = false,
        bool derived = false
    ) =>
        new()
        {
            Id = id,
            Group = group,
            Kind = kind,
            Unit = unit,
            Meaning = meaning,
            MeaningZh = meaningZh,
            ComparableTo = comparable ? id : "",
            Derived = derived,
        };
}

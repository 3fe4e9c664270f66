using LiveIp.V1;
using Kind = LiveIp.V1.DeliveryMetric.Types.Kind;

namespace LiveIp.Cli.Commands.Posts;

/// <summary>What came back of a post, in a few words.</summary>
internal static class DeliveryReturns
{
    /// <summary>"12 likes, 4 shares, views not told"; empty where nothing was read yet.</summary>
    public static string Of(Delivery delivery, Func<string, string, string> say) =>
        string.Join(
            say(", ", "，"),
            delivery
                .Metrics.GroupBy(static m => m.Kind)
                .OrderBy(static g => g.Key)
                .Select(g =>
                    g.Any(static m => m.HasValue)
                        ? $"{g.Where(static m => m.HasValue).Sum(static m => m.Value)} {Word(g.Key, say)}"
                        : say($"{Word(g.Key, say)} not told", $"{Word(g.Key, say)}未提供")
                )
        );

    private static string Word(Kind kind, Func<string, string, string> say) =>
        kind switch
        {
            Kind.Likes => say("likes", "点赞"),
            Kind.Shares => say("shares", "转发"),
            Kind.Replies => say("replies", "回复"),
            Kind.Views => say("views", "浏览"),
            Kind.WatchSeconds => say("seconds watched", "秒观看"),
            Kind.Clicks => say("clicks", "点击"),
            _ => say("of another kind", "其他"),
        };
}

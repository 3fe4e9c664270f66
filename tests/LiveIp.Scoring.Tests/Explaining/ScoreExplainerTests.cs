using LiveIp.Contracts;
using LiveIp.Scoring.Explaining;
using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Scores;
using LiveIp.Scoring.Tests.Support;

namespace LiveIp.Scoring.Tests.Explaining;

public sealed class ScoreExplainerTests
{
    private static readonly ScoreEngine Engine = new();
    private static readonly ScoreExplainer Explainer = new();

    // Chat of 100 messages, and e times more or less: a spread of 1.
    private static readonly BroadcastFacts[] Three = [.. new[] { -1, 0, 1 }.Select((x, day) => Chat(day, x))];

    [Fact]
    public void A_sentence_has_the_number_its_usual_its_interval_and_calls_noise_noise()
    {
        var sentences = Explainer.Explain(Score(0.6));

        Assert.Equal(
            "Score 56.0 (50 is your usual), noise: this much is chance. Nine of ten usual broadcasts lie between 31.0 and 69.0; your usual itself is known to within 9.5 points.",
            sentences[0].English
        );
        Assert.Equal(
            "Chat messages on Twitch: 1.8x your usual: +6.0 points. 183; usually 100, nine times in ten 15 to 671 (noise: less than 3.2x either way is chance).",
            sentences[1].English
        );
        Assert.Equal(
            "Twitch 的聊天消息数是您平时的 1.8 倍：+6.0 分。本场 183；平时 100，十场中有九场在 15 到 671 之间（属正常波动：上下 3.2 倍以内都可能是偶然）。",
            sentences[1].Chinese
        );
        Assert.Equal((Verdict.Noise, 6.0), (sentences[1].Verdict, Math.Round(sentences[1].Points!.Value, 9)));
    }

    [Fact]
    public void What_is_more_than_chance_is_called_so()
    {
        Assert.Contains("may be chance", Explainer.Explain(Score(1.5))[1].English, StringComparison.Ordinal);
        Assert.Contains("more than chance", Explainer.Explain(Score(-2.5))[1].English, StringComparison.Ordinal);
        Assert.Contains("超出偶然波动", Explainer.Explain(Score(-2.5))[0].Chinese, StringComparison.Ordinal);
    }

    [Fact]
    public void No_value_missing_metrics_and_left_out_platforms_are_told()
    {
        var profile = Shows.Profile((MetricIds.ChatMessages, 1), (MetricIds.Likes, 1));
        var target = Chat(3, 0) with { LeftOut = [new() { Platform = "youtube", Reason = "policy: no agreement" }] };

        var sentences = Explainer.Explain(Engine.Score(profile, target, []));

        Assert.Equal(
            [
                "Score: no value (0 of 3 broadcasts).",
                "Chat messages on Twitch: not in the score, no value (0 of 3 broadcasts).",
                "Likes on Twitch: not in the score, not supplied.",
                "YouTube is not in the score: policy: no agreement.",
            ],
            sentences.Select(static s => s.English)
        );
        Assert.Equal("评分：无数值（3 场直播中已有 0 场）。", sentences[0].Chinese);
    }

    [Fact]
    public void A_comparison_says_what_chance_makes_of_two_broadcasts()
    {
        var sentences = Explainer.Explain(Engine.Compare(Shows.Profile((MetricIds.ChatMessages, 1)), Chat(3, 0.5), Chat(4, 0), Three));

        Assert.Equal(
            [
                "+5.0 points against the other broadcast, noise: this much is chance. Two usual broadcasts differ by up to 23.3 points nine times in ten.",
                "Chat messages on Twitch: 1.6x the other, +5.0 points (noise: less than 3.2x either way is chance).",
            ],
            sentences.Select(static s => s.English)
        );
        Assert.Equal("Twitch 的聊天消息数：是另一场的 1.6 倍，+5.0 分（属正常波动：上下 3.2 倍以内都可能是偶然）。", sentences[1].Chinese);
    }

    [Theory]
    [InlineData(MetricIds.WatchSeconds, 90, "90 s", "90 秒")]
    [InlineData(MetricIds.WatchSeconds, 5400, "90 min", "90 分钟")]
    [InlineData(MetricIds.WatchSeconds, 9_000_000, "2,500 h", "2,500 小时")]
    [InlineData(MetricIds.AnalyticsAverageViewSeconds, 600, "10 min", "10 分钟")]
    [InlineData(MetricIds.ContributionsValue, 12_340_000, "12.34", "12.34")]
    [InlineData(MetricIds.FollowersTotal, -3, "-3", "-3")]
    [InlineData(MetricIds.ViewersPeak, 1234, "1,234", "1,234")]
    public void Amounts_carry_their_units(string metric, double value, string english, string chinese)
    {
        BroadcastFacts[] earlier = [.. Enumerable.Range(0, 3).Select(d => Shows.Of(d, (metric, 100 + d)))];

        var sentence = Explainer.Explain(Engine.Score(Shows.Profile((metric, 1)), Shows.Of(3, (metric, value)), earlier))[1];

        Assert.Contains($". {english}; usually ", sentence.English, StringComparison.Ordinal);
        Assert.Contains($"。本场 {chinese}；平时 ", sentence.Chinese, StringComparison.Ordinal);
    }

    private static BroadcastScore Score(double spreads) =>
        Engine.Score(Shows.Profile((MetricIds.ChatMessages, 1)), Chat(3, spreads), Three);

    private static BroadcastFacts Chat(int day, double spreads) =>
        Shows.Of(day, (MetricIds.ChatMessages, (100.5 * Math.Exp(spreads)) - 0.5));
}

using System.Text;
using LiveIp.Contracts;
using LiveIp.Plugins.GroupRobots.Tests.Support;
using LiveIp.Plugins.Testing;
using LiveIp.V1;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Plugins.GroupRobots.Tests;

public sealed class RobotTests
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_790_000_000));

    [Fact]
    public async Task WeCom_gets_a_text_and_nobody_to_ring()
    {
        await using var network = new WeComStandIn();

        Assert.Equal(DeliveryOutcome.Delivered, (await DeliverAsync(Robots.WeCom(network.Uri), "@all \"开播\" <b>")).Outcome);

        var request = Assert.Single(network.Receiver.Requests);
        Assert.Equal($"POST {network.Address.PathAndQuery} HTTP/1.1", request.Line);
        Assert.Equal("""{"msgtype":"text","text":{"content":"@all \"开播\" <b>"}}""", Encoding.UTF8.GetString(request.Body));
    }

    [Fact]
    public async Task DingTalk_gets_a_text_and_nobody_to_ring()
    {
        await using var network = new DingTalkStandIn();

        Assert.Equal(DeliveryOutcome.Delivered, (await DeliverAsync(Robots.DingTalk(network.Uri), "@all 开播")).Outcome);

        var request = Assert.Single(network.Receiver.Requests);
        Assert.Equal($"POST {network.Address.PathAndQuery} HTTP/1.1", request.Line);
        Assert.Equal("""{"msgtype":"text","text":{"content":"@all 开播"},"at":{"isAtAll":false}}""", Encoding.UTF8.GetString(request.Body));
    }

    [Fact]
    public async Task Feishu_gets_links_as_links_and_what_looks_like_a_call_to_all_rings_nobody()
    {
        await using var network = new FeishuStandIn();
        var rendered = Texts.Announcement();

        await DeliverAsync(Robots.Feishu(network.Uri), "<at user_id=\"all\">所有人</at>");
        Assert.False(network.Rang);
        var result = await Robots
            .Feishu(network.Uri)
            .DeliverAsync(new Post(), new DeliveryContext(_clock, rendered), CancellationToken.None);

        Assert.Equal(DeliveryOutcome.Delivered, result.Outcome);
        Assert.Equal([Texts.Link], network.Links);
        Assert.Equal(["<at user_id=\"all\">所有人</at>", rendered.Text], network.Posted);
    }

    [Fact]
    public async Task A_text_of_short_links_still_fits_Feishus_request()
    {
        await using var network = new FeishuStandIn();
        var rendered = new RenderedPost { Text = string.Concat(Enumerable.Repeat("http://a ", 660)) };
        for (var at = 0; at < rendered.Text.Length; at += 9)
        {
            rendered.Spans.Add(
                new TextSpan
                {
                    Kind = TextSpan.Types.Kind.Link,
                    Start = at,
                    Length = 8,
                    Target = "http://a",
                }
            );
        }

        var result = await Robots
            .Feishu(network.Uri)
            .DeliverAsync(new Post(), new DeliveryContext(_clock, rendered), CancellationToken.None);

        Assert.True(result.Outcome == DeliveryOutcome.Delivered, result.Detail);
        Assert.Equal(rendered.Text, Assert.Single(network.Posted));
        Assert.Empty(network.Links);
    }

    [Fact]
    public async Task Quotes_and_line_breaks_at_the_limit_still_fit_Feishus_request()
    {
        await using var network = new FeishuStandIn();

        var result = await DeliverAsync(Robots.Feishu(network.Uri), string.Concat(Enumerable.Repeat("\"\n", 3000)));

        Assert.True(result.Outcome == DeliveryOutcome.Delivered, result.Detail);
    }

    [Fact]
    public async Task The_twenty_first_in_a_minute_waits_as_long_as_the_network_stops_it()
    {
        await using var weCom = new WeComStandIn { Left = 0 };
        await using var dingTalk = new DingTalkStandIn { Left = 0 };
        await using var feishu = new FeishuStandIn { Left = 0 };

        Assert.Equal((DeliveryOutcome.NotSent, 60), Waits(await DeliverAsync(Robots.WeCom(weCom.Uri))));
        Assert.Equal((DeliveryOutcome.NotSent, 600), Waits(await DeliverAsync(Robots.DingTalk(dingTalk.Uri))));
        Assert.Equal((DeliveryOutcome.NotSent, 60), Waits(await DeliverAsync(Robots.Feishu(feishu.Uri))));
    }

    [Theory]
    [InlineData(429, 99991400, "request trigger frequency limit", 52)]
    [InlineData(400, 99991400, "request trigger frequency limit", 60)]
    [InlineData(200, 9499, "too many request", 60)]
    public async Task Feishu_says_too_many_in_three_ways(int status, int code, string words, int seconds)
    {
        await using var network = new FeishuStandIn();
        network.InsteadOfActing = network.Say(status, code, words) with { Headers = ["x-ogw-ratelimit-reset: 52"] };

        Assert.Equal((DeliveryOutcome.NotSent, seconds), Waits(await DeliverAsync(Robots.Feishu(network.Uri))));
    }

    [Fact]
    public async Task The_robots_keyword_is_named_where_it_is_missing()
    {
        await using var dingTalk = new DingTalkStandIn { Keyword = "直播" };
        await using var feishu = new FeishuStandIn { Keyword = "直播" };

        var results = new[] { await DeliverAsync(Robots.DingTalk(dingTalk.Uri)), await DeliverAsync(Robots.Feishu(feishu.Uri)) };
        Assert.All(results, static r => Assert.Equal(DeliveryOutcome.Rejected, r.Outcome));
        Assert.All(results, static r => Assert.Contains("keyword", r.Detail, StringComparison.Ordinal));

        Assert.Equal(DeliveryOutcome.Delivered, (await DeliverAsync(Robots.DingTalk(dingTalk.Uri), "直播")).Outcome);
        Assert.Equal(DeliveryOutcome.Delivered, (await DeliverAsync(Robots.Feishu(feishu.Uri), "直播")).Outcome);
    }

    [Fact]
    public async Task A_robot_that_was_removed_is_told_as_that()
    {
        await using var weCom = new WeComStandIn();
        await using var dingTalk = new DingTalkStandIn();
        await using var feishu = new FeishuStandIn();
        const string Other = "00000000-0000-0000-0000-000000000000";

        var results = new[]
        {
            await DeliverAsync(Robots.WeCom(weCom.Uri, $"https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key={Other}")),
            await DeliverAsync(
                Robots.DingTalk(dingTalk.Uri, url: $"https://oapi.dingtalk.com/robot/send?access_token={new string('0', 64)}")
            ),
            await DeliverAsync(Robots.Feishu(feishu.Uri, url: $"https://open.feishu.cn/open-apis/bot/v2/hook/{Other}")),
        };

        Assert.All(results, static r => Assert.Equal(DeliveryOutcome.Rejected, r.Outcome));
        Assert.All(results, static r => Assert.Contains("there is no such robot", r.Detail, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(-1, DeliveryOutcome.Unconfirmed)]
    [InlineData(12345, DeliveryOutcome.Rejected)]
    public async Task A_code_that_does_not_say_whether_it_acted_is_unconfirmed_and_any_other_is_a_no(int code, DeliveryOutcome outcome)
    {
        await using var weCom = new WeComStandIn();
        weCom.InsteadOfActing = weCom.Say(200, code, "system busy");
        await using var dingTalk = new DingTalkStandIn();
        dingTalk.InsteadOfActing = dingTalk.Say(200, code, "系统繁忙");

        Assert.Equal(outcome, (await DeliverAsync(Robots.WeCom(weCom.Uri))).Outcome);
        Assert.Equal(outcome, (await DeliverAsync(Robots.DingTalk(dingTalk.Uri))).Outcome);
    }

    [Theory]
    [InlineData(1500)]
    [InlineData(55001)]
    public async Task Feishus_inner_failures_are_unconfirmed(int code)
    {
        await using var feishu = new FeishuStandIn();
        feishu.InsteadOfActing = feishu.Say(200, code, "internal error");

        Assert.Equal(DeliveryOutcome.Unconfirmed, (await DeliverAsync(Robots.Feishu(feishu.Uri))).Outcome);
    }

    [Theory]
    [InlineData("{\"errcode\":\"0\"}")]
    [InlineData("{\"errcode\":0.5}")]
    [InlineData("{\"errmsg\":\"ok\"}")]
    [InlineData("[0]")]
    public async Task A_yes_in_a_form_that_nobody_expects_is_none(string body)
    {
        await using var network = new WeComStandIn { InsteadOfActing = new Reply(200, body) };

        Assert.Equal(DeliveryOutcome.Unconfirmed, (await DeliverAsync(Robots.WeCom(network.Uri))).Outcome);
    }

    private static (DeliveryOutcome Outcome, int? Seconds) Waits(DeliveryResult result) =>
        (result.Outcome, (int?)result.RetryAfter?.TotalSeconds);

    private Task<DeliveryResult> DeliverAsync(IDistributor distributor, string text = "开播了") =>
        distributor.DeliverAsync(new Post(), new DeliveryContext(_clock, new RenderedPost { Text = text }), CancellationToken.None);
}

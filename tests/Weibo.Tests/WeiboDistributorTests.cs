using System.Text;
using LiveIp.Contracts;
using LiveIp.Plugins.Testing;
using LiveIp.Plugins.Weibo.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Plugins.Weibo.Tests;

public sealed class WeiboDistributorTests
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_790_000_000));
    private readonly DayBudget _budget = new();
    private int _number;

    [Fact]
    public void The_plugin_offers_the_distributor_and_the_rules_of_its_settings()
    {
        var builder = new DistributorBuilder();
        new WeiboPlugin().Configure(builder);
        using var services = builder.Services.BuildServiceProvider();

        Assert.Equal(("weibo", "微博"), (builder.Distributor!.Id, builder.Distributor.DisplayNameZh));
        Assert.NotNull(ActivatorUtilities.CreateInstance<WeiboDistributor>(services, new WeiboSettings()));
        Assert.True(services.GetRequiredService<IValidateOptions<WeiboSettings>>().Validate(null, new WeiboSettings()).Failed);
    }

    [Fact]
    public async Task A_post_is_shared_with_the_token_and_the_address_of_who_posts_and_can_be_found()
    {
        await using var weibo = new WeiboStandIn();

        var result = await DeliverAsync(weibo, "50% & \"开播\" + 1");

        Assert.True(result.Outcome == DeliveryOutcome.Delivered, result.Detail);
        Assert.Equal(("5230000000000001", "https://m.weibo.cn/status/5230000000000001"), (result.RemoteId, result.RemoteUri!.AbsoluteUri));
        Assert.Equal("50% & \"开播\" + 1 " + Texts.Link, Assert.Single(weibo.Posted));
        var request = Assert.Single(weibo.Receiver.Requests);
        Assert.Equal("POST /2/statuses/share.json HTTP/1.1", request.Line);
        Assert.Contains("&rip=211.156.0.1", Encoding.ASCII.GetString(request.Body), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tags_are_none_of_the_measure()
    {
        var limits = await ((IPostMeasure)new WeiboDistributor(new WeiboSettings(), _budget)).GetLimitsAsync(
            _clock,
            CancellationToken.None
        );

        Assert.Equal((280, TextUnit.HalfWidth, TagStyle.None), (limits.MaxLength, limits.Unit, limits.Tags));
    }

    [Theory]
    [InlineData("#夜空# 开播了", "#topic#")]
    [InlineData("#夜空 #星星 开播了", "#topic#")]
    public async Task A_topic_is_refused_before_a_call_is_spent_on_it(string text, string named)
    {
        await using var weibo = new WeiboStandIn();

        var result = await DeliverAsync(weibo, text);

        Assert.Equal(DeliveryOutcome.Rejected, result.Outcome);
        Assert.Contains(named, result.Detail, StringComparison.Ordinal);
        Assert.Empty(weibo.Receiver.Requests);
    }

    [Theory]
    [InlineData("C# 开播了")]
    [InlineData("第 # 1 场\n第 # 2 场")]
    public async Task A_lone_mark_is_no_topic(string text)
    {
        await using var weibo = new WeiboStandIn();

        Assert.Equal(DeliveryOutcome.Delivered, (await DeliverAsync(weibo, text)).Outcome);
    }

    [Theory]
    [InlineData("bilibili.com", true)]
    [InlineData("live.bilibili.com", true)]
    [InlineData("LIVE.Bilibili.com", true)]
    [InlineData("i.com", false)]
    [InlineData("example.org", false)]
    public async Task A_link_under_the_safe_domain_is_demanded_by_its_name(string domain, bool isUnder)
    {
        await using var weibo = new WeiboStandIn();

        var result = await DeliverAsync(weibo, "开播了", Settings(weibo, domain));

        Assert.Equal(isUnder ? DeliveryOutcome.Delivered : DeliveryOutcome.Rejected, result.Outcome);
        Assert.Equal(isUnder ? 1 : 0, weibo.Receiver.Requests.Count);
        Assert.Equal(!isUnder, result.Detail!.Contains($"({domain})", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_domain_that_Weibo_knows_is_another_one()
    {
        await using var weibo = new WeiboStandIn();
        var rendered = Post("开播了", "https://go.example.org/a");

        var result = await new WeiboDistributor(Settings(weibo, "example.org"), _budget).DeliverAsync(
            new Post(),
            new DeliveryContext(_clock, rendered),
            CancellationToken.None
        );

        Assert.Equal(DeliveryOutcome.Rejected, result.Outcome);
        Assert.Contains("10017, it takes no post without a link under the app's safe domain", result.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_text_twice_and_an_ended_token_are_told_for_what_they_are()
    {
        await using var weibo = new WeiboStandIn();
        await using var expired = new WeiboStandIn { IsExpired = true };
        await DeliverAsync(weibo, "开播了");

        var again = await DeliverAsync(weibo, "开播了");
        var ended = await DeliverAsync(expired, "开播了");

        Assert.Equal((DeliveryOutcome.Rejected, DeliveryOutcome.Rejected), (again.Outcome, ended.Outcome));
        Assert.Contains("may be there from before", again.Detail, StringComparison.Ordinal);
        Assert.Contains("token has ended", ended.Detail, StringComparison.Ordinal);
        Assert.Single(weibo.Posted);
    }

    [Theory]
    [InlineData(400, 20016, DeliveryOutcome.NotSent, 600)]
    [InlineData(403, 10023, DeliveryOutcome.NotSent, 3600)]
    [InlineData(403, 10024, DeliveryOutcome.NotSent, 3600)]
    [InlineData(403, 10022, DeliveryOutcome.NotSent, 3600)]
    [InlineData(400, 20017, DeliveryOutcome.Rejected, null)]
    [InlineData(400, 99999, DeliveryOutcome.Rejected, null)]
    [InlineData(400, 10001, DeliveryOutcome.Unconfirmed, null)]
    [InlineData(403, 10009, DeliveryOutcome.Unconfirmed, null)]
    [InlineData(200, 10010, DeliveryOutcome.Unconfirmed, null)]
    [InlineData(503, 20019, DeliveryOutcome.Unconfirmed, null)]
    public async Task A_code_is_told_for_what_it_is(int status, int code, DeliveryOutcome outcome, int? seconds)
    {
        await using var weibo = new WeiboStandIn { InsteadOfActing = WeiboStandIn.Error(status, code, "words") };

        var result = await DeliverAsync(weibo, "开播了");

        Assert.Equal((outcome, seconds), (result.Outcome, (int?)result.RetryAfter?.TotalSeconds));
    }

    [Fact]
    public async Task A_code_may_be_a_text_and_an_id_with_a_code_is_no_yes()
    {
        await using var weibo = new WeiboStandIn
        {
            InsteadOfActing = new Reply(200, """{"idstr":"1","error_code":"20019","error":"repeat content!"}"""),
        };

        Assert.Equal(DeliveryOutcome.Rejected, (await DeliverAsync(weibo, "开播了")).Outcome);
    }

    [Fact]
    public async Task After_a_hundred_calls_Weibo_is_not_asked_until_the_first_is_a_day_old()
    {
        await using var weibo = new WeiboStandIn();
        await DeliverAsync(weibo, "first");
        _clock.Advance(TimeSpan.FromHours(1));
        for (var i = 1; i < DayBudget.Calls; i++)
        {
            Assert.Equal(DeliveryOutcome.Delivered, (await DeliverAsync(weibo, $"{_number++}")).Outcome);
        }

        var full = await DeliverAsync(weibo, "one more");
        Assert.Equal((DeliveryOutcome.NotSent, TimeSpan.FromHours(23)), (full.Outcome, full.RetryAfter));
        Assert.Equal(DayBudget.Calls, weibo.Receiver.Requests.Count);

        _clock.Advance(TimeSpan.FromHours(23));
        weibo.CallsLeft = 100;
        Assert.Equal(DeliveryOutcome.Delivered, (await DeliverAsync(weibo, "one more")).Outcome);
        Assert.Equal(DeliveryOutcome.NotSent, (await DeliverAsync(weibo, "and another")).Outcome);
    }

    [Fact]
    public async Task What_Weibo_said_is_remembered_and_another_token_begins_anew()
    {
        await using var weibo = new WeiboStandIn { CallsLeft = 0 };
        Assert.Equal(DeliveryOutcome.NotSent, (await DeliverAsync(weibo, "a")).Outcome);

        _clock.Advance(TimeSpan.FromMinutes(20));
        var remembered = await DeliverAsync(weibo, "b");
        Assert.Equal((DeliveryOutcome.NotSent, TimeSpan.FromMinutes(40)), (remembered.Outcome, remembered.RetryAfter));
        Assert.Single(weibo.Receiver.Requests);

        var other = Settings(weibo);
        other.AccessToken = "2.00AnotherTokenOfAnother";
        Assert.Equal(DeliveryOutcome.Rejected, (await DeliverAsync(weibo, "b", other)).Outcome);
        Assert.Equal(2, weibo.Receiver.Requests.Count);
    }

    [Theory]
    [InlineData("", "go.example.org", "211.156.0.1", "https://api.weibo.com/", "accessToken")]
    [InlineData("2.00AbCdEfGhIjKlMn&status=x", "go.example.org", "211.156.0.1", "https://api.weibo.com/", "accessToken")]
    [InlineData(WeiboStandIn.Token, "https://go.example.org", "211.156.0.1", "https://api.weibo.com/", "domain")]
    [InlineData(WeiboStandIn.Token, "localhost", "211.156.0.1", "https://api.weibo.com/", "domain")]
    [InlineData(WeiboStandIn.Token, "go.example.org", "", "https://api.weibo.com/", "ip")]
    [InlineData(WeiboStandIn.Token, "go.example.org", "192.168.1.1", "https://api.weibo.com/", "ip")]
    [InlineData(WeiboStandIn.Token, "go.example.org", "211.156.0.1", "http://api.weibo.com/", "baseAddress")]
    public async Task Settings_that_cannot_be_are_refused_with_the_field(
        string token,
        string domain,
        string ip,
        string server,
        string field
    )
    {
        var settings = new WeiboSettings
        {
            AccessToken = token,
            Domain = domain,
            Ip = ip,
            BaseAddress = new Uri(server),
        };

        var result = await new WeiboDistributor(settings, _budget).DeliverAsync(
            new Post(),
            new DeliveryContext(_clock, Post("a")),
            CancellationToken.None
        );

        Assert.Equal(DeliveryOutcome.Rejected, result.Outcome);
        Assert.Contains($"({field})", result.Detail, StringComparison.Ordinal);
        Assert.Equal(result.Detail, new WeiboSettingsValidator().Validate(null, settings).FailureMessage);
        Assert.DoesNotContain(WeiboStandIn.Token, result.Detail, StringComparison.Ordinal);
    }

    internal static RenderedPost Post(string text, string link = Texts.Link)
    {
        var rendered = new RenderedPost { Text = $"{text} {link}" };
        rendered.Spans.Add(
            new TextSpan
            {
                Kind = TextSpan.Types.Kind.Link,
                Start = text.Length + 1,
                Length = link.Length,
                Target = link,
            }
        );
        return rendered;
    }

    internal static WeiboSettings Settings(WeiboStandIn weibo, string domain = WeiboStandIn.Domain) =>
        new()
        {
            AccessToken = WeiboStandIn.Token,
            Domain = domain,
            Ip = "211.156.0.1",
            BaseAddress = weibo.Uri,
        };

    private Task<DeliveryResult> DeliverAsync(WeiboStandIn weibo, string text, WeiboSettings? settings = null) =>
        new WeiboDistributor(settings ?? Settings(weibo), _budget).DeliverAsync(
            new Post(),
            new DeliveryContext(_clock, Post(text)),
            CancellationToken.None
        );
}

using LiveIp.Contracts;
using LiveIp.Plugins.GroupRobots.DingTalk;
using LiveIp.Plugins.GroupRobots.Feishu;
using LiveIp.Plugins.GroupRobots.Sending;
using LiveIp.Plugins.GroupRobots.Tests.Support;
using LiveIp.Plugins.GroupRobots.WeCom;
using LiveIp.Plugins.Testing;
using LiveIp.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.GroupRobots.Tests;

public sealed class RobotSettingsTests
{
    private const string WeCom = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=" + WeComStandIn.Key;
    private const string DingTalk = "https://oapi.dingtalk.com/robot/send?access_token=" + DingTalkStandIn.Key;
    private const string Feishu = "https://open.feishu.cn/open-apis/bot/v2/hook/" + FeishuStandIn.Key;

    [Fact]
    public void Each_network_is_a_distributor_of_its_own_with_its_own_rules()
    {
        var builder = new DistributorBuilder();
        new GroupRobotsPlugin().Configure(builder);
        using var services = builder.Services.BuildServiceProvider();

        Assert.Equal(["wecom", "dingtalk", "feishu"], builder.Distributors.Select(static d => d.Id));
        Assert.NotNull(ActivatorUtilities.CreateInstance<WeComDistributor>(services, new WeComSettings()));
        Assert.NotNull(ActivatorUtilities.CreateInstance<DingTalkDistributor>(services, new DingTalkSettings()));
        Assert.NotNull(ActivatorUtilities.CreateInstance<FeishuDistributor>(services, new FeishuSettings()));
        Assert.True(services.GetRequiredService<IValidateOptions<WeComSettings>>().Validate(null, new WeComSettings()).Failed);
        Assert.True(services.GetRequiredService<IValidateOptions<DingTalkSettings>>().Validate(null, new DingTalkSettings()).Failed);
        Assert.True(services.GetRequiredService<IValidateOptions<FeishuSettings>>().Validate(null, new FeishuSettings()).Failed);
    }

    [Theory]
    [InlineData(WeCom)]
    [InlineData(DingTalk)]
    [InlineData(Feishu)]
    [InlineData("https://open.larksuite.com/open-apis/bot/v2/hook/" + FeishuStandIn.Key)]
    public void An_address_as_the_network_shows_it_is_taken_and_posted_to(string url)
    {
        var (network, settings) = Settings(url);

        Assert.Null(RobotAddress.Explain(network, settings));
        Assert.Equal(url, RobotAddress.TryParse(network, settings.Url!)!.Posting(baseAddress: null, "").AbsoluteUri);
        Assert.Equal(
            "http://127.0.0.1:8080" + new Uri(url).PathAndQuery,
            RobotAddress.TryParse(network, settings.Url!)!.Posting(new Uri("http://127.0.0.1:8080/"), "").AbsoluteUri
        );
    }

    [Theory]
    [InlineData("http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=" + WeComStandIn.Key)]
    [InlineData(WeCom + "&debug=1")]
    [InlineData(WeCom + "#a")]
    [InlineData("https://qyapi.weixin.qq.com.example.org/cgi-bin/webhook/send?key=" + WeComStandIn.Key)]
    [InlineData("https://user@qyapi.weixin.qq.com/cgi-bin/webhook/send?key=" + WeComStandIn.Key)]
    [InlineData("https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=short")]
    [InlineData(DingTalk + "&timestamp=1&sign=x")]
    [InlineData("https://oapi.dingtalk.com:8443/robot/send?access_token=" + DingTalkStandIn.Key)]
    [InlineData(Feishu + "/more")]
    [InlineData("https://open.feishu.cn/open-apis/bot/hook/" + FeishuStandIn.Key)]
    public async Task Any_other_is_refused_without_repeating_it(string url)
    {
        var (network, settings) = Settings(url);

        var fault = RobotAddress.Explain(network, settings);

        Assert.Contains("(url)", fault, StringComparison.Ordinal);
        Assert.DoesNotContain(WeComStandIn.Key, fault, StringComparison.Ordinal);
        Assert.DoesNotContain(DingTalkStandIn.Key, fault, StringComparison.Ordinal);
        Assert.DoesNotContain(FeishuStandIn.Key, fault, StringComparison.Ordinal);
        var result = await Distributor(settings)
            .DeliverAsync(new Post(), new DeliveryContext(TimeProvider.System, Texts.Announcement()), CancellationToken.None);
        Assert.Equal((DeliveryOutcome.Rejected, fault), (result.Outcome, result.Detail));
    }

    [Fact]
    public void A_gateway_is_reached_encrypted_or_on_this_machine()
    {
        var settings = new WeComSettings { Url = new Uri(WeCom), BaseAddress = new Uri("http://gateway.example.org/") };

        Assert.Contains("(baseAddress)", RobotAddress.Explain(WeComNetwork.Instance, settings), StringComparison.Ordinal);
    }

    private static (RobotNetwork, IRobotSettings) Settings(string url) =>
        url.Contains("dingtalk", StringComparison.Ordinal) ? (DingTalkNetwork.Instance, new DingTalkSettings { Url = new Uri(url) })
        : url.Contains("open-apis", StringComparison.Ordinal) ? (FeishuNetwork.Instance, new FeishuSettings { Url = new Uri(url) })
        : (WeComNetwork.Instance, new WeComSettings { Url = new Uri(url) });

    private static IDistributor Distributor(IRobotSettings settings) =>
        settings switch
        {
            WeComSettings weCom => new WeComDistributor(weCom),
            DingTalkSettings dingTalk => new DingTalkDistributor(dingTalk),
            _ => new FeishuDistributor((FeishuSettings)settings),
        };
}

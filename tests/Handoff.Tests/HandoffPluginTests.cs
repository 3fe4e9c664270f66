using LiveIp.Contracts;
using LiveIp.Plugins.Handoff.Douyin;
using LiveIp.Plugins.Handoff.Kits;
using LiveIp.Plugins.Handoff.Weibo;
using LiveIp.Plugins.Testing;
using LiveIp.V1;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Handoff.Tests;

public sealed class HandoffPluginTests
{
    [Fact]
    public void Each_network_is_a_distributor_of_its_own_in_both_languages()
    {
        var builder = new DistributorBuilder();
        new HandoffPlugin().Configure(builder);

        Assert.Equal(
            ["xiaohongshu", "weixin-channels", "kuaishou", "weibo-share", "douyin-share"],
            builder.Distributors.Select(static d => d.Id)
        );
        Assert.All(builder.Distributors, static d => Assert.NotEqual(d.DisplayName, d.DisplayNameZh));
        Assert.All(builder.Distributors, static d => Assert.NotEmpty(d.DisplayNameZh!));
    }

    [Fact]
    public void Each_is_made_of_its_settings_and_the_plugins_services()
    {
        var builder = new DistributorBuilder();
        new HandoffPlugin().Configure(builder);
        using var services = builder.Services.BuildServiceProvider();

        Assert.NotNull(ActivatorUtilities.CreateInstance<XiaohongshuDistributor>(services, new AccountSettings()));
        Assert.NotNull(ActivatorUtilities.CreateInstance<WeixinChannelsDistributor>(services, new AccountSettings()));
        Assert.NotNull(ActivatorUtilities.CreateInstance<KuaishouDistributor>(services, new AccountSettings()));
        Assert.NotNull(ActivatorUtilities.CreateInstance<WeiboShareDistributor>(services, new WeiboShareSettings()));
        Assert.NotNull(ActivatorUtilities.CreateInstance<DouyinShareDistributor>(services, new DouyinShareSettings()));
        Assert.True(services.GetRequiredService<IValidateOptions<DouyinShareSettings>>().Validate(null, new DouyinShareSettings()).Failed);
        Assert.True(
            services
                .GetRequiredService<IValidateOptions<WeiboShareSettings>>()
                .Validate(null, new WeiboShareSettings { Picture = new Uri("http://example.org/a.png") })
                .Failed
        );
    }

    [Fact]
    public async Task Nothing_can_be_delivered_by_them()
    {
        var result = await ((IDistributor)new KuaishouDistributor(new AccountSettings())).DeliverAsync(
            new Post(),
            new DeliveryContext(TimeProvider.System, Texts.Announcement()),
            CancellationToken.None
        );

        Assert.Equal(DeliveryOutcome.Rejected, result.Outcome);
    }
}

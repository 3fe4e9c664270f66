using LiveIp.Contracts;
using LiveIp.Plugins.Handoff.Douyin;
using LiveIp.Plugins.Handoff.Kits;
using LiveIp.Plugins.Handoff.Weibo;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Handoff;

/// <summary>Networks on which only a person publishes. Each is a distributor of its own, so that it is found by its name.</summary>
public sealed class HandoffPlugin : ILiveIpPlugin
{
    /// <inheritdoc/>
    public void Configure(IPluginBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<WeiboShareSettings>, WeiboShareSettingsValidator>();
        builder.Services.AddSingleton<IValidateOptions<DouyinShareSettings>, DouyinShareSettingsValidator>();
        builder.Services.AddSingleton<TicketCache>();
        builder
            .AddDistributor<XiaohongshuDistributor, AccountSettings>(Named("xiaohongshu", "Xiaohongshu", "小红书"))
            .AddDistributor<WeixinChannelsDistributor, AccountSettings>(Named("weixin-channels", "WeChat Channels", "微信视频号"))
            .AddDistributor<KuaishouDistributor, AccountSettings>(Named("kuaishou", "Kuaishou", "快手"))
            .AddDistributor<WeiboShareDistributor, WeiboShareSettings>(Named("weibo-share", "Weibo share page", "微博分享页"))
            .AddDistributor<DouyinShareDistributor, DouyinShareSettings>(Named("douyin-share", "Douyin H5 share", "抖音 H5 分享"));
    }

    private static DistributorDescriptor Named(string id, string english, string chinese) =>
        new()
        {
            Id = id,
            DisplayName = english,
            DisplayNameZh = chinese,
        };
}

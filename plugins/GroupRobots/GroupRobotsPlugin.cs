using LiveIp.Contracts;
using LiveIp.Plugins.GroupRobots.DingTalk;
using LiveIp.Plugins.GroupRobots.Feishu;
using LiveIp.Plugins.GroupRobots.WeCom;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.GroupRobots;

/// <summary>The robots that anybody may add to a group of WeCom, DingTalk or Feishu: an address to post to, and no review.</summary>
public sealed class GroupRobotsPlugin : ILiveIpPlugin
{
    /// <inheritdoc/>
    public void Configure(IPluginBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<WeComSettings>, WeComSettingsValidator>();
        builder.Services.AddSingleton<IValidateOptions<DingTalkSettings>, DingTalkSettingsValidator>();
        builder.Services.AddSingleton<IValidateOptions<FeishuSettings>, FeishuSettingsValidator>();
        builder
            .AddDistributor<WeComDistributor, WeComSettings>(Named("wecom", "WeCom group robot", "企业微信群机器人"))
            .AddDistributor<DingTalkDistributor, DingTalkSettings>(Named("dingtalk", "DingTalk group robot", "钉钉群机器人"))
            .AddDistributor<FeishuDistributor, FeishuSettings>(Named("feishu", "Feishu group robot", "飞书群机器人"));
    }

    private static DistributorDescriptor Named(string id, string english, string chinese) =>
        new()
        {
            Id = id,
            DisplayName = english,
            DisplayNameZh = chinese,
        };
}

using LiveIp.Contracts;
using LiveIp.Plugins.Bilibili.Api;
using Microsoft.Extensions.DependencyInjection;

namespace LiveIp.Plugins.Bilibili;

/// <summary>Bilibili, by its official open live platform. Nothing here touches the web site's own protocol.</summary>
public sealed class BilibiliPlugin : ILiveIpPlugin
{
    /// <summary>Id of the channel secret that holds the streamer's identity code.</summary>
    internal const string IdentityCodeSecret = "identity_code";

    /// <inheritdoc/>
    public void Configure(IPluginBuilder builder)
    {
        builder.Services.AddSingleton(_ => OpenLiveClient.CreateHttpClient());
        builder.AddPlatform<BilibiliAdapter, BilibiliSettings>(
            new PlatformDescriptor
            {
                Id = "bilibili",
                DisplayName = "Bilibili",
                DisplayNameZh = "哔哩哔哩直播",
                // No viewers and no followers: the platform shows no true number of either. They are missing, not zero.
                Metrics =
                [
                    MetricIds.ChatMessages,
                    MetricIds.ChatParticipants,
                    MetricIds.Likes,
                    MetricIds.ContributionsValue,
                    MetricIds.ContributionsCount,
                    MetricIds.MembershipsGained,
                ],
                DerivedMetrics = DerivedMetricsPolicy.Allowed,
                ChannelSecrets =
                [
                    new ChannelSecretDescriptor
                    {
                        Id = IdentityCodeSecret,
                        Label = "Identity code",
                        LabelZh = "身份码",
                        Help = "The streamer finds it on play-live.bilibili.com (身份码); it changes when it is renewed there.",
                        Required = true,
                    },
                ],
            }
        );
    }
}

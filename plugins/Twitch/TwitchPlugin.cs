using LiveIp.Contracts;
using LiveIp.Plugins.Twitch.Api;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.Twitch;

/// <summary>Entry of the plugin: offers the platform "twitch".</summary>
public sealed class TwitchPlugin : ILiveIpPlugin
{
    /// <inheritdoc/>
    public void Configure(IPluginBuilder builder)
    {
        builder.Services.AddSingleton<TwitchHttp>();
        builder.Services.AddSingleton<IValidateOptions<TwitchSettings>, TwitchSettingsValidator>();
        builder.AddPlatform<TwitchAdapter, TwitchSettings>(Descriptor);
    }

    /// <summary>What Twitch is. Likes and shares do not exist there, so they are not listed and count as missing.</summary>
    internal static PlatformDescriptor Descriptor { get; } =
        new()
        {
            Id = "twitch",
            DisplayName = "Twitch",
            DerivedMetrics = DerivedMetricsPolicy.Allowed,
            Metrics =
            [
                MetricIds.ChatMessages,
                MetricIds.ChatParticipants,
                MetricIds.ContributionsValue,
                MetricIds.ContributionsCount,
                MetricIds.MembershipsGained,
                MetricIds.FollowsGained,
                MetricIds.PollsVotes,
                MetricIds.RaidsReceivedViewers,
                MetricIds.ViewersConcurrent,
                MetricIds.FollowersTotal,
            ],
            ChannelSecrets =
            [
                new ChannelSecretDescriptor
                {
                    Id = OAuthClient.RefreshTokenSecret,
                    Label = "Refresh token",
                    LabelZh = "刷新令牌",
                    Help = "Given by Twitch when the channel's owner signed in to the application named in the settings.",
                    Required = true,
                },
                new ChannelSecretDescriptor
                {
                    Id = OAuthClient.AccessTokenSecret,
                    Label = "Access token",
                    LabelZh = "访问令牌",
                    Help = "May be left empty: one is got with the refresh token.",
                },
            ],
        };
}

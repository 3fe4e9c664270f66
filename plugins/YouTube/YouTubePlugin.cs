using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Following;
using LiveIp.Plugins.YouTube.Uploads;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LiveIp.Plugins.YouTube;

/// <summary>Entry of the plugin: the platform "youtube", and videos for its channels.</summary>
public sealed class YouTubePlugin : ILiveIpPlugin
{
    internal static PlatformDescriptor Descriptor =>
        new()
        {
            Id = "youtube",
            DisplayName = "YouTube",
            // Reading a chat twice is as good as once.
            AllowsOverlap = true,
            Metrics =
            [
                MetricIds.ChatMessages,
                MetricIds.ChatParticipants,
                MetricIds.Likes,
                MetricIds.ContributionsValue,
                MetricIds.ContributionsCount,
                MetricIds.MembershipsGained,
                MetricIds.PollsVotes,
                MetricIds.ViewersConcurrent,
                MetricIds.FollowersTotal,
            ],
            ChannelSecrets =
            [
                new()
                {
                    Id = OAuthClient.RefreshTokenSecret,
                    Label = "Refresh token",
                    LabelZh = "刷新令牌",
                    Help =
                        "From a sign-in of the channel's owner with the scope youtube (youtube.readonly is enough to follow) and offline access.",
                    Required = true,
                },
                new()
                {
                    Id = OAuthClient.AccessTokenSecret,
                    Label = "Access token",
                    LabelZh = "访问令牌",
                    Help = "May be left empty: one is got with the refresh token.",
                },
            ],
            // Developer Policies III.E.4.h: no metrics derived from API data without YouTube's consent.
            DerivedMetrics = DerivedMetricsPolicy.NeedsAgreement,
            AgreementText =
                "I confirm that the Google Cloud project used here has accepted YouTube's amendment that permits derived metrics "
                + "(YouTube API Services Developer Policies, III.E.4.h), and that scores, rates and totals computed from YouTube data "
                + "are shown only as that amendment allows.",
        };

    /// <inheritdoc/>
    public void Configure(IPluginBuilder builder)
    {
        builder.Services.AddSingleton<IValidateOptions<YouTubeSettings>, YouTubeSettingsValidator>();
        builder.Services.AddSingleton<LiveChats>();
        builder.AddPlatform<YouTubeAdapter, YouTubeSettings>(Descriptor);
        builder.AddDistributor<VideoDistributor, VideoSettings>(VideoDistributor.Descriptor);
    }
}

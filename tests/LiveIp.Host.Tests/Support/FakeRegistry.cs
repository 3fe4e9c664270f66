using LiveIp.Contracts;
using LiveIp.Host.Plugins;

namespace LiveIp.Host.Tests.Support;

/// <summary>Platforms by their descriptors alone; nothing of them can be run.</summary>
internal sealed class FakeRegistry(params IReadOnlyList<PlatformDescriptor> platforms) : IExtensionRegistry
{
    public const string AgreementText = "The platform granted it to me.";

    public static PlatformDescriptor YouTube { get; } =
        new()
        {
            Id = "youtube",
            DisplayName = "YouTube",
            Metrics =
            [
                MetricIds.ChatMessages,
                MetricIds.ChatParticipants,
                MetricIds.Likes,
                MetricIds.ContributionsCount,
                MetricIds.ContributionsValue,
                MetricIds.PollsVotes,
                MetricIds.ViewersConcurrent,
                MetricIds.FollowersTotal,
            ],
            DerivedMetrics = DerivedMetricsPolicy.NeedsAgreement,
            AgreementText = AgreementText,
        };

    public static PlatformDescriptor Twitch { get; } =
        new()
        {
            Id = "twitch",
            DisplayName = "Twitch",
            Metrics =
            [
                MetricIds.ChatMessages,
                MetricIds.ChatParticipants,
                MetricIds.ContributionsCount,
                MetricIds.ContributionsValue,
                MetricIds.MembershipsGained,
                MetricIds.FollowsGained,
                MetricIds.RaidsReceivedViewers,
                MetricIds.PollsVotes,
                MetricIds.ViewersConcurrent,
                MetricIds.FollowersTotal,
            ],
        };

    public static PlatformDescriptor Bilibili { get; } =
        new()
        {
            Id = "bilibili",
            DisplayName = "Bilibili",
            Metrics =
            [
                MetricIds.ChatMessages,
                MetricIds.ChatParticipants,
                MetricIds.Likes,
                MetricIds.ContributionsCount,
                MetricIds.ContributionsValue,
                MetricIds.MembershipsGained,
            ],
        };

    public static FakeRegistry All() => new(YouTube, Twitch, Bilibili);

    public event Action<string>? Changed
    {
        add { }
        remove { }
    }

    public IReadOnlyList<PlatformExtension> Platforms { get; } = [.. platforms.Select(static p => new Extension(p))];

    public IReadOnlyList<DistributorExtension> Distributors => [];

    private sealed class Extension(PlatformDescriptor descriptor) : PlatformExtension
    {
        public override PlatformDescriptor Descriptor => descriptor;

        public override IReadOnlyList<string> Capabilities => [];

        public override ExtensionLease<IPlatformAdapter> Create() => throw new NotSupportedException("A descriptor cannot be run.");
    }
}

using LiveIp.Contracts;
using LiveIp.Host.Plugins;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Distribution.Announcing;

/// <summary>Accounts that are marked as live while an announced broadcast goes on.</summary>
public sealed class LiveBadgeTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public async Task It_is_shown_with_the_announcement_kept_up_through_drops_and_taken_away_at_the_end()
    {
        var network = new BadgeNetwork();
        await using var rig = new AnnouncerRig(network);
        rig.Store.Save(new Announcer { Enabled = true });
        await rig.StartAsync("twitch");
        await rig.PassAsync(2 * Minute);
        Assert.Equal(["Starry night: https://twitch.example/me, 60 min"], network.Shown);

        await rig.EndAsync("twitch");
        await rig.PassAsync(Minute);
        await rig.StartAsync("twitch");
        await rig.PassAsync(Minute);
        Assert.Single(network.Shown);
        await rig.PassAsync(30 * Minute);
        Assert.Equal(2, network.Shown.Count);

        await rig.EndAsync("twitch");
        await rig.PassAsync(Minute);
        Assert.Equal(0, network.Cleared);
        await rig.PassAsync(11 * Minute);
        Assert.Equal((2, 1), (network.Shown.Count, network.Cleared));
        await rig.PassAsync(40 * Minute);
        Assert.Equal((2, 1), (network.Shown.Count, network.Cleared));
    }

    [Fact]
    public async Task A_platform_that_joins_is_in_it_at_once_and_a_new_process_shows_it_anew()
    {
        var network = new BadgeNetwork();
        await using var rig = new AnnouncerRig(network);
        rig.Store.Save(new Announcer { Enabled = true });
        await rig.StartAsync("twitch");
        await rig.PassAsync(2 * Minute);
        await rig.StartAsync("youtube");
        await rig.PassAsync(Minute / 2);
        Assert.Equal(2, network.Shown.Count);
        Assert.Contains("https://twitch.example/me https://youtube.example/me", network.Shown[^1], StringComparison.Ordinal);

        await rig.RestartAsync();
        await rig.PassAsync(Minute / 2);

        Assert.Equal(3, network.Shown.Count);
    }

    [Fact]
    public async Task What_fails_is_tried_again_and_at_the_end_not_for_ever()
    {
        var network = new BadgeNetwork
        {
            Next = new ChangeResult { Outcome = ChangeOutcome.NotDone, RetryAfter = 3 * Minute },
        };
        await using var rig = new AnnouncerRig(network);
        rig.Store.Save(new Announcer { Enabled = true });
        await rig.StartAsync("twitch");
        await rig.PassAsync(2 * Minute);
        Assert.Equal((1, 0), (network.Asked, network.Shown.Count));
        await rig.PassAsync(3 * Minute);
        Assert.Equal(2, network.Asked);
        network.Next = null;
        await rig.PassAsync(3 * Minute);
        Assert.Single(network.Shown);

        network.Next = new ChangeResult { Outcome = ChangeOutcome.Unconfirmed };
        network.Asked = 0;
        await rig.EndAsync("twitch");
        await rig.PassAsync(40 * Minute);

        Assert.Equal((5, 0), (network.Asked, network.Cleared));
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Where_it_is_not_wanted_or_nothing_is_announced_there_is_none(bool isAnnounced, bool isWanted)
    {
        var network = new BadgeNetwork { IsWanted = isWanted };
        await using var rig = new AnnouncerRig(network);
        rig.Store.Save(new Announcer { Enabled = isAnnounced });

        await rig.StartAsync("twitch");
        await rig.PassAsync(5 * Minute);

        Assert.Equal(0, network.Asked);
    }

    /// <summary>A network with a badge.</summary>
    private sealed class BadgeNetwork : DistributorExtension
    {
        public override DistributorDescriptor Descriptor { get; } = new() { Id = "sky", DisplayName = "Sky" };

        public override bool IsSetUp => true;

        public bool IsWanted { get; init; } = true;

        /// <summary>Answered in place of a yes.</summary>
        public ChangeResult? Next { get; set; }

        public int Asked { get; set; }

        public int Cleared { get; private set; }

        public List<string> Shown { get; } = [];

        public override ExtensionLease<IDistributor> Create() => new(new Distributor(this), new NoScope());

        private Task<ChangeResult> Answer(Action act)
        {
            Asked++;
            if (Next is null)
            {
                act();
            }

            return Task.FromResult(Next ?? new ChangeResult { Outcome = ChangeOutcome.Done });
        }

        private sealed class Distributor(BadgeNetwork network) : IDistributor, ILiveBadge
        {
            public bool WantsLiveBadge => network.IsWanted;

            public Task<DeliveryResult> DeliverAsync(V1.Post post, IDeliveryContext context, CancellationToken cancellationToken) =>
                Task.FromResult(new DeliveryResult { Outcome = DeliveryOutcome.Delivered, RemoteId = "1" });

            public Task<ChangeResult> ShowLiveBadgeAsync(LiveBadge badge, TimeProvider clock, CancellationToken cancellationToken) =>
                network.Answer(() =>
                    network.Shown.Add(
                        $"{badge.Title}: {string.Join(' ', badge.Links.Select(static l => l.Uri))}, {badge.Duration.TotalMinutes:0} min"
                    )
                );

            public Task<ChangeResult> ClearLiveBadgeAsync(LiveBadge badge, TimeProvider clock, CancellationToken cancellationToken) =>
                network.Answer(() => network.Cleared++);
        }
    }
}

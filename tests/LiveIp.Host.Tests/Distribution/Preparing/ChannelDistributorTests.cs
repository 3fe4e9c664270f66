using LiveIp.Contracts;
using LiveIp.Host.Plugins;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Distribution.Preparing;

/// <summary>Posts in the name of a connected channel.</summary>
public sealed class ChannelDistributorTests : IAsyncLifetime
{
    private readonly TestRegistry _registry = new();
    private readonly ActingNetwork _network = new();
    private ApiRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        _registry.AllPlatforms.Add(new TestPlatform(static (_, token) => Task.Delay(Timeout.Infinite, token)));
        _registry.AllDistributors.Add(_network);
        _rig = await ApiRig.StartAsync(_registry, new MemoryVault());
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_acts_for_the_channel_that_its_setting_names(bool byName)
    {
        var channel = await ConnectAsync("UC1");
        await ConnectAsync("UC2");
        _network.Channel = byName ? channel.Name : "UC1";

        await PostAsync(DeliveryState.Delivered);

        Assert.Equal(["UC1"], _network.ActedFor);
    }

    [Theory]
    [InlineData("UC9")]
    [InlineData("channels/none")]
    [InlineData("")]
    public async Task Without_that_channel_nothing_is_sent_and_the_delivery_says_why(string setting)
    {
        await ConnectAsync("UC1");
        _network.Channel = setting;

        var failed = await PostAsync(DeliveryState.Failed, "is no connected channel of Test");

        Assert.Equal(1, failed.Attempts);
        Assert.Empty(_network.ActedFor);
    }

    [Fact]
    public async Task A_channel_of_another_platform_is_not_given_out()
    {
        var channel = await ConnectAsync("UC1");
        (_network.Channel, _network.Platform) = (channel.Name, "another");

        await PostAsync(DeliveryState.Pending, "platform of Acting is not loaded");

        Assert.Empty(_network.ActedFor);
    }

    private async Task<Channel> ConnectAsync(string id) =>
        (
            await _rig.Channels.CreateChannelAsync(
                new()
                {
                    Platform = "test",
                    Input = id,
                    RequestId = id,
                    Secrets = { { "refresh_token", "r" } },
                },
                _rig.Authorized
            )
        ).Channel;

    private async Task<Delivery> PostAsync(DeliveryState state, string detail = "")
    {
        var made = await _rig.Posts.CreatePostAsync(
            new()
            {
                Post = new Post { Text = "Look" },
                RequestId = "r",
            },
            _rig.Authorized
        );
        using var watch = _rig.Posts.WatchDeliveries(new() { Post = made.Post.Name }, _rig.Authorized, cancellationToken: Deadline.Token());
        while (await watch.ResponseStream.MoveNext(Deadline.Token()))
        {
            if (
                watch.ResponseStream.Current.Deliveries.FirstOrDefault(d =>
                    d.State == state && d.Detail.Contains(detail, StringComparison.Ordinal)
                ) is
                { } delivery
            )
            {
                return delivery;
            }
        }

        throw new InvalidOperationException("The watch ended.");
    }

    private sealed class ActingNetwork : DistributorExtension
    {
        public string Channel { get; set; } = "";

        public string Platform { get; set; } = "test";

        public List<string> ActedFor { get; } = [];

        public override DistributorDescriptor Descriptor =>
            new()
            {
                Id = "acting",
                DisplayName = "Acting",
                Platform = Platform,
            };

        public override bool IsSetUp => true;

        public override ExtensionLease<IDistributor> Create() => new(new Distributor(this), new NoScope());

        private sealed class Distributor(ActingNetwork network) : IChannelDistributor
        {
            public string Channel => network.Channel;

            public Task<DeliveryResult> DeliverAsync(V1.Post post, IDeliveryContext context, CancellationToken cancellationToken)
            {
                network.ActedFor.Add(context.Channel!.Channel.Id);
                return Task.FromResult(new DeliveryResult { Outcome = DeliveryOutcome.Delivered });
            }
        }
    }
}

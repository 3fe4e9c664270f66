using LiveIp.Contracts;
using LiveIp.Host.Plugins;

namespace LiveIp.Host.Tests.Channels.Fakes;

/// <summary>Plugins that live in the test.</summary>
internal sealed class TestRegistry : IExtensionRegistry
{
    public List<PlatformExtension> AllPlatforms { get; } = [];

    public List<DistributorExtension> AllDistributors { get; } = [];

    public IReadOnlyList<PlatformExtension> Platforms => AllPlatforms;

    public IReadOnlyList<DistributorExtension> Distributors => AllDistributors;

    public event Action<string>? Changed;

    public void RaiseChanged(string extension) => Changed?.Invoke(extension);
}

/// <summary>A platform whose adapter is given as functions.</summary>
internal sealed class TestPlatform(Func<IConnection, CancellationToken, Task> run) : PlatformExtension
{
    public Func<string, IPlatformContext, CancellationToken, Task<ChannelIdentity>> Resolve { get; init; } =
        static (input, _, _) => Task.FromResult(new ChannelIdentity { Id = input, DisplayName = input });

    public OAuthClient? OAuth { get; init; }

    public bool AllowsOverlap { get; init; }

    public override PlatformDescriptor Descriptor =>
        new()
        {
            Id = "test",
            AllowsOverlap = AllowsOverlap,
            DisplayName = "Test",
            Metrics = [],
            ChannelSecrets =
            [
                new ChannelSecretDescriptor
                {
                    Id = "refresh_token",
                    Label = "Refresh token",
                    Required = true,
                },
            ],
        };

    public override IReadOnlyList<string> Capabilities => ["oauth"];

    public override ExtensionLease<IPlatformAdapter> Create() => new(new Adapter(this, run), new NoScope());

    private sealed class Adapter(TestPlatform platform, Func<IConnection, CancellationToken, Task> run) : IPlatformAdapter, IOAuthPlatform
    {
        public OAuthClient OAuth => platform.OAuth ?? throw new InvalidOperationException("not set");

        public Task<ChannelIdentity> ResolveAsync(string input, IPlatformContext context, CancellationToken cancellationToken) =>
            platform.Resolve(input, context, cancellationToken);

        public Task RunAsync(IConnection connection, CancellationToken cancellationToken) => run(connection, cancellationToken);
    }
}

/// <summary>A distributor whose attempt, and whose look for a lost post if it has one, are given as functions.</summary>
internal sealed class TestDistributor(string id, Func<LiveIp.V1.Post, IDeliveryContext, CancellationToken, Task<DeliveryResult>> deliver)
    : DistributorExtension
{
    public override DistributorDescriptor Descriptor { get; } = new() { Id = id, DisplayName = id };

    public bool SetUp { get; set; } = true;

    /// <summary>Null: it cannot look.</summary>
    public Func<IDeliveryContext, Task<FoundPost>>? Find { get; set; }

    /// <summary>Null: it makes its own form of posts.</summary>
    public PostLimits? Limits { get; set; }

    public override bool IsSetUp => SetUp;

    public override ExtensionLease<IDistributor> Create() =>
        new(
            (Find, Limits) switch
            {
                ({ } find, { } limits) => new MeasuredFinder(deliver, find, limits),
                ({ } find, _) => new Finder(deliver, find),
                (_, { } limits) => new Measured(deliver, limits),
                _ => new Distributor(deliver),
            },
            new NoScope()
        );

    private class Finder(
        Func<LiveIp.V1.Post, IDeliveryContext, CancellationToken, Task<DeliveryResult>> deliver,
        Func<IDeliveryContext, Task<FoundPost>> find
    ) : Distributor(deliver), IPostFinder
    {
        public Task<FoundPost> FindAsync(LiveIp.V1.Post post, IDeliveryContext context, CancellationToken cancellationToken) =>
            find(context);
    }

    private sealed class MeasuredFinder(
        Func<LiveIp.V1.Post, IDeliveryContext, CancellationToken, Task<DeliveryResult>> deliver,
        Func<IDeliveryContext, Task<FoundPost>> find,
        PostLimits limits
    ) : Finder(deliver, find), IPostMeasure
    {
        public Task<PostLimits> GetLimitsAsync(TimeProvider clock, CancellationToken cancellationToken) => Task.FromResult(limits);
    }

    private sealed class Measured(
        Func<LiveIp.V1.Post, IDeliveryContext, CancellationToken, Task<DeliveryResult>> deliver,
        PostLimits limits
    ) : Distributor(deliver), IPostMeasure
    {
        public Task<PostLimits> GetLimitsAsync(TimeProvider clock, CancellationToken cancellationToken) => Task.FromResult(limits);
    }

    private class Distributor(Func<LiveIp.V1.Post, IDeliveryContext, CancellationToken, Task<DeliveryResult>> deliver) : IDistributor
    {
        public Task<DeliveryResult> DeliverAsync(LiveIp.V1.Post post, IDeliveryContext context, CancellationToken cancellationToken) =>
            deliver(post, context, cancellationToken);
    }
}

internal sealed class NoScope : IAsyncDisposable
{
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}

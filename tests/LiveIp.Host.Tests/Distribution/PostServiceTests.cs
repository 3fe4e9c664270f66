using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Finding = LiveIp.V1.ResolveDeliveryRequest.Types.Finding;

namespace LiveIp.Host.Tests.Distribution;

/// <summary>What a person sees of posts and decides about them, over gRPC.</summary>
public sealed class PostServiceTests : IAsyncLifetime
{
    private readonly TestRegistry _registry = new();
    private ApiRig _rig = null!;
    private DeliveryOutcome _outcome = DeliveryOutcome.Delivered;
    private int _sent;
    private RenderedPost? _left;

    public async ValueTask InitializeAsync()
    {
        _registry.AllDistributors.Add(
            new TestDistributor(
                "short",
                (_, context, _) =>
                {
                    (_sent, _left) = (_sent + 1, context.Rendered);
                    return Task.FromResult(new DeliveryResult { Outcome = _outcome });
                }
            )
            {
                Limits = new PostLimits { Unit = TextUnit.Grapheme, MaxLength = 40 },
            }
        );
        _rig = await ApiRig.StartAsync(_registry, new MemoryVault());
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task The_preview_is_what_leaves_to_the_letter()
    {
        var post = Post();
        var preview = await _rig.Posts.PreviewPostAsync(new() { Post = post }, _rig.Authorized);
        var made = await _rig.Posts.CreatePostAsync(new() { Post = post, RequestId = "r" }, _rig.Authorized);
        await StateAsync(made, DeliveryState.Delivered);

        var shown = Assert.Single(preview.Previews);
        Assert.Equal(("short", 40), (shown.Distributor, shown.Rendered.MaxLength));
        Assert.Equal(["tags", "text"], shown.Rendered.LeftOut);
        Assert.Equal(shown.Rendered, _left);
        Assert.Equal(shown.Rendered, made.Deliveries[0].Rendered);
    }

    [Fact]
    public async Task What_is_scheduled_can_be_taken_back_and_is_not_sent()
    {
        var request = new CreatePostRequest
        {
            Post = Post(),
            RequestId = "r",
            NotBefore = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddHours(1)),
        };
        var made = await _rig.Posts.CreatePostAsync(request, _rig.Authorized);

        var cancelled = await _rig.Posts.CancelDeliveriesAsync(new() { Name = made.Post.Name }, _rig.Authorized);

        Assert.Equal(DeliveryState.Cancelled, Assert.Single(cancelled.Deliveries).State);
        Assert.Equal(0, _sent);
    }

    [Fact]
    public async Task What_failed_is_sent_again_when_a_person_says_so_and_what_arrived_is_not()
    {
        _outcome = DeliveryOutcome.Rejected;
        var made = await _rig.Posts.CreatePostAsync(new() { Post = Post(), RequestId = "r" }, _rig.Authorized);
        await StateAsync(made, DeliveryState.Failed);
        _outcome = DeliveryOutcome.Delivered;

        await _rig.Posts.RetryDeliveriesAsync(new() { Name = made.Post.Name }, _rig.Authorized);
        await StateAsync(made, DeliveryState.Delivered);
        await _rig.Posts.RetryDeliveriesAsync(new() { Name = made.Post.Name }, _rig.Authorized);

        Assert.Equal((DeliveryState.Delivered, 2), ((await DeliveryAsync(made)).State, _sent));
    }

    [Fact]
    public async Task A_post_keeps_the_broadcast_that_it_is_about_and_one_that_is_not_there_is_refused_before_anything_is_sent()
    {
        var (about, unknown) = (Post(), Post());
        (about.Broadcast, unknown.Broadcast) = (OneBroadcast.Name, "broadcasts/8");

        var made = await _rig.Posts.CreatePostAsync(new() { Post = about, RequestId = "r" }, _rig.Authorized);
        await StateAsync(made, DeliveryState.Delivered);
        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await _rig.Posts.CreatePostAsync(new() { Post = unknown, RequestId = "s" }, _rig.Authorized)
        );

        Assert.Equal((OneBroadcast.Name, StatusCode.NotFound, 1), (made.Post.Broadcast, refused.StatusCode, _sent));
    }

    [Theory]
    [InlineData(Finding.There, 1)]
    [InlineData(Finding.NotThere, 2)]
    public async Task An_unconfirmed_delivery_becomes_what_a_person_found(Finding finding, int sent)
    {
        _outcome = DeliveryOutcome.Unconfirmed;
        var made = await _rig.Posts.CreatePostAsync(new() { Post = Post(), RequestId = "r" }, _rig.Authorized);
        await StateAsync(made, DeliveryState.Unconfirmed);
        _outcome = DeliveryOutcome.Delivered;

        await _rig.Posts.ResolveDeliveryAsync(new() { Name = made.Deliveries[0].Name, Finding = finding }, _rig.Authorized);

        await StateAsync(made, DeliveryState.Delivered);
        Assert.Equal(sent, _sent);
        var again = await Assert.ThrowsAsync<RpcException>(async () =>
            await _rig.Posts.ResolveDeliveryAsync(new() { Name = made.Deliveries[0].Name, Finding = finding }, _rig.Authorized)
        );
        Assert.Equal(StatusCode.FailedPrecondition, again.StatusCode);
    }

    private async Task<Delivery> DeliveryAsync(CreatePostResponse made) =>
        (await _rig.Posts.ListDeliveriesAsync(new() { Post = made.Post.Name }, _rig.Authorized)).Deliveries.Single();

    private async Task StateAsync(CreatePostResponse made, DeliveryState state)
    {
        var deadline = Deadline.Token();
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while ((await DeliveryAsync(made)).State != state)
        {
            await ticks.WaitForNextTickAsync(deadline);
        }
    }

    private static Post Post() =>
        new()
        {
            Title = "Starry night",
            Text = "Tea and stars until the moon has gone down behind the hill.",
            Tags = { "stars" },
        };
}

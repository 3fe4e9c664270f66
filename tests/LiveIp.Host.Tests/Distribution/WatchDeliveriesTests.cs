using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Distribution.Support;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Distribution;

/// <summary>Deliveries as they go, over gRPC.</summary>
public sealed class WatchDeliveriesTests : IAsyncLifetime
{
    private readonly TestRegistry _registry = new();
    private TaskCompletionSource<DeliveryOutcome> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private ApiRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        _registry.AllDistributors.Add(
            new TestDistributor("discord", async (_, _, _) => new DeliveryResult { Outcome = await _answer.Task })
        );
        _rig = await ApiRig.StartAsync(_registry, new MemoryVault());
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task How_it_is_comes_first_and_then_every_change_until_it_has_ended()
    {
        var made = await PostAsync("r1");
        using var watch = _rig.Posts.WatchDeliveries(new() { Post = made.Post.Name }, _rig.Authorized);
        var states = new List<DeliveryState>();
        await foreach (var told in watch.ResponseStream.ReadAllAsync(Deadline.Token()))
        {
            states.AddRange(told.Deliveries.Select(static d => d.State));
            if (states.Count > 0 && states[^1] == DeliveryState.Sending)
            {
                _answer.TrySetResult(DeliveryOutcome.Rejected);
            }

            if (states.Count > 0 && states[^1] == DeliveryState.Failed)
            {
                break;
            }
        }

        Assert.Equal([DeliveryState.Sending, DeliveryState.Failed], states.SkipWhile(static s => s == DeliveryState.Pending));
    }

    [Fact]
    public async Task With_the_token_of_a_response_nothing_is_lost_and_nothing_told_twice()
    {
        _answer.SetResult(DeliveryOutcome.Delivered);
        var first = await PostAsync("r1");
        var token = "";
        await UntilAsync(first.Post.Name, "", DeliveryState.Delivered, t => token = t);
        var second = await PostAsync("r2");
        await UntilAsync(second.Post.Name, "", DeliveryState.Delivered, static _ => { });

        // Of this post nothing has happened since.
        using var again = _rig.Posts.WatchDeliveries(new() { Post = first.Post.Name, ResumeToken = token }, _rig.Authorized);
        Assert.True(await again.ResponseStream.MoveNext(Deadline.Token()));
        Assert.Empty(again.ResponseStream.Current.Deliveries);
        Assert.True(again.ResponseStream.Current.Current);
    }

    [Fact]
    public async Task Of_all_posts_what_has_ended_well_before_is_not_told_and_what_ends_later_is()
    {
        _answer.SetResult(DeliveryOutcome.Delivered);
        var old = await PostAsync("r1");
        await UntilAsync(old.Post.Name, "", DeliveryState.Delivered, static _ => { });
        using var watch = _rig.Posts.WatchDeliveries(new() { Post = "posts/-" }, _rig.Authorized);
        Assert.True(await watch.ResponseStream.MoveNext(Deadline.Token()));
        Assert.Empty(watch.ResponseStream.Current.Deliveries);

        var made = await PostAsync("r2");

        await foreach (var told in watch.ResponseStream.ReadAllAsync(Deadline.Token()))
        {
            Assert.All(told.Deliveries, d => Assert.Equal(made.Post.Name, d.Post));
            if (told.Deliveries.Any(static d => d.State == DeliveryState.Delivered))
            {
                break;
            }
        }
    }

    [Fact]
    public async Task More_than_a_page_comes_in_pages_and_says_when_that_was_all()
    {
        var later = new CreatePostRequest
        {
            Post = new Post { Text = "later" },
            NotBefore = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddHours(1)),
        };
        for (var i = 0; i < 101; i++)
        {
            later.RequestId = $"r{i}";
            await _rig.Posts.CreatePostAsync(later, _rig.Authorized);
        }

        using var watch = _rig.Posts.WatchDeliveries(new() { Post = "posts/-" }, _rig.Authorized);
        Assert.True(await watch.ResponseStream.MoveNext(Deadline.Token()));
        Assert.Equal((100, false), (watch.ResponseStream.Current.Deliveries.Count, watch.ResponseStream.Current.Current));
        Assert.True(await watch.ResponseStream.MoveNext(Deadline.Token()));
        Assert.Equal((1, true), (watch.ResponseStream.Current.Deliveries.Count, watch.ResponseStream.Current.Current));
    }

    [Theory]
    [InlineData("nonsense", "RESUME_TOKEN_INVALID")]
    [InlineData("1.1.elsewhere", "RESUME_TOKEN_FOREIGN")]
    [InlineData("999999.1.-", "RESUME_TOKEN_FOREIGN")]
    public async Task A_token_of_another_watch_is_refused(string token, string reason) =>
        await RpcAssert.FailsAsync(
            StatusCode.InvalidArgument,
            reason,
            async () =>
            {
                using var watch = _rig.Posts.WatchDeliveries(new() { Post = "posts/-", ResumeToken = token }, _rig.Authorized);
                await watch.ResponseStream.MoveNext(Deadline.Token());
            }
        );

    private async Task<CreatePostResponse> PostAsync(string requestId) =>
        await _rig.Posts.CreatePostAsync(
            new()
            {
                Post = new Post { Text = "x" },
                RequestId = requestId,
            },
            _rig.Authorized
        );

    private async Task UntilAsync(string post, string token, DeliveryState state, Action<string> keep)
    {
        using var watch = _rig.Posts.WatchDeliveries(new() { Post = post, ResumeToken = token }, _rig.Authorized);
        await foreach (var told in watch.ResponseStream.ReadAllAsync(Deadline.Token()))
        {
            keep(told.ResumeToken);
            if (told.Deliveries.Any(d => d.State == state))
            {
                return;
            }
        }
    }
}

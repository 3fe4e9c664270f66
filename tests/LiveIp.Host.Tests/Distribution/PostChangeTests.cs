using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Distribution.Changing;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.DependencyInjection;
using State = LiveIp.V1.DeliveryChange.Types.State;

namespace LiveIp.Host.Tests.Distribution;

/// <summary>What a person changes about posts that have left, over gRPC, with networks that keep what was posted.</summary>
public sealed class PostChangeTests : IAsyncLifetime
{
    private readonly TestRegistry _registry = new();
    private readonly MemoryNetwork _network = new("short");
    private readonly string _directory = Directory.CreateTempSubdirectory("liveip-changes").FullName;
    private ApiRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        _registry.AllDistributors.Add(_network);
        _registry.AllDistributors.Add(
            new TestDistributor(
                "fixed",
                static (_, _, _) => Task.FromResult(new DeliveryResult { Outcome = DeliveryOutcome.Delivered, RemoteId = "1" })
            )
        );
        _rig = await ApiRig.StartAsync(_registry, new MemoryVault(), _directory);
    }

    public async ValueTask DisposeAsync()
    {
        await _rig.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task An_edit_changes_the_one_post_and_a_network_that_cannot_edit_says_so()
    {
        var post = await DeliveredAsync();

        var edited = await EditAsync(post, "Ended");

        Assert.Equal("Ended", edited.Post.Title);
        var deliveries = await SettledAsync(post);
        Assert.Equal((State.Done, "Ended"), (deliveries[0].Change.State, deliveries[0].Rendered.Text));
        Assert.NotNull(deliveries[0].EditedAt);
        Assert.Equal((State.Unsupported, DeliveryState.Delivered), (deliveries[1].Change.State, deliveries[1].State));
        Assert.Contains("cannot be edited", deliveries[1].Change.Detail, StringComparison.Ordinal);
        Assert.Equal(["Ended"], _network.Standing);
    }

    [Fact]
    public async Task The_same_call_again_edits_once_and_another_content_under_its_id_is_refused()
    {
        var post = await DeliveredAsync();

        await EditAsync(post, "Ended");
        await SettledAsync(post);
        await EditAsync(post, "Ended");
        await SettledAsync(post);
        var refused = await Assert.ThrowsAsync<RpcException>(() => EditAsync(post, "Other"));

        Assert.Equal((1, StatusCode.InvalidArgument), (_network.Edits, refused.StatusCode));
    }

    [Fact]
    public async Task An_edit_that_a_killed_host_was_making_is_made_by_the_next_one()
    {
        var post = await DeliveredAsync();
        var left = new TaskCompletionSource();
        _network.BeforeEdit = async token =>
        {
            left.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, token);
        };
        await EditAsync(post, "Ended");
        await left.Task.WaitAsync(Deadline.Limit);
        await _rig.StopAsync();
        Assert.Equal(["Live"], _network.Standing);

        _network.BeforeEdit = null;
        await _rig.DisposeAsync();
        _rig = await ApiRig.StartAsync(_registry, new MemoryVault(), _directory);

        Assert.Equal(State.Done, (await SettledAsync(post))[0].Change.State);
        Assert.Equal(["Ended"], _network.Standing);
    }

    [Fact]
    public async Task An_edit_whose_answer_was_lost_is_repeated_and_ends_as_it_was_asked_for()
    {
        var post = await DeliveredAsync();
        _network.LosesNextAnswer = true;

        await EditAsync(post, "Ended");

        var change = (await SettledAsync(post))[0].Change;
        Assert.Equal((State.Done, 2), (change.State, change.Attempts));
        Assert.Equal(["Ended"], _network.Standing);
    }

    [Fact]
    public async Task Attempts_at_one_change_have_one_key_and_time_and_a_change_back_to_an_earlier_form_has_its_own()
    {
        var post = await DeliveredAsync();
        _network.LosesNextAnswer = true;
        await EditAsync(post, "Ended", "a");
        await SettledAsync(post);
        await EditAsync(post, "Live", "b");
        await SettledAsync(post);
        await EditAsync(post, "Ended", "c");
        await SettledAsync(post);

        var requests = _network.Requests.ToArray();

        Assert.Equal(4, requests.Length);
        Assert.NotNull(requests[0]);
        Assert.Equal(requests[0], requests[1]);
        Assert.Equal(3, requests.Select(static r => r?.Key).Distinct().Count());
    }

    [Fact]
    public async Task The_last_of_several_edits_is_what_stands_in_the_end()
    {
        var post = await DeliveredAsync();
        var (left, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        _network.BeforeEdit = _ =>
        {
            left.TrySetResult();
            return goOn.Task;
        };
        await EditAsync(post, "Second", "a");
        await left.Task.WaitAsync(Deadline.Limit);
        await EditAsync(post, "Third", "b");
        goOn.SetResult();

        await SettledAsync(post);

        Assert.Equal(["Third"], _network.Standing);
    }

    [Fact]
    public async Task What_has_not_left_leaves_in_the_new_form_and_nothing_is_edited()
    {
        _network.SetUp = true;
        var made = await _rig.Posts.CreatePostAsync(
            new()
            {
                Post = new() { Title = "Live" },
                RequestId = "r",
                Distributors = { "short" },
                NotBefore = Google.Protobuf.WellKnownTypes.Timestamp.FromDateTimeOffset(TimeProvider.System.GetUtcNow().AddSeconds(2)),
            },
            _rig.Authorized
        );

        await EditAsync(made.Post.Name, "Changed");
        var deliveries = await ListAsync(made.Post.Name, static d => d.State == DeliveryState.Delivered);

        Assert.Null(Assert.Single(deliveries).Change);
        Assert.Equal(["Changed"], _network.Standing);
        Assert.Equal(0, _network.Edits);
    }

    [Fact]
    public async Task A_deleted_post_is_taken_away_where_that_can_be_done_and_an_edit_does_not_bring_it_back()
    {
        var post = await DeliveredAsync();

        await _rig.Posts.DeletePostAsync(new() { Name = post, RequestId = "d" }, _rig.Authorized);
        var deliveries = await SettledAsync(post);
        await EditAsync(post, "Back");
        await SettledAsync(post);

        Assert.Equal((DeliveryState.Deleted, DeliveryState.Delivered), (deliveries[0].State, deliveries[1].State));
        Assert.Equal(State.Unsupported, deliveries[1].Change.State);
        Assert.Empty(_network.Standing);
    }

    [Fact]
    public async Task A_post_that_somebody_deleted_on_the_network_is_said_to_be_gone()
    {
        var post = await DeliveredAsync();
        _network.Clear();

        await EditAsync(post, "Ended");

        Assert.Equal(State.Gone, (await SettledAsync(post))[0].Change.State);
        Assert.Empty(_network.Standing);
    }

    [Fact]
    public async Task A_network_that_gives_no_answer_holds_up_no_other_and_its_own_posts_wait_their_turn()
    {
        var other = new MemoryNetwork("other");
        _registry.AllDistributors.Add(other);
        var post = await DeliveredAsync();
        using var never = new CancellationTokenSource();
        var left = new TaskCompletionSource();
        _network.BeforeEdit = async _ =>
        {
            left.TrySetResult();
            await Task.Delay(Timeout.InfiniteTimeSpan, never.Token);
        };
        await EditAsync(post, "Ended");
        await left.Task.WaitAsync(Deadline.Limit);

        await EditAsync(post, "Ended well", "e2");
        var next = await _rig.Posts.CreatePostAsync(
            new()
            {
                Post = new() { Title = "Next" },
                RequestId = "next",
            },
            _rig.Authorized
        );
        var deliveries = await ListAsync(next.Post.Name, static d => d.Distributor == "short" || d.State == DeliveryState.Delivered);

        await ListAsync(post, static d => d.Distributor == "short" || d.Change?.State != State.Pending);
        Assert.Equal(["Ended well", "Next"], other.Standing);
        Assert.Equal(DeliveryState.Pending, deliveries.Single(static d => d.Distributor == "short").State);
        _network.BeforeEdit = null;
        await never.CancelAsync();
        await ListAsync(next.Post.Name, static d => d.State == DeliveryState.Delivered);
    }

    [Fact]
    public async Task Not_now_holds_the_account_for_edits_and_posts_alike()
    {
        var post = await DeliveredAsync();
        _network.NotNow = TimeSpan.FromMinutes(30);

        await EditAsync(post, "Ended");
        await ListAsync(post, static d => d.Distributor == "fixed" || d.Change is { Attempts: 1, Detail: "" });
        var next = await _rig.Posts.CreatePostAsync(
            new()
            {
                Post = new() { Title = "Next" },
                RequestId = "next",
            },
            _rig.Authorized
        );
        var deliveries = await ListAsync(next.Post.Name, static d => d.Distributor == "short" || d.State == DeliveryState.Delivered);

        Assert.Equal(DeliveryState.Pending, deliveries.Single(static d => d.Distributor == "short").State);
        Assert.Equal(["Live"], _network.Standing);
        _network.NotNow = null;
        await EditAsync(post, "Ended well", "e2");
        await ListAsync(post, static d => d.Distributor == "short" || d.Change?.State == State.Unsupported);
        // The newest wish is due at once, and the account is still held.
        Assert.Equal(["Live"], _network.Standing);
    }

    [Fact]
    public async Task Not_now_to_the_application_holds_the_edits_of_all_its_accounts()
    {
        var post = await DeliveredAsync();
        _registry.AllDistributors.Add(
            new TestDistributor(
                "short/fans",
                static (_, _, _) =>
                    Task.FromResult(
                        new DeliveryResult
                        {
                            Outcome = DeliveryOutcome.NotSent,
                            RetryAfter = TimeSpan.FromMinutes(30),
                            IsForAllAccounts = true,
                        }
                    )
            )
        );
        var refused = await _rig.Posts.CreatePostAsync(
            new()
            {
                Post = new() { Title = "Next" },
                RequestId = "next",
                Distributors = { "short/fans" },
            },
            _rig.Authorized
        );
        await ListAsync(refused.Post.Name, static d => d is { Attempts: 1, State: DeliveryState.Pending });

        await EditAsync(post, "Ended");
        await ListAsync(post, static d => d.Distributor == "short" || d.Change?.State == State.Unsupported);

        var now = TimeProvider.System.GetUtcNow();
        var changes = _rig.Services.GetRequiredService<ChangeStore>();
        Assert.Empty(changes.Due(now));
        Assert.InRange(changes.NextDue(now)!.Value, now.AddMinutes(25), now.AddMinutes(30));
        Assert.Equal(["Live"], _network.Standing);
        Assert.Equal(0, _network.Edits);
    }

    private async Task<EditPostResponse> EditAsync(string post, string title, string request = "e") =>
        await _rig.Posts.EditPostAsync(
            new()
            {
                Name = post,
                Post = new() { Title = title },
                RequestId = request,
            },
            _rig.Authorized
        );

    private async Task<string> DeliveredAsync()
    {
        var made = await _rig.Posts.CreatePostAsync(
            new()
            {
                Post = new() { Title = "Live" },
                RequestId = "r",
            },
            _rig.Authorized
        );
        await ListAsync(made.Post.Name, static d => d.State == DeliveryState.Delivered);
        return made.Post.Name;
    }

    private Task<List<Delivery>> SettledAsync(string post) => ListAsync(post, static d => d.Change?.State != State.Pending);

    private async Task<List<Delivery>> ListAsync(string post, Func<Delivery, bool> all)
    {
        var deadline = Deadline.Token();
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (true)
        {
            var deliveries = (await _rig.Posts.ListDeliveriesAsync(new() { Post = post }, _rig.Authorized)).Deliveries;
            if (deliveries.All(all))
            {
                return [.. deliveries.OrderByDescending(static d => d.Distributor)];
            }

            await ticks.WaitForNextTickAsync(deadline);
        }
    }
}

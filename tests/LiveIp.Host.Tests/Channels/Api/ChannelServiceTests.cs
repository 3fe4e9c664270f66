using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Channels.Api;

public sealed class ChannelServiceTests : IAsyncLifetime
{
    private readonly TestRegistry _registry = new();
    private readonly MemoryVault _vault = new();
    private Exception? _failure;
    private ApiRig _rig = null!;

    public async ValueTask InitializeAsync()
    {
        _registry.AllPlatforms.Add(
            new TestPlatform(
                static async (connection, token) =>
                {
                    connection.ReportOnline(Continuity.FromNow, TimeSpan.FromSeconds(60));
                    await Task.Delay(Timeout.InfiniteTimeSpan, token);
                }
            )
            {
                Resolve = async (input, context, token) =>
                    _failure is { } failure
                        ? throw failure
                        : new ChannelIdentity
                        {
                            Id = input.Trim('@'),
                            DisplayName = $"with {await context.Secrets.ReadAsync("refresh_token", token)}",
                        },
            }
        );
        _rig = await ApiRig.StartAsync(_registry, _vault);
    }

    public async ValueTask DisposeAsync() => await _rig.DisposeAsync();

    [Fact]
    public async Task Creates_follows_restarts_disables_and_deletes()
    {
        using var watch = _rig.Connections.WatchConnections(new WatchConnectionsRequest(), _rig.Authorized);
        Assert.True(await watch.ResponseStream.MoveNext(Deadline.Token()));
        Assert.Empty(watch.ResponseStream.Current.Connections);

        var channel = await CreateAsync("@star", "r1");
        Assert.Equal(
            ("test", "star", "with r0", true),
            (channel.Platform, channel.PlatformChannelId, channel.DisplayName, channel.Enabled)
        );
        await UntilAsync(watch, c => c.Channel == channel.Name && c.State == ConnectionState.Online);
        Assert.Equal(1, (await _rig.Hosts.GetHostAsync(new GetHostRequest(), _rig.Authorized)).ConnectionsOnline);

        await _rig.Connections.RestartConnectionAsync(new RestartConnectionRequest { Channel = channel.Name }, _rig.Authorized);
        await UntilAsync(watch, static c => c.Reconnects == 1);

        await _rig.Channels.UpdateChannelAsync(new UpdateChannelRequest { Name = channel.Name, Enabled = false }, _rig.Authorized);
        await UntilAsync(watch, static c => c.State == ConnectionState.Stopped);
        var refused = await Assert.ThrowsAsync<RpcException>(async () =>
            await _rig.Connections.RestartConnectionAsync(new RestartConnectionRequest { Channel = channel.Name }, _rig.Authorized)
        );
        Assert.Equal(StatusCode.FailedPrecondition, refused.StatusCode);

        await _rig.Channels.DeleteChannelAsync(new DeleteChannelRequest { Name = channel.Name }, _rig.Authorized);
        await UntilAsync(watch, static c => c.Detail == "The channel was deleted.");
        Assert.Empty(_vault.Owners);
        var gone = await Assert.ThrowsAsync<RpcException>(async () =>
            await _rig.Channels.GetChannelAsync(new GetChannelRequest { Name = channel.Name }, _rig.Authorized)
        );
        Assert.Equal(StatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task New_secrets_start_the_connection_anew()
    {
        using var watch = _rig.Connections.WatchConnections(new WatchConnectionsRequest(), _rig.Authorized);
        var channel = await CreateAsync("star", "");
        await UntilAsync(watch, static c => c.State == ConnectionState.Online);
        await _rig.Channels.UpdateChannelAsync(
            new UpdateChannelRequest { Name = channel.Name, Secrets = { ["refresh_token"] = "fresh" } },
            _rig.Authorized
        );
        await UntilAsync(watch, static c => c.Reconnects == 1 && c.State == ConnectionState.Online);
        Assert.Equal("fresh", _vault.Read(channel.Name, "refresh_token"));
    }

    [Fact]
    public async Task Settings_and_plugins_that_change_start_the_connection_anew()
    {
        using var watch = _rig.Connections.WatchConnections(new WatchConnectionsRequest(), _rig.Authorized);
        await CreateAsync("star", "");
        await UntilAsync(watch, static c => c.State == ConnectionState.Online);
        _registry.RaiseChanged("test");
        await UntilAsync(watch, static c => c.Reconnects == 1 && c.State == ConnectionState.Online);

        var platform = _registry.AllPlatforms[0];
        _registry.AllPlatforms.Clear();
        _registry.RaiseChanged("some-plugin");
        await UntilAsync(watch, static c => c.State == ConnectionState.Blocked);
        _registry.AllPlatforms.Add(platform);
        _registry.RaiseChanged("some-plugin");
        await UntilAsync(watch, static c => c.State == ConnectionState.Online);
    }

    [Fact]
    public async Task A_watcher_does_not_hold_up_the_end_of_the_host()
    {
        using var watch = _rig.Connections.WatchConnections(new WatchConnectionsRequest(), _rig.Authorized);
        Assert.True(await watch.ResponseStream.MoveNext(Deadline.Token()));
        await _rig.StopAsync().WaitAsync(Deadline.Limit);
    }

    [Fact]
    public async Task The_same_request_answers_with_the_same_channel_and_a_twin_is_refused()
    {
        var first = await CreateAsync("star", "r1");
        Assert.Equal(first, await CreateAsync("star", "r1"));
        Assert.Equal(StatusCode.AlreadyExists, (await RefusalAsync("@star", "r2")).StatusCode);
        Assert.Equal(StatusCode.InvalidArgument, (await RefusalAsync("other", "r1")).StatusCode);
        Assert.Equal([first.Name], _vault.Owners);
    }

    [Theory]
    [InlineData(FailureKind.NotFound, StatusCode.NotFound, "PLATFORM_CHANNEL_NOT_FOUND")]
    [InlineData(FailureKind.SignInRequired, StatusCode.FailedPrecondition, "SIGN_IN_REQUIRED")]
    [InlineData(FailureKind.Refused, StatusCode.FailedPrecondition, "PLATFORM_REFUSED")]
    [InlineData(FailureKind.RateLimited, StatusCode.ResourceExhausted, "PLATFORM_RATE_LIMITED")]
    [InlineData(FailureKind.Transient, StatusCode.Unavailable, "PLATFORM_UNAVAILABLE")]
    public async Task A_failure_to_resolve_has_its_status_and_leaves_no_secrets(FailureKind kind, StatusCode status, string reason)
    {
        _failure = new AdapterException(kind, "Sentence.");
        var refusal = await RefusalAsync("star", "r1");
        Assert.Equal((status, "Sentence."), (refusal.StatusCode, refusal.Status.Detail));
        Assert.Equal(reason, refusal.GetRpcStatus()?.GetDetail<Google.Rpc.ErrorInfo>()?.Reason);
        Assert.Empty(_vault.Owners);
    }

    [Fact]
    public async Task A_missing_secret_is_named()
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await _rig.Channels.CreateChannelAsync(new CreateChannelRequest { Platform = "test", Input = "star" }, _rig.Authorized)
        );
        var violation = Assert.Single(refusal.GetRpcStatus()!.GetDetail<Google.Rpc.BadRequest>()!.FieldViolations);
        Assert.Equal((StatusCode.InvalidArgument, "secrets.refresh_token"), (refusal.StatusCode, violation.Field));
    }

    [Theory]
    [InlineData("test", StatusCode.FailedPrecondition)]
    [InlineData("nowhere", StatusCode.NotFound)]
    public async Task An_agreement_that_nobody_asks_for_is_refused(string platform, StatusCode status)
    {
        var refusal = await Assert.ThrowsAsync<RpcException>(async () =>
            await _rig.Hosts.ConfirmPolicyAsync(new ConfirmPolicyRequest { Platform = platform, AgreementText = "Yes" }, _rig.Authorized)
        );
        Assert.Equal(status, refusal.StatusCode);
        Assert.Single((await _rig.Hosts.ListPoliciesAsync(new ListPoliciesRequest(), _rig.Authorized)).Policies);
    }

    [Fact]
    public async Task Lists_in_pages()
    {
        for (var i = 0; i < 5; i++)
        {
            await CreateAsync($"star{i}", "");
        }

        var (names, token) = (new List<string>(), "");
        do
        {
            var page = await _rig.Channels.ListChannelsAsync(new ListChannelsRequest { PageSize = 2, PageToken = token }, _rig.Authorized);
            names.AddRange(page.Channels.Select(static c => c.PlatformChannelId));
            token = page.NextPageToken;
        } while (token.Length > 0);

        Assert.Equal(["star0", "star1", "star2", "star3", "star4"], names);
    }

    [Fact]
    public async Task A_post_goes_out_once_however_often_it_is_asked_for()
    {
        var calls = 0;
        _registry.AllDistributors.Add(
            new TestDistributor(
                "webhook",
                (_, _, _) =>
                {
                    Interlocked.Increment(ref calls);
                    return Task.FromResult(new DeliveryResult { Outcome = DeliveryOutcome.Delivered });
                }
            )
        );
        var request = new CreatePostRequest
        {
            Post = new Post { Kind = Post.Types.Kind.LiveNow, Title = "Live" },
            RequestId = "once",
        };
        var first = await _rig.Posts.CreatePostAsync(request, _rig.Authorized);
        var second = await _rig.Posts.CreatePostAsync(request, _rig.Authorized);
        Assert.Equal(first.Post, second.Post);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        var list = new ListDeliveriesRequest { Post = first.Post.Name };
        Delivery delivery;
        do
        {
            await ticks.WaitForNextTickAsync(Deadline.Token());
            delivery = (await _rig.Posts.ListDeliveriesAsync(list, _rig.Authorized)).Deliveries.Single();
        } while (delivery.State is DeliveryState.Pending or DeliveryState.Sending);

        Assert.Equal((DeliveryState.Delivered, 1), (delivery.State, calls));
    }

    private static async Task UntilAsync(AsyncServerStreamingCall<WatchConnectionsResponse> watch, Func<Connection, bool> condition)
    {
        while (await watch.ResponseStream.MoveNext(Deadline.Token()))
        {
            if (watch.ResponseStream.Current.Connections.Any(condition))
            {
                return;
            }
        }

        Assert.Fail("The stream ended.");
    }

    private async Task<Channel> CreateAsync(string input, string requestId) =>
        (
            await _rig.Channels.CreateChannelAsync(
                new CreateChannelRequest
                {
                    Platform = "test",
                    Input = input,
                    RequestId = requestId,
                    Secrets = { ["refresh_token"] = "r0" },
                },
                _rig.Authorized
            )
        ).Channel;

    private Task<RpcException> RefusalAsync(string input, string requestId) =>
        Assert.ThrowsAsync<RpcException>(() => CreateAsync(input, requestId));
}

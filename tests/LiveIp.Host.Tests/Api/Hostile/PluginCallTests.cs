using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Api.Hostile;

/// <summary>What takes a platform and a distributor that can be given: reused request ids, and a plugin that breaks.</summary>
public sealed class PluginCallTests
{
    [Fact]
    public async Task Other_content_under_a_used_request_id_is_refused()
    {
        var registry = new TestRegistry();
        registry.AllPlatforms.Add(new TestPlatform(static (_, cancellationToken) => Task.Delay(Timeout.Infinite, cancellationToken)));
        registry.AllDistributors.Add(
            new TestDistributor("paper", static (_, _, cancellationToken) => throw new OperationCanceledException(cancellationToken))
            {
                SetUp = true,
            }
        );
        await using var rig = await ApiRig.StartAsync(registry, new MemoryVault());
        var create = new CreateChannelRequest
        {
            Platform = "test",
            Input = "star",
            Secrets = { ["refresh_token"] = "x" },
            RequestId = "r",
        };
        var post = new CreatePostRequest
        {
            Post = new() { Text = "live" },
            RequestId = "r",
        };
        var channel = await rig.Channels.CreateChannelAsync(create, rig.Authorized);
        var made = await rig.Posts.CreatePostAsync(post, rig.Authorized);

        Assert.Equal(channel, await rig.Channels.CreateChannelAsync(create, rig.Authorized));
        Assert.Equal(made.Post, (await rig.Posts.CreatePostAsync(post, rig.Authorized)).Post);

        create.Input = "moon";
        post.Post.Text = "over";
        Assert.Equal(["request_id"], await ReusedAsync(async () => await rig.Channels.CreateChannelAsync(create, rig.Authorized)));
        Assert.Equal(["request_id"], await ReusedAsync(async () => await rig.Posts.CreatePostAsync(post, rig.Authorized)));
    }

    [Fact]
    public async Task A_plugin_that_breaks_shows_nothing_of_the_inside()
    {
        var registry = new TestRegistry();
        registry.AllPlatforms.Add(
            new TestPlatform(static (_, _) => Task.CompletedTask)
            {
                Resolve = static (_, _, _) => throw new InvalidDataException("/secret/place"),
            }
        );
        await using var rig = await ApiRig.StartAsync(registry, new MemoryVault());
        var create = new CreateChannelRequest
        {
            Platform = "test",
            Input = "star",
            Secrets = { ["refresh_token"] = "x" },
        };

        var error = await Assert.ThrowsAsync<RpcException>(async () => await rig.Channels.CreateChannelAsync(create, rig.Authorized));

        Assert.Equal(
            (StatusCode.Internal, "HOST_FAILED"),
            (error.StatusCode, error.GetRpcStatus()!.GetDetail<Google.Rpc.ErrorInfo>()!.Reason)
        );
        Assert.DoesNotContain("secret", error.ToString(), StringComparison.Ordinal);
    }

    private static Task<string[]> ReusedAsync(Func<Task> call) =>
        RpcAssert.FailsAsync(StatusCode.InvalidArgument, "REQUEST_ID_REUSED", call);
}

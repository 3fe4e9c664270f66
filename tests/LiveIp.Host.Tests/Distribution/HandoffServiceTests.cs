using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Tests.Channels.Fakes;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Finding = LiveIp.V1.ResolveDeliveryRequest.Types.Finding;

namespace LiveIp.Host.Tests.Distribution;

/// <summary>What a person says about what was handed off, over gRPC.</summary>
public sealed class HandoffServiceTests : IAsyncLifetime
{
    private readonly TestRegistry _registry = new();
    private ApiRig _rig = null!;
    private int _made;

    public async ValueTask InitializeAsync()
    {
        _registry.AllDistributors.Add(
            new TestHandoff(
                "xiaohongshu",
                (_, context) =>
                {
                    _made++;
                    return Task.FromResult(
                        new HandoffKit { Caption = context.Rendered!.Text, Steps = [new HandoffAction("Paste it.", "粘贴。")] }
                    );
                }
            )
        );
        _rig = await ApiRig.StartAsync(_registry, new MemoryVault());
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task The_preview_is_the_caption_to_the_letter()
    {
        var post = new Post { Title = "Starry night", Text = "Tea and stars until the moon has gone down behind the hill." };
        var preview = await _rig.Posts.PreviewPostAsync(new() { Post = post }, _rig.Authorized);

        var delivery = await HandedOffAsync(post);

        Assert.Equal(preview.Previews.Single().Rendered.Text, delivery.Handoff.Caption);
        Assert.Equal(40, delivery.Rendered.MaxLength);
    }

    [Fact]
    public async Task It_is_delivered_when_somebody_says_that_it_is_there_and_where()
    {
        var delivery = await HandedOffAsync();

        var resolved = await ResolveAsync(delivery, Finding.There, "https://www.xiaohongshu.com/explore/1");

        Assert.Equal(
            (DeliveryState.Delivered, "https://www.xiaohongshu.com/explore/1"),
            (resolved.Delivery.State, resolved.Delivery.RemoteUri)
        );
        await Assert.ThrowsAsync<RpcException>(async () => await ResolveAsync(delivery, Finding.There));
    }

    [Fact]
    public async Task It_is_cancelled_when_somebody_says_that_it_is_not_going_to_be_there_and_not_made_again()
    {
        var delivery = await HandedOffAsync();

        Assert.Equal(DeliveryState.Cancelled, (await ResolveAsync(delivery, Finding.NotThere)).Delivery.State);
        Assert.Equal(1, _made);
    }

    [Fact]
    public async Task It_can_be_taken_back_and_is_no_failure_to_be_retried()
    {
        var delivery = await HandedOffAsync();
        await _rig.Posts.RetryDeliveriesAsync(new() { Name = delivery.Name }, _rig.Authorized);
        Assert.Equal(DeliveryState.HandedOff, (await NowAsync(delivery)).State);

        await _rig.Posts.CancelDeliveriesAsync(new() { Name = delivery.Post }, _rig.Authorized);

        Assert.Equal((DeliveryState.Cancelled, 1), ((await NowAsync(delivery)).State, _made));
    }

    [Fact]
    public async Task An_edit_has_it_made_again_and_a_removal_takes_it_back()
    {
        var delivery = await HandedOffAsync();

        var edited = await _rig.Posts.EditPostAsync(
            new()
            {
                Name = delivery.Post,
                Post = new Post { Text = "Coffee" },
                RequestId = "e",
            },
            _rig.Authorized
        );
        Assert.Equal((DeliveryState.Pending, "Coffee"), (edited.Deliveries.Single().State, edited.Deliveries.Single().Rendered.Text));
        var deadline = Deadline.Token();
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (await NowAsync(delivery) is not { State: DeliveryState.HandedOff, Handoff.Caption: "Coffee" })
        {
            await ticks.WaitForNextTickAsync(deadline);
        }

        var removed = await _rig.Posts.DeletePostAsync(new() { Name = delivery.Post, RequestId = "d" }, _rig.Authorized);
        Assert.Equal(DeliveryState.Cancelled, removed.Deliveries.Single().State);
    }

    private async Task<Delivery> HandedOffAsync(Post? post = null)
    {
        var made = await _rig.Posts.CreatePostAsync(new() { Post = post ?? new Post { Text = "Tea" }, RequestId = "r" }, _rig.Authorized);
        var deadline = Deadline.Token();
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (await NowAsync(made.Deliveries.Single()) is { State: not DeliveryState.HandedOff })
        {
            await ticks.WaitForNextTickAsync(deadline);
        }

        return await NowAsync(made.Deliveries.Single());
    }

    private async Task<Delivery> NowAsync(Delivery delivery) =>
        (await _rig.Posts.ListDeliveriesAsync(new() { Post = delivery.Post }, _rig.Authorized)).Deliveries.Single();

    private Task<ResolveDeliveryResponse> ResolveAsync(Delivery delivery, Finding finding, string uri = "") =>
        _rig
            .Posts.ResolveDeliveryAsync(
                new()
                {
                    Name = delivery.Name,
                    Finding = finding,
                    RemoteUri = uri,
                },
                _rig.Authorized
            )
            .ResponseAsync;
}

using Grpc.Net.Client;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Host.Demo;

/// <summary>Says over the webhook that the show is on, and checks that it arrived.</summary>
internal sealed class DemoAnnouncement(GrpcChannel channel, WebhookReceiver receiver)
{
    private readonly PostService.PostServiceClient _posts = new(channel);

    public async Task MakeAsync(IEnumerable<string> platforms, CancellationToken cancellationToken)
    {
        var post = new Post
        {
            Kind = Post.Types.Kind.LiveNow,
            Title = "Late night coding 深夜写代码",
            Text = "Live now on three platforms 三个平台同时开播",
        };
        post.Links.Add(platforms.Select(p => new Post.Types.Link { Platform = p, Uri = $"https://example.invalid/{p}" }));
        await _posts.CreatePostAsync(
            new CreatePostRequest { Post = post, RequestId = "demo-live-now" },
            cancellationToken: cancellationToken
        );
    }

    /// <summary>Whether it arrived exactly once, and the outbox knows.</summary>
    public async Task<bool> ArrivedAsync(IAnsiConsole console, CancellationToken cancellationToken)
    {
        var answer = await _posts.ListDeliveriesAsync(new ListDeliveriesRequest { Post = "posts/-" }, cancellationToken: cancellationToken);
        var delivered = answer.Deliveries.Count(d => d.State == DeliveryState.Delivered);
        console.MarkupLineInterpolated(
            $"Announced over webhook: {delivered} delivery of {answer.Deliveries.Count}, received {receiver.Received.Count} time(s), signature verified."
        );
        return delivered == answer.Deliveries.Count && delivered == 1 && receiver.Received.Count == 1;
    }
}

using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.Answers;
using LiveIp.Plugins.Api;
using LiveIp.Plugins.Bluesky.Api;
using LiveIp.Plugins.Sending;

namespace LiveIp.Plugins.Bluesky;

// What became of a post, as everyone can see it: app.bsky.feed.getPosts needs no sign-in. Bluesky counts no views.
internal sealed partial class BlueskyDistributor : IPostMetrics
{
    private static readonly (PostMetricKind Kind, string Name)[] Counts =
    [
        (PostMetricKind.Likes, "likeCount"),
        (PostMetricKind.Shares, "repostCount"),
        (PostMetricKind.Shares, "quoteCount"),
        (PostMetricKind.Replies, "replyCount"),
    ];

    /// <inheritdoc/>
    public async Task<PostMetrics> ReadMetricsAsync(DeliveredPost post, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (!SecureAddress.Is(settings.AppView))
        {
            throw new AdapterException(FailureKind.Refused, "The server of numbers (appView) must begin with https://.");
        }

        using var deadline = new CancellationTokenSource(settings.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            KeyValuePair<string, string>[] which = [new("uris", post.RemoteId)];
            var answer = await XrpcClient.QueryAsync(settings.AppView, "app.bsky.feed.getPosts", which, either.Token);
            return answer.Status switch
            {
                200 => Read(answer.Json, post.RemoteId),
                429 => throw new AdapterException(
                    FailureKind.RateLimited,
                    "Bluesky tells no more numbers for now.",
                    answer.PauseAsked(clock.GetUtcNow())
                ),
                >= 400 and < 500 => throw new AdapterException(
                    FailureKind.Refused,
                    $"Bluesky does not tell the numbers of a post: {answer.Status}{answer.Words(settings.AppPassword)}."
                ),
                _ => throw new AdapterException(FailureKind.Transient, $"Bluesky answered {answer.Status}."),
            };
        }
        catch (NoAnswerException e)
        {
            throw new AdapterException(e.IsBlocked ? FailureKind.Refused : FailureKind.Transient, e.Message);
        }
    }

    private static PostMetrics Read(JsonElement answer, string uri)
    {
        if (answer.Member("posts") is not { ValueKind: JsonValueKind.Array } posts)
        {
            throw new AdapterException(FailureKind.ProtocolChanged, "Bluesky's numbers of a post could not be read.");
        }

        // What is deleted, or hidden by a moderator, is left out of the list.
        return posts.EnumerateArray().FirstOrDefault(p => p.Text("uri") == uri) is { ValueKind: JsonValueKind.Object } post
            ? new PostMetrics
            {
                Values =
                [
                    .. Counts.Select(c => new PostMetric
                    {
                        Kind = c.Kind,
                        Name = c.Name,
                        Value = post.Integer(c.Name) is >= 0 and var count ? count : null,
                    }),
                ],
            }
            : PostMetrics.Gone;
    }
}

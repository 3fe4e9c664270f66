using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Plugins.Answers;
using LiveIp.Plugins.Api;
using LiveIp.Plugins.Mastodon.Api;

namespace LiveIp.Plugins.Mastodon;

// What became of a status (https://docs.joinmastodon.org/methods/statuses/#get). Mastodon counts no views.
internal sealed partial class MastodonDistributor : IPostMetrics
{
    private static readonly (PostMetricKind Kind, string Name)[] Counts =
    [
        (PostMetricKind.Likes, "favourites_count"),
        (PostMetricKind.Shares, "reblogs_count"),
        (PostMetricKind.Replies, "replies_count"),
    ];

    // Of Mastodon 4.5; older instances have no quotes, which is no number that is missing.
    private const string Quotes = "quotes_count";

    /// <inheritdoc/>
    public async Task<PostMetrics> ReadMetricsAsync(DeliveredPost post, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (MastodonSettingsValidator.Explain(settings) is { } fault)
        {
            throw new AdapterException(FailureKind.Refused, fault);
        }

        using var deadline = new CancellationTokenSource(settings.Timeout, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            var answer = await _client.GetAsync($"/api/v1/statuses/{Uri.EscapeDataString(post.RemoteId)}", either.Token);
            return answer.Status switch
            {
                200 => Read(answer.Json, post.RemoteId),
                404 => PostMetrics.Gone,
                401 => throw new AdapterException(
                    FailureKind.SignInRequired,
                    $"The instance does not accept the access token{_client.Words(answer)}."
                ),
                429 => throw new AdapterException(
                    FailureKind.RateLimited,
                    "The instance answers no more for now.",
                    answer.PauseAsked(clock.GetUtcNow())
                ),
                >= 300 and < 500 => throw new AdapterException(
                    FailureKind.Refused,
                    $"The instance does not let the status be read: {answer.Status}{_client.Words(answer)}."
                ),
                _ => throw new AdapterException(FailureKind.Transient, $"The instance answered {answer.Status}."),
            };
        }
        catch (NoAnswerException e)
        {
            throw new AdapterException(e.IsBlocked ? FailureKind.Refused : FailureKind.Transient, e.Message);
        }
    }

    private static PostMetrics Read(JsonElement status, string id)
    {
        if (status.Text("id") != id)
        {
            throw new AdapterException(FailureKind.ProtocolChanged, "The instance's answer about a status could not be read.");
        }

        var values = Counts.Select(c => Value(status, c.Kind, c.Name));
        return new PostMetrics
        {
            Values =
                status.Member(Quotes).ValueKind == JsonValueKind.Undefined
                    ? [.. values]
                    : [.. values, Value(status, PostMetricKind.Shares, Quotes)],
        };
    }

    private static PostMetric Value(JsonElement status, PostMetricKind kind, string name) =>
        new()
        {
            Kind = kind,
            Name = name,
            Value = status.Integer(name) is >= 0 and var count ? count : null,
        };
}

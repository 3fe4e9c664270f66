using System.Net.Http.Headers;
using LiveIp.Contracts;
using LiveIp.Plugins.Sending;

namespace LiveIp.Plugins.Feed.Hubs;

/// <summary>
/// Tells a hub that the feed has changed. WebSub (https://www.w3.org/TR/websub/, section 7) leaves the form to hub and publisher; hubs
/// take the one of PubSubHubbub 0.4, section 7: hub.mode=publish with hub.url, answered by any 2xx.
/// </summary>
internal static class HubPing
{
    /// <summary>A sentence for a person, whatever happened: a feed stands without its hub.</summary>
    public static async Task<string> SendAsync(
        Uri hub,
        Uri topic,
        TimeSpan timeout,
        TimeProvider clock,
        CancellationToken cancellationToken
    )
    {
        using var form = new FormUrlEncodedContent([new("hub.mode", "publish"), new("hub.url", topic.AbsoluteUri)]);
        using var content = new OnceContent(await form.ReadAsByteArrayAsync(cancellationToken));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded");
        using var request = new HttpRequestMessage(HttpMethod.Post, hub);
        request.Headers.UserAgent.ParseAdd("LiveIp-Feed/0.1");
        var result = await SingleAttempt.SendAsync(request, content, timeout, clock, Read, cancellationToken);
        return result.Outcome == DeliveryOutcome.Delivered
            ? "The hub was told."
            : $"The hub could not be told, and is told with the next post: {result.Detail}";
    }

    private static Task<DeliveryResult> Read(HttpResponseMessage response, CancellationToken cancellationToken) =>
        Task.FromResult(
            response.IsSuccessStatusCode
                ? new DeliveryResult { Outcome = DeliveryOutcome.Delivered }
                : new DeliveryResult { Outcome = DeliveryOutcome.Rejected, Detail = $"it answered {(int)response.StatusCode}." }
        );
}

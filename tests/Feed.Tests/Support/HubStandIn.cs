using System.Collections.Concurrent;
using LiveIp.Plugins.Testing;
using Microsoft.AspNetCore.Http;

namespace LiveIp.Plugins.Feed.Tests.Support;

/// <summary>
/// A hub, as PubSubHubbub 0.4, section 7, and the public hubs' pages describe it: a form with hub.mode=publish and hub.url, answered by
/// 204. Strict: everything else is refused with 400.
/// </summary>
internal sealed class HubStandIn : ServerStandIn
{
    private HubStandIn()
        : base(ports: 1) { }

    public Uri Address => new(Addresses[0], "/hub");

    /// <summary>The topics that it was told of.</summary>
    public ConcurrentQueue<string> Told { get; } = new();

    public static async Task<HubStandIn> OpenAsync()
    {
        var hub = new HubStandIn();
        await hub.StartAsync();
        return hub;
    }

    protected override async Task AnswerAsync(HttpContext http)
    {
        if (http.Request.Method != "POST" || http.Request.Path != "/hub")
        {
            http.Response.StatusCode = 404;
            return;
        }

        if (http.Request.ContentType != "application/x-www-form-urlencoded")
        {
            http.Response.StatusCode = 400;
            return;
        }

        var form = await http.Request.ReadFormAsync();
        if (
            form["hub.mode"] != "publish"
            || form["hub.url"] is not [{ } topic]
            || !Uri.TryCreate(topic, UriKind.Absolute, out var uri)
            || uri.Scheme is not ("http" or "https")
            || form.Keys.Any(static k => k is not ("hub.mode" or "hub.url"))
        )
        {
            http.Response.StatusCode = 400;
            await http.Response.WriteAsync("hub.mode must be publish, with a hub.url");
            return;
        }

        await PublishAsync(
            http,
            () =>
            {
                Told.Enqueue(topic);
                http.Response.StatusCode = 204;
                return Task.CompletedTask;
            }
        );
    }
}

using System.Text.Json.Nodes;
using LiveIp.Reload.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace LiveIp.Reload.Tests;

public sealed class BlueskyReloadTests
{
    private const string Did = "did:plc:z72i7hdynmk6r22z27h6tvur";

    [Fact]
    public async Task Fifty_reloads_leave_nothing_in_memory_and_deliver_every_post_once()
    {
        await using var receiver = new RepositoryReceiver();
        var address = await receiver.StartAsync();

        await DistributorReloads.RunAsync(
            "bluesky",
            "LiveIp.Plugins.Bluesky",
            receiver,
            [
                KeyValuePair.Create("identifier", "liveip.test"),
                KeyValuePair.Create("appPassword", "abcd-efgh-ijkl-mnop"),
                KeyValuePair.Create("server", $"{address}"),
            ]
        );
    }

    /// <summary>A record is known by its text.</summary>
    private sealed class RepositoryReceiver : Receiver
    {
        protected override void MapMore(WebApplication app) =>
            app.MapPost(
                "/xrpc/com.atproto.server.createSession",
                static () =>
                    Results.Json(
                        new
                        {
                            did = Did,
                            handle = "liveip.test",
                            accessJwt = "an-access-token-of-the-test",
                            refreshJwt = "a-refresh-token-of-the-test",
                        }
                    )
            );

        protected override string? Read(HttpRequest request, string body) =>
            request.Path == "/xrpc/com.atproto.repo.putRecord" ? (string?)JsonNode.Parse(body)!["record"]!["text"] : null;

        protected override IResult Taken(string body) =>
            Results.Json(new { uri = $"at://{Did}/app.bsky.feed.post/{JsonNode.Parse(body)!["rkey"]}", cid = "bafyreih" });
    }
}

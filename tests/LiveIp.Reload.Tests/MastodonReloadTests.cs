using LiveIp.Reload.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace LiveIp.Reload.Tests;

public sealed class MastodonReloadTests
{
    [Fact]
    public async Task Fifty_reloads_leave_nothing_in_memory_and_deliver_every_post_once()
    {
        await using var receiver = new InstanceReceiver();
        var address = await receiver.StartAsync();

        await DistributorReloads.RunAsync(
            "mastodon",
            "LiveIp.Plugins.Mastodon",
            receiver,
            [KeyValuePair.Create("instance", $"{address}"), KeyValuePair.Create("accessToken", "a-token-of-the-test")]
        );
    }

    /// <summary>A status is known by its text.</summary>
    private sealed class InstanceReceiver : Receiver
    {
        protected override void MapMore(WebApplication app) =>
            app.MapGet(
                "/api/v2/instance",
                static () =>
                    Results.Json(new { configuration = new { statuses = new { max_characters = 500, characters_reserved_per_url = 23 } } })
            );

        protected override string? Read(HttpRequest request, string body) =>
            request.Path == "/api/v1/statuses" && QueryHelpers.ParseQuery(body).TryGetValue("status", out var text) ? (string?)text : null;

        protected override IResult Taken(string body) => Results.Json(new { id = "1", url = "https://mastodon.example/@me/1" });
    }
}

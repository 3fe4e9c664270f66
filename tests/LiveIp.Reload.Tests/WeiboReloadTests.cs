using LiveIp.Reload.Tests.Support;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace LiveIp.Reload.Tests;

public sealed class WeiboReloadTests
{
    [Fact]
    public async Task Fifty_reloads_leave_nothing_in_memory_and_deliver_every_post_once()
    {
        await using var receiver = new ShareReceiver();
        var address = await receiver.StartAsync();

        await DistributorReloads.RunAsync(
            "weibo",
            "LiveIp.Plugins.Weibo",
            receiver,
            [
                KeyValuePair.Create("accessToken", ShareReceiver.Token),
                KeyValuePair.Create("domain", "go.example.org"),
                KeyValuePair.Create("ip", "211.156.0.1"),
                KeyValuePair.Create("baseAddress", $"{address}"),
            ],
            // A day has a hundred calls, and each version begins to count anew.
            messages: 90,
            shape: new PostShape(Link: "https://go.example.org/a")
        );
    }

    /// <summary>A post is known by its text.</summary>
    private sealed class ShareReceiver : Receiver
    {
        public const string Token = "2.00AbCdEf_GhIjKlMnOpQrStUvWxYz012345";

        protected override string? Read(HttpRequest request, string body)
        {
            var form = new FormReader(body).ReadForm();
            return request.Path == "/2/statuses/share.json" && form["access_token"] == Token ? form["status"].ToString() : null;
        }

        protected override IResult Taken(string body) => Results.Json(new { idstr = "5230000000000001" });
    }
}

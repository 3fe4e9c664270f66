using System.Security.Cryptography;
using System.Text;
using LiveIp.Reload.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace LiveIp.Reload.Tests;

public sealed class WebhookReloadTests
{
    [Fact]
    public async Task Fifty_reloads_leave_nothing_in_memory_and_deliver_every_post_once()
    {
        await using var receiver = new SignedReceiver();
        var address = await receiver.StartAsync();

        await DistributorReloads.RunAsync(
            "webhook",
            "LiveIp.Plugins.Webhook",
            receiver,
            [KeyValuePair.Create("url", $"{address}hook"), KeyValuePair.Create("secret", receiver.Secret)]
        );
    }

    /// <summary>Checks the signature as Standard Webhooks asks.</summary>
    private sealed class SignedReceiver : Receiver
    {
        private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

        public string Secret => "whsec_" + Convert.ToBase64String(_key);

        protected override string? Read(HttpRequest request, string body)
        {
            var id = request.Headers["webhook-id"].ToString();
            var signed = Encoding.UTF8.GetBytes($"{id}.{request.Headers["webhook-timestamp"]}.{body}");
            return request.Headers["webhook-signature"] == "v1," + Convert.ToBase64String(HMACSHA256.HashData(_key, signed)) ? id : null;
        }

        protected override IResult Taken(string body) => Results.NoContent();
    }
}

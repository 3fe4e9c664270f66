using System.Security.Cryptography;
using System.Text;
using LiveIp.Contracts;
using LiveIp.Plugins.Testing;
using LiveIp.V1;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Plugins.Webhook.Tests;

public sealed class WebhookChangeTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_790_000_000));

    [Fact]
    public async Task An_edit_is_a_signed_event_of_its_own_with_the_whole_post_as_it_is_now()
    {
        await using var receiver = Receiver.Answering("204 No Content");

        var result = await EditAsync(receiver, "dlv_01-change-2");

        Assert.Equal(ChangeOutcome.Done, result.Outcome);
        var request = Assert.Single(receiver.Requests);
        Assert.Equal(
            """{"type":"post.edited","timestamp":"2026-09-21T14:13:20Z","data":{"name":"posts/p1","kind":"live.ended","firstId":"dlv_01","title":"下播了","text":"","links":[{"platform":"bilibili","uri":"https://live.bilibili.com/1"}],"language":"zh-CN"}}""",
            Encoding.UTF8.GetString(request.Body)
        );
        AssertSigned(request, "dlv_01-change-2");
    }

    [Fact]
    public async Task A_removal_names_the_post_and_the_event_that_told_of_it()
    {
        await using var receiver = Receiver.Answering("200 OK");
        var delivered = await Create(receiver)
            .DeliverAsync(new Post { Name = "posts/p1" }, new DeliveryContext(_clock), CancellationToken.None);

        var result = await Create(receiver).RemoveAsync(delivered.RemoteId!, Context("dlv_01-change-3"), CancellationToken.None);

        Assert.Equal(ChangeOutcome.Done, result.Outcome);
        var request = receiver.Requests.Last();
        Assert.Equal(
            """{"type":"post.deleted","timestamp":"2026-09-21T14:13:20Z","data":{"name":"posts/p1","firstId":"dlv_01"}}""",
            Encoding.UTF8.GetString(request.Body)
        );
        AssertSigned(request, "dlv_01-change-3");
    }

    [Fact]
    public async Task A_change_whose_answer_was_lost_is_sent_again_with_the_same_id_and_body_and_another_with_its_own_id()
    {
        await using var receiver = new Receiver(static socket =>
        {
            socket.Close();
            return Task.CompletedTask;
        });

        var lost = await EditAsync(receiver, "dlv_01-change-1");
        _clock.Advance(TimeSpan.FromSeconds(90));
        await EditAsync(receiver, "dlv_01-change-1");
        await EditAsync(receiver, "dlv_01-change-2");

        Assert.Equal(ChangeOutcome.Unconfirmed, lost.Outcome);
        var requests = receiver.Requests.ToArray();
        Assert.Equal(["dlv_01-change-1", "dlv_01-change-1", "dlv_01-change-2"], requests.Select(static r => r.Headers["webhook-id"]));
        Assert.Equal(requests[0].Body, requests[1].Body);
        Assert.NotEqual(requests[0].Headers["webhook-timestamp"], requests[1].Headers["webhook-timestamp"]);
    }

    [Theory]
    [InlineData("202 Accepted", ChangeOutcome.Done, null)]
    [InlineData("302 Found", ChangeOutcome.Rejected, null)]
    [InlineData("400 Bad Request", ChangeOutcome.Rejected, null)]
    [InlineData("410 Gone", ChangeOutcome.Rejected, null)]
    [InlineData("429 Too Many Requests", ChangeOutcome.NotDone, 30)]
    [InlineData("500 Internal Server Error", ChangeOutcome.Unconfirmed, null)]
    public async Task Each_answer_has_its_meaning(string status, ChangeOutcome outcome, int? seconds)
    {
        await using var receiver = Receiver.Answering(status, "Retry-After: 30");

        var result = await EditAsync(receiver, "dlv_01-change-1");

        Assert.Equal((outcome, seconds), (result.Outcome, (int?)result.RetryAfter?.TotalSeconds));
        Assert.Contains(status[..3], result.Detail);
        Assert.DoesNotContain("hidden", result.Detail);
    }

    [Fact]
    public async Task Without_an_id_of_the_change_and_with_too_much_text_nothing_is_sent()
    {
        await using var receiver = Receiver.Answering("200 OK");
        var tooMuch = new Post { Name = "posts/p1", Text = new string('字', 6_667) };

        var without = await Create(receiver).EditAsync(tooMuch, "posts/p1", new DeliveryContext(_clock), CancellationToken.None);
        var larger = await Create(receiver).EditAsync(tooMuch, "posts/p1", Context("dlv_01-change-1"), CancellationToken.None);

        Assert.Equal((ChangeOutcome.Unsupported, ChangeOutcome.Rejected), (without.Outcome, larger.Outcome));
        Assert.Empty(receiver.Requests);
    }

    private static void AssertSigned(Received request, string id)
    {
        Assert.Equal(id, request.Headers["webhook-id"]);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{request.Headers["webhook-timestamp"]}."), .. request.Body];
        var expected = HMACSHA256.HashData(Convert.FromBase64String(Secret["whsec_".Length..]), signed);
        Assert.Equal($"v1,{Convert.ToBase64String(expected)}", request.Headers["webhook-signature"]);
    }

    private Task<ChangeResult> EditAsync(Receiver receiver, string key)
    {
        var post = new Post
        {
            Name = "posts/p1",
            Kind = Post.Types.Kind.Ended,
            Title = "下播了",
            Language = "zh-CN",
            Links =
            {
                new Post.Types.Link { Platform = "bilibili", Uri = "https://live.bilibili.com/1" },
            },
        };
        return Create(receiver).EditAsync(post, "posts/p1", Context(key), CancellationToken.None);
    }

    private DeliveryContext Context(string key) =>
        new(_clock)
        {
            Change = new ChangeRequest { Key = key, RequestedAt = DateTimeOffset.FromUnixTimeSeconds(1_790_000_000) },
        };

    private static WebhookDistributor Create(Receiver receiver) =>
        new(new WebhookSettings { Url = new Uri(receiver.Uri, "hook?token=hidden"), Secret = Secret });
}

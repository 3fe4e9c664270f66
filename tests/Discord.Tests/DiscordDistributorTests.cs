using System.Text;
using LiveIp.Contracts;
using LiveIp.Plugins.Discord.Tests.Support;
using LiveIp.Plugins.Testing;
using LiveIp.V1;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Plugins.Discord.Tests;

public sealed class DiscordDistributorTests
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_790_000_000));

    /// <summary>Outlives the distributors, which are made anew for each attempt.</summary>
    private readonly GoneWebhooks _gone = new();

    [Fact]
    public async Task A_post_is_saved_as_it_was_rendered_and_its_id_is_kept()
    {
        await using var discord = new DiscordStandIn();

        var result = await DeliverAsync(discord);

        Assert.True(result.Outcome == DeliveryOutcome.Delivered, result.Detail);
        var message = Assert.Single(discord.Messages);
        Assert.Equal((Texts.Announcement().Text, null), (message.Content, message.Thread));
        Assert.Equal((message.Id, null), (result.RemoteId, result.RemoteUri));
    }

    [Fact]
    public async Task The_request_waits_for_the_saving_and_lets_no_mention_ring()
    {
        await using var discord = new DiscordStandIn();

        await DeliverAsync(discord, new RenderedPost { Text = "@everyone \"开播\" <@&1>" });

        var request = Assert.Single(discord.Receiver.Requests);
        Assert.Equal($"POST {DiscordStandIn.Address.AbsolutePath}?wait=true HTTP/1.1", request.Line);
        Assert.Equal("""{"content":"@everyone \"开播\" <@&1>","allowed_mentions":{"parse":[]}}""", Encoding.UTF8.GetString(request.Body));
        Assert.False(Assert.Single(discord.Messages).RangEveryone);
    }

    [Fact]
    public async Task A_thread_is_posted_into()
    {
        await using var discord = new DiscordStandIn { IsForum = true };

        var result = await DeliverAsync(discord, thread: DiscordStandIn.Thread);

        Assert.Equal(DeliveryOutcome.Delivered, result.Outcome);
        Assert.Equal(DiscordStandIn.Thread, Assert.Single(discord.Messages).Thread);
    }

    [Theory]
    [InlineData("", "thread_name or thread_id")]
    [InlineData("7", "Check the thread")]
    public async Task A_forum_without_a_thread_and_a_thread_that_is_not_there_are_refused_with_the_reason(string thread, string reason)
    {
        await using var discord = new DiscordStandIn { IsForum = true };

        var result = await DeliverAsync(discord, thread: thread);

        Assert.Equal(DeliveryOutcome.Rejected, result.Outcome);
        Assert.Contains(reason, result.Detail);
        Assert.DoesNotContain("gone", result.Detail);
    }

    [Fact]
    public async Task A_webhook_that_is_gone_must_not_be_used_again()
    {
        await using var discord = new DiscordStandIn { IsDeleted = true };

        var result = await DeliverAsync(discord);

        Assert.Equal(DeliveryOutcome.Rejected, result.Outcome);
        Assert.Contains("gone and must not be used again", result.Detail);
        Assert.Contains("Unknown Webhook", result.Detail);
    }

    [Fact]
    public async Task A_webhook_that_is_gone_is_not_asked_again_until_there_is_another_address()
    {
        await using var discord = new DiscordStandIn { IsDeleted = true };
        await DeliverAsync(discord);

        var again = await DeliverAsync(discord);

        Assert.Equal(DeliveryOutcome.Rejected, again.Outcome);
        Assert.Contains("it was not asked again", again.Detail);
        Assert.Single(discord.Receiver.Requests);
        discord.IsDeleted = false;
        Assert.Contains("Invalid Webhook Token", (await DeliverAsync(discord, url: new Uri(DiscordStandIn.Address + "x"))).Detail);
        Assert.Equal(2, discord.Receiver.Requests.Count);
    }

    [Fact]
    public async Task A_thread_that_is_not_there_leaves_its_webhook_in_use()
    {
        await using var discord = new DiscordStandIn();
        await DeliverAsync(discord, thread: "7");

        Assert.Equal(DeliveryOutcome.Delivered, (await DeliverAsync(discord)).Outcome);
    }

    [Theory]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 500\r\n\r\n{\"code\":100")]
    [InlineData("HTTP/1.1 404 Not Found\r\nContent-Length: 13\r\n\r\n<html></html>")]
    public async Task A_404_that_is_not_known_to_be_of_the_webhook_leaves_it_in_use(string answer)
    {
        await using var discord = new DiscordStandIn();
        discord.AfterActing = socket => socket.SendAsync(Encoding.ASCII.GetBytes(answer));
        await DeliverAsync(discord);
        discord.AfterActing = null;

        Assert.Equal(DeliveryOutcome.Delivered, (await DeliverAsync(discord)).Outcome);
    }

    [Fact]
    public async Task A_wrong_token_is_refused()
    {
        await using var discord = new DiscordStandIn();

        var result = await DeliverAsync(discord, url: new Uri(DiscordStandIn.Address + "x"));

        Assert.Equal(DeliveryOutcome.Rejected, result.Outcome);
        Assert.Contains("Invalid Webhook Token", result.Detail);
        Assert.Empty(discord.Messages);
    }

    [Fact]
    public async Task The_field_that_Discord_does_not_take_is_named()
    {
        await using var discord = new DiscordStandIn();

        var result = await DeliverAsync(discord, Texts.Of("a", 2001));

        Assert.Equal(
            "Discord answered 400: it does not take the message. Its words: content: Must be 2000 or fewer in length.",
            result.Detail
        );
    }

    [Theory]
    [InlineData("""{"message":"You are being rate limited.","retry_after":1.337,"global":false}""", null, 1.337)]
    [InlineData("""{"retry_after":1.5}""", "X-RateLimit-Reset-After: 2.25", 2.25)]
    [InlineData("""{"retry_after":64.57}""", "Retry-After: 65", 65.0)]
    [InlineData("{}", "X-RateLimit-Reset-After: 0.5", 0.5)]
    [InlineData("{}", "X-RateLimit-Reset-After: soon", null)]
    [InlineData("""{"retry_after":-1}""", null, null)]
    [InlineData("""{"retry_after":"1"}""", null, null)]
    [InlineData("""{"retry_after":1e300}""", null, 604_800.0)]
    public async Task The_longest_pause_that_is_asked_for_is_told(string body, string? header, double? seconds)
    {
        await using var discord = new DiscordStandIn();
        discord.InsteadOfActing = new Reply(429, body, header is null ? [] : [header]);

        var result = await DeliverAsync(discord);

        Assert.Equal((DeliveryOutcome.NotSent, seconds), (result.Outcome, result.RetryAfter?.TotalSeconds));
        Assert.False(result.IsForAllAccounts);
    }

    [Theory]
    [InlineData(429, """{"retry_after":2,"global":true}""", null, true)]
    [InlineData(429, """{"retry_after":2}""", "X-RateLimit-Scope: global", true)]
    [InlineData(429, """{"retry_after":2,"global":false}""", "X-RateLimit-Scope: shared", false)]
    [InlineData(429, """{"retry_after":2,"global":"true"}""", "X-RateLimit-Scope: user", false)]
    [InlineData(408, """{"retry_after":2,"global":true}""", "X-RateLimit-Scope: global", false)]
    public async Task A_limit_of_the_application_is_told_from_one_of_the_webhook(int status, string body, string? header, bool isForAll)
    {
        await using var discord = new DiscordStandIn();
        discord.InsteadOfActing = new Reply(status, body, header is null ? [] : [header]);

        var result = await DeliverAsync(discord);

        Assert.Equal((DeliveryOutcome.NotSent, isForAll), (result.Outcome, result.IsForAllAccounts));
    }

    [Theory]
    [InlineData("""{"errors":{"content":{"_errors":[{"message":7},{"message":"\ud800"}]}}}""")]
    [InlineData("""{"errors":[1],"message":{}}""")]
    [InlineData("[]")]
    [InlineData("")]
    public async Task A_refusal_in_a_form_that_nobody_expects_is_a_refusal(string body)
    {
        await using var discord = new DiscordStandIn();
        discord.InsteadOfActing = new Reply(400, body);

        Assert.Equal(
            (DeliveryOutcome.Rejected, "Discord answered 400: it does not take the message."),
            await DeliverAsync(discord) is var result ? (result.Outcome, result.Detail) : default
        );
    }

    [Theory]
    [InlineData(60_000, 200, DeliveryOutcome.Delivered)]
    [InlineData(70_000, 200, DeliveryOutcome.Unconfirmed)]
    [InlineData(70_000, 400, DeliveryOutcome.Rejected)]
    public async Task An_endless_answer_is_not_read(int length, int status, DeliveryOutcome outcome)
    {
        await using var discord = new DiscordStandIn();
        discord.InsteadOfActing = new Reply(status, $$"""{"id":"1","content":"{{new string('a', length)}}"}""");

        Assert.Equal(outcome, (await DeliverAsync(discord)).Outcome);
    }

    private Task<DeliveryResult> DeliverAsync(DiscordStandIn discord, RenderedPost? rendered = null, string thread = "", Uri? url = null) =>
        new DiscordDistributor(
            new DiscordSettings
            {
                Url = url ?? DiscordStandIn.Address,
                ThreadId = thread,
                BaseAddress = discord.Uri,
            },
            _gone
        ).DeliverAsync(new Post(), new DeliveryContext(_clock, rendered ?? Texts.Announcement()), CancellationToken.None);
}

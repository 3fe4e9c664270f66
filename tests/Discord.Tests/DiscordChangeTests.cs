using System.Text;
using LiveIp.Contracts;
using LiveIp.Plugins.Discord.Tests.Support;
using LiveIp.Plugins.Testing;
using LiveIp.V1;

namespace LiveIp.Plugins.Discord.Tests;

public sealed class DiscordChangeTests : NetworkChangeConformance
{
    private DiscordStandIn _discord = null!;
    private readonly GoneWebhooks _gone = new();
    private string _thread = "";

    private protected override Task<INetworkChangeBench> StartNetworkAsync()
    {
        var discord = new DiscordStandIn();
        _discord = discord;
        return Task.FromResult<INetworkChangeBench>(
            new NetworkChangeBench(
                discord,
                uri => new DiscordDistributor(
                    new DiscordSettings
                    {
                        Url = DiscordStandIn.Address,
                        BaseAddress = uri,
                        ThreadId = _thread,
                    },
                    _gone
                ),
                discord.Clear
            )
        );
    }

    [Fact]
    public async Task An_edit_lets_no_mention_ring_either()
    {
        await using var bench = await StartAsync();
        var id = await bench.PostAsync(new RenderedPost { Text = "live" });

        await bench.EditAsync(id, new RenderedPost { Text = "@everyone ended" });

        var request = _discord.Receiver.Requests.Last();
        Assert.Equal($"PATCH {DiscordStandIn.Address.AbsolutePath}/messages/{id} HTTP/1.1", request.Line);
        Assert.Equal("""{"content":"@everyone ended","allowed_mentions":{"parse":[]}}""", Encoding.UTF8.GetString(request.Body));
        Assert.False(Assert.Single(_discord.Messages).RangEveryone);
    }

    [Theory]
    [InlineData("global", true)]
    [InlineData("user", false)]
    public async Task A_limit_of_the_application_holds_for_all_accounts(string scope, bool isForAll)
    {
        await using var bench = await StartAsync();
        var id = await bench.PostAsync(new RenderedPost { Text = "live" });
        _discord.InsteadOfActing = new Reply(429, """{"retry_after":2}""", [$"X-RateLimit-Scope: {scope}"]);

        var result = await bench.EditAsync(id, new RenderedPost { Text = "ended" });

        Assert.Equal(
            (ChangeOutcome.NotDone, TimeSpan.FromSeconds(2), isForAll),
            (result.Outcome, result.RetryAfter, result.IsForAllAccounts)
        );
    }

    [Fact]
    public async Task A_message_in_a_thread_is_changed_there()
    {
        _thread = DiscordStandIn.Thread;
        await using var bench = await StartAsync();
        var id = await bench.PostAsync(new RenderedPost { Text = "live" });

        Assert.Equal(ChangeOutcome.Done, (await bench.EditAsync(id, new RenderedPost { Text = "ended" })).Outcome);
        Assert.Equal(["ended"], bench.Standing);
        Assert.Equal(ChangeOutcome.Done, (await bench.RemoveAsync(id)).Outcome);
        Assert.Empty(bench.Standing);
    }

    [Fact]
    public async Task A_webhook_that_is_gone_changes_nothing_and_its_key_is_not_said()
    {
        await using var bench = await StartAsync();
        var id = await bench.PostAsync(new RenderedPost { Text = "live" });
        _discord.IsDeleted = true;

        var edited = await bench.EditAsync(id, new RenderedPost { Text = "ended" });
        var removed = await bench.RemoveAsync(id);

        Assert.Equal((ChangeOutcome.Rejected, ChangeOutcome.Rejected), (edited.Outcome, removed.Outcome));
        Assert.Contains("Unknown Webhook", edited.Detail);
        // Discord blocks who goes on asking.
        Assert.Single(_discord.Receiver.Requests, static r => r.Line.Contains("/messages/", StringComparison.Ordinal));
        Assert.DoesNotContain(DiscordStandIn.Token, $"{edited} {removed}");
    }
}

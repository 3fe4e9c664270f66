using LiveIp.Contracts;
using LiveIp.Plugins.Telegram.Tests.Support;
using LiveIp.Plugins.Testing;
using LiveIp.V1;

namespace LiveIp.Plugins.Telegram.Tests;

public sealed class TelegramChangeTests : NetworkChangeConformance
{
    private TelegramStandIn _telegram = null!;
    private string _chat = TelegramStandIn.PublicName;

    private protected override Task<INetworkChangeBench> StartNetworkAsync()
    {
        var telegram = new TelegramStandIn();
        _telegram = telegram;
        return Task.FromResult<INetworkChangeBench>(
            new NetworkChangeBench(
                telegram,
                uri => new TelegramDistributor(
                    new TelegramSettings
                    {
                        Token = TelegramStandIn.Token,
                        ChatId = _chat,
                        BaseAddress = uri,
                    }
                ),
                telegram.Clear
            )
        );
    }

    [Fact]
    public async Task A_message_is_edited_where_it_stands_with_its_links_as_entities_though_the_settings_point_elsewhere()
    {
        await using var bench = await StartAsync();
        var id = await bench.PostAsync(new RenderedPost { Text = "live" });
        _chat = $"{TelegramStandIn.PrivateId}";

        var edited = await bench.EditAsync(id, Texts.Announcement());

        Assert.True(edited.Outcome == ChangeOutcome.Done, edited.Detail);
        var message = Assert.Single(_telegram.Messages);
        Assert.Equal(TelegramStandIn.PublicId, message.Request.GetProperty("chat_id").GetInt64());
        Assert.Equal("url", message.Request.GetProperty("entities")[0].GetProperty("type").GetString());
        Assert.False(message.Request.TryGetProperty("disable_notification", out _));
    }

    [Fact]
    public async Task The_key_is_not_said_though_the_network_repeats_it()
    {
        await using var bench = await StartAsync();
        var id = await bench.PostAsync(new RenderedPost { Text = "live" });
        _telegram.InsteadOfActing = TelegramStandIn.Error(400, $"Bad Request: /bot{TelegramStandIn.Token}/editMessageText");

        var edited = await bench.EditAsync(id, new RenderedPost { Text = "ended" });
        var removed = await bench.RemoveAsync(id);

        Assert.Equal((ChangeOutcome.Rejected, ChangeOutcome.Rejected), (edited.Outcome, removed.Outcome));
        Assert.DoesNotContain(TelegramStandIn.Key, $"{edited} {removed}");
    }

    [Fact]
    public async Task A_message_that_is_too_old_to_be_deleted_stays_and_that_is_said()
    {
        await using var bench = await StartAsync();
        var id = await bench.PostAsync(new RenderedPost { Text = "live" });
        _telegram.IsTooOldToDelete = true;

        var removed = await bench.RemoveAsync(id);

        Assert.Equal(ChangeOutcome.Rejected, removed.Outcome);
        Assert.Contains("can't be deleted", removed.Detail);
        Assert.Single(bench.Standing);
    }
}

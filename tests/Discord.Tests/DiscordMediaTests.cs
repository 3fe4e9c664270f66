using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using LiveIp.Contracts;
using LiveIp.Plugins.Discord.Tests.Support;
using LiveIp.Plugins.Testing;
using LiveIp.V1;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Plugins.Discord.Tests;

/// <summary>Files that go with a message.</summary>
public sealed class DiscordMediaTests
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_790_000_000));
    private readonly byte[] _picture = RandomNumberGenerator.GetBytes(300_000);
    private readonly byte[] _clip = RandomNumberGenerator.GetBytes(1_000_000);

    private IReadOnlyList<IMediaContent> Both => [MediaContent.Image(_picture, "夜空 \"at night\""), MediaContent.Video(_clip)];

    [Fact]
    public async Task Files_arrive_whole_and_in_order_with_their_descriptions()
    {
        await using var discord = new DiscordStandIn();

        var result = await DeliverAsync(discord, Both);

        Assert.True(result.Outcome == DeliveryOutcome.Delivered, result.Detail);
        var message = Assert.Single(discord.Messages);
        Assert.Equal(result.RemoteId, message.Id);
        Assert.Equal(("@everyone live", false), (message.Content, message.RangEveryone));
        Assert.Equal(
            [("sky.jpg", "夜空 \"at night\""), ("clip.mp4", "A comet over a quiet lake")],
            message.Files.Select(static f => (f.Name, f.Description))
        );
        Assert.Equal([_picture, _clip], message.Files.Select(static f => f.Content));
        Assert.Contains("?wait=true", Assert.Single(discord.Receiver.Requests).Target, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("彗星.mp4", "file1.mp4")]
    [InlineData("a\"; filename=\"b.mp4", "file1.mp4")]
    [InlineData("a\r\nX: y.jpg", "file1.jpg")]
    [InlineData("no extension", "file1")]
    [InlineData("last_night-2.JPG", "last_night-2.JPG")]
    public async Task A_name_that_a_form_cannot_hold_is_replaced(string name, string sent)
    {
        await using var discord = new DiscordStandIn();
        var file = new MediaContent(new MediaFile { FileName = name, ContentType = "image/jpeg" }, _picture);

        Assert.Equal(DeliveryOutcome.Delivered, (await DeliverAsync(discord, [file])).Outcome);

        Assert.Equal((sent, null), Assert.Single(Assert.Single(discord.Messages).Files) is var f ? (f.Name, f.Description) : default);
    }

    [Fact]
    public async Task A_lost_answer_is_unconfirmed_and_there_is_one_post()
    {
        await using var discord = new DiscordStandIn();
        discord.AfterActing = static socket =>
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
            return Task.CompletedTask;
        };

        Assert.Equal(DeliveryOutcome.Unconfirmed, (await DeliverAsync(discord, Both)).Outcome);

        Assert.Equal(2, Assert.Single(discord.Messages).Files.Count);
        Assert.Single(discord.Receiver.Requests);
    }

    [Fact]
    public async Task The_time_for_the_files_comes_on_top_of_that_for_the_answer()
    {
        await using var discord = new DiscordStandIn();
        discord.AfterActing = async socket =>
        {
            // 1.3 MB over 1 Mbit/s are 10.4 s, and 15 s are for the answer.
            _clock.Advance(TimeSpan.FromSeconds(25));
            await socket.SendAsync(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\nContent-Length: 12\r\n\r\n{\"id\":\"123\"}"));
        };

        Assert.Equal(DeliveryOutcome.Delivered, (await DeliverAsync(discord, Both)).Outcome);

        discord.AfterActing = _ =>
        {
            _clock.Advance(TimeSpan.FromSeconds(26));
            return Task.Delay(Timeout.Infinite);
        };
        var late = await DeliverAsync(discord, Both);
        Assert.Equal(DeliveryOutcome.Unconfirmed, late.Outcome);
        Assert.Contains("within 25.4 s", late.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_that_are_too_large_there_are_refused_and_the_setting_is_named()
    {
        await using var discord = new DiscordStandIn { MaxFileBytes = _clip.Length - 1 };

        var result = await DeliverAsync(discord, Both);

        Assert.Equal(DeliveryOutcome.Rejected, result.Outcome);
        Assert.Contains("(maxFileMiB)", result.Detail, StringComparison.Ordinal);
        Assert.Contains("Request entity too large", result.Detail, StringComparison.Ordinal);
        Assert.Empty(discord.Messages);
    }

    [Fact]
    public async Task A_file_is_read_in_pieces_once_and_closed()
    {
        await using var discord = new DiscordStandIn();
        var file = new WatchedMedia(4_000_000);

        Assert.Equal(DeliveryOutcome.Delivered, (await DeliverAsync(discord, [file])).Outcome);

        Assert.Equal(file.File.SizeBytes, Assert.Single(Assert.Single(discord.Messages).Files).Content.Length);
        Assert.Equal((1, false), (file.Opened, file.IsOpen));
        Assert.InRange(file.LargestRead, 1, 128 * 1024);
    }

    [Fact]
    public async Task A_file_is_closed_when_another_is_gone_or_nobody_is_there()
    {
        using var nobody = new ClosedPort();
        await using var discord = new DiscordStandIn();
        var file = new WatchedMedia(1000);

        await DeliverAsync(discord, [file, new GoneMedia()]);
        Assert.Equal(DeliveryOutcome.NotSent, (await DeliverAsync(nobody.Uri, [file])).Outcome);

        Assert.Equal((2, false), (file.Opened, file.IsOpen));
    }

    [Fact]
    public async Task A_file_that_is_gone_is_refused_and_nothing_is_sent()
    {
        await using var discord = new DiscordStandIn();

        var result = await DeliverAsync(discord, [.. Both, new GoneMedia()]);

        Assert.Equal((DeliveryOutcome.Rejected, "It is gone."), (result.Outcome, result.Detail));
        Assert.Empty(discord.Receiver.Requests);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(100)]
    public async Task The_limits_are_Discords_and_the_size_is_the_servers(int maxFileMiB)
    {
        var settings = new DiscordSettings { MaxFileMiB = maxFileMiB };

        var limits = await new DiscordDistributor(settings, new GoneWebhooks()).GetMediaLimitsAsync(_clock, CancellationToken.None);

        Assert.True(limits is { MaxFiles: 10, MayMix: true, IsRequired: false, Cover: null });
        Assert.Equal((maxFileMiB * 1_048_576L, maxFileMiB * 1_048_576L), (limits.Images!.MaxBytes, limits.Videos!.MaxBytes));
    }

    [Fact]
    public async Task An_edit_keeps_the_files()
    {
        await using var discord = new DiscordStandIn();
        var id = (await DeliverAsync(discord, Both)).RemoteId!;
        var before = Assert.Single(discord.Messages).Files;

        var edited = await EditAsync(discord, id);

        Assert.True(edited.Outcome == ChangeOutcome.Done, edited.Detail);
        var message = Assert.Single(discord.Messages);
        Assert.Equal(("@everyone ended", false), (message.Content, message.RangEveryone));
        Assert.Equal(before, message.Files);
    }

    [Fact]
    public async Task An_edit_of_which_nobody_knows_what_it_would_take_away_is_not_made()
    {
        await using var discord = new DiscordStandIn();
        var id = (await DeliverAsync(discord, Both)).RemoteId!;
        discord.AfterActing = static socket => socket.SendAsync("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}"u8.ToArray());

        Assert.Equal(ChangeOutcome.NotDone, (await EditAsync(discord, id)).Outcome);

        Assert.Equal(("@everyone live", 2), Assert.Single(discord.Messages) is var m ? (m.Content, m.Files.Count) : default);
        discord.AfterActing = null;
        discord.Clear();
        Assert.Equal(ChangeOutcome.Gone, (await EditAsync(discord, id)).Outcome);
    }

    private static DiscordDistributor Distributor(Uri discord) =>
        new(new DiscordSettings { Url = DiscordStandIn.Address, BaseAddress = discord }, new GoneWebhooks());

    private Task<DeliveryResult> DeliverAsync(DiscordStandIn discord, IReadOnlyList<IMediaContent> media) =>
        DeliverAsync(discord.Uri, media);

    private Task<DeliveryResult> DeliverAsync(Uri discord, IReadOnlyList<IMediaContent> media) =>
        Distributor(discord)
            .DeliverAsync(
                new Post(),
                new DeliveryContext(_clock, new RenderedPost { Text = "@everyone live" }) { Media = media },
                CancellationToken.None
            );

    private Task<ChangeResult> EditAsync(DiscordStandIn discord, string id) =>
        Distributor(discord.Uri)
            .EditAsync(
                new Post(),
                id,
                new DeliveryContext(_clock, new RenderedPost { Text = "@everyone ended" }) { Media = Both },
                CancellationToken.None
            );
}

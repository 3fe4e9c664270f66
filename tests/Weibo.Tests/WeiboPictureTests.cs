using System.Net.Sockets;
using LiveIp.Contracts;
using LiveIp.Plugins.Testing;
using LiveIp.Plugins.Weibo.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Plugins.Weibo.Tests;

/// <summary>A picture that goes with a post.</summary>
public sealed class WeiboPictureTests
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_790_000_000));
    private readonly DayBudget _budget = new();

    [Fact]
    public async Task A_picture_arrives_whole_with_the_text_as_it_is()
    {
        await using var weibo = new WeiboStandIn();
        var picture = Picture(800_000);

        var result = await DeliverAsync(weibo, MediaContent.Image(picture));

        Assert.True(result.Outcome == DeliveryOutcome.Delivered, result.Detail);
        Assert.Equal("50% & \"开播\" + 1 " + Texts.Link, Assert.Single(weibo.Posted));
        Assert.Equal(picture, Assert.Single(weibo.Pictures));
        Assert.Single(weibo.Receiver.Requests);
    }

    [Fact]
    public async Task A_lost_answer_is_unconfirmed_and_there_is_one_post()
    {
        await using var weibo = new WeiboStandIn();
        weibo.AfterActing = static socket =>
        {
            socket.LingerState = new LingerOption(true, 0);
            socket.Close();
            return Task.CompletedTask;
        };

        Assert.Equal(DeliveryOutcome.Unconfirmed, (await DeliverAsync(weibo, MediaContent.Image(Picture(800_000)))).Outcome);

        Assert.Single(weibo.Posted);
        Assert.Single(weibo.Receiver.Requests);
    }

    [Theory]
    [InlineData(5_000_000, 0xFF, "20006, the picture is larger than it takes")]
    [InlineData(1000, 0x00, "20005, it takes pictures as JPEG, GIF and PNG")]
    public async Task What_Weibo_refuses_of_a_picture_is_told_for_what_it_is(int length, byte first, string words)
    {
        await using var weibo = new WeiboStandIn();
        var picture = Picture(length);
        picture[0] = first;

        var result = await DeliverAsync(weibo, MediaContent.Image(picture));

        Assert.Equal(DeliveryOutcome.Rejected, result.Outcome);
        Assert.Contains(words, result.Detail, StringComparison.Ordinal);
        Assert.Empty(weibo.Posted);
    }

    [Fact]
    public async Task A_picture_that_is_gone_costs_no_call()
    {
        await using var weibo = new WeiboStandIn();
        for (var i = 0; i < DayBudget.Calls; i++)
        {
            Assert.Equal("It is gone.", (await DeliverAsync(weibo, new GoneMedia())).Detail);
        }

        Assert.Empty(weibo.Receiver.Requests);
        Assert.Equal(DeliveryOutcome.Delivered, (await DeliverAsync(weibo, MediaContent.Image(Picture(10)))).Outcome);
    }

    [Fact]
    public async Task The_limits_are_Weibos()
    {
        var limits = await new WeiboDistributor(new WeiboSettings(), _budget).GetMediaLimitsAsync(_clock, CancellationToken.None);

        Assert.True(limits is { MaxFiles: 1, IsRequired: false, Videos: null, Cover: null, Images.MaxBytes: 4_999_999 });
        Assert.Equal(["image/jpeg", "image/gif", "image/png"], limits.Images!.ContentTypes);
    }

    /// <summary>What begins as a JPEG does.</summary>
    private static byte[] Picture(int length)
    {
        var picture = new byte[length];
        Random.Shared.NextBytes(picture);
        (picture[0], picture[1], picture[2]) = (0xFF, 0xD8, 0xFF);
        return picture;
    }

    private Task<DeliveryResult> DeliverAsync(WeiboStandIn weibo, IMediaContent picture) =>
        new WeiboDistributor(WeiboDistributorTests.Settings(weibo), _budget).DeliverAsync(
            new Post(),
            new DeliveryContext(_clock, WeiboDistributorTests.Post("50% & \"开播\" + 1")) { Media = [picture] },
            CancellationToken.None
        );
}

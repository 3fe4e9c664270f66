using System.Security.Cryptography;
using LiveIp.Contracts;
using LiveIp.Plugins.Douyin.Tests.Support;
using LiveIp.Plugins.Douyin.Uploads;
using LiveIp.Plugins.Testing;
using LiveIp.V1;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Plugins.Douyin.Tests;

/// <summary>The way of a file to Douyin, and of the video that is made of it.</summary>
public sealed class DouyinUploadTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.FromUnixTimeSeconds(1_795_700_000));
    private readonly DouyinStandIn _douyin = new();
    private DeliveryContext _context = null!;
    private byte[] _file = [];

    public ValueTask InitializeAsync()
    {
        Take(1000);
        return ValueTask.CompletedTask;
    }

    public ValueTask DisposeAsync() => _douyin.DisposeAsync();

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData((2 * VideoUpload.PartBytes) - 1, 0, 1)]
    [InlineData(2 * VideoUpload.PartBytes, 1, 4)]
    [InlineData((3 * VideoUpload.PartBytes) + 7, 1, 5)]
    public async Task A_file_arrives_whole_and_publishes_nothing(int bytes, int uploads, int calls)
    {
        Take(bytes);

        Assert.Equal(Prepared.Ready, (await PrepareAsync()).Outcome);
        Assert.Equal(Prepared.Ready, (await PrepareAsync()).Outcome);

        Assert.Equal(_file, _douyin.File(UploadCheckpoint.Parse(_context.Checkpoint)!.Video!));
        Assert.Equal((uploads, calls), (_douyin.Uploads, _douyin.Calls));
        Assert.Empty(_douyin.Posted);
    }

    [Fact]
    public async Task The_text_is_that_of_the_moment_in_which_the_video_is_made()
    {
        await PrepareAsync();
        _context = Context("改过的文案 #夜空", _context.Checkpoint);

        var result = await DeliverAsync();

        Assert.Equal((DeliveryOutcome.Delivered, "@9VxT0uuFWsE7M3Koc0001=="), (result.Outcome, result.RemoteId));
        Assert.Equal(["改过的文案 #夜空"], _douyin.Posted);
    }

    [Fact]
    public async Task An_upload_that_breaks_goes_on_with_the_part_that_is_missing()
    {
        Take(3 * VideoUpload.PartBytes);
        _douyin.FailsAfter = 3;
        Assert.Equal(Prepared.NotReady, (await PrepareAsync()).Outcome);
        Assert.Equal(2, UploadCheckpoint.Parse(_context.Checkpoint)!.Parts);
        _douyin.FailsAfter = int.MaxValue;

        Assert.Equal(Prepared.Ready, (await PrepareAsync()).Outcome);

        Assert.Equal(1, _douyin.Uploads);
        Assert.Equal(_file, _douyin.File(UploadCheckpoint.Parse(_context.Checkpoint)!.Video!));
    }

    [Fact]
    public async Task An_upload_that_is_older_than_it_is_worth_begins_anew()
    {
        Take(2 * VideoUpload.PartBytes);
        _douyin.FailsAfter = 2;
        await PrepareAsync();
        _douyin.FailsAfter = int.MaxValue;
        _douyin.ForgetUploads();
        _clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(Prepared.Ready, (await PrepareAsync()).Outcome);

        Assert.Equal(_file, _douyin.File(UploadCheckpoint.Parse(_context.Checkpoint)!.Video!));
    }

    [Theory]
    [InlineData(28001003, DeliveryOutcome.Rejected, "token has ended")]
    [InlineData(28001008, DeliveryOutcome.Rejected, "token has ended")]
    [InlineData(2190008, DeliveryOutcome.Rejected, "token has ended")]
    [InlineData(2100005, DeliveryOutcome.Rejected, "2100005, it does not take the video")]
    [InlineData(2190001, DeliveryOutcome.NotSent, "not now")]
    [InlineData(2100004, DeliveryOutcome.Unconfirmed, "may have posted")]
    public async Task What_Douyin_refuses_with_200_is_no_yes(long code, DeliveryOutcome outcome, string words)
    {
        await PrepareAsync();
        _douyin.InsteadOfActing = DouyinStandIn.Error(code, "不行");

        var result = await DeliverAsync();

        Assert.Equal(outcome, result.Outcome);
        Assert.Contains(words, result.Detail, StringComparison.Ordinal);
        Assert.Contains("不行 (logid 202611270130000102030405060708)", result.Detail, StringComparison.Ordinal);
        Assert.Equal(outcome == DeliveryOutcome.NotSent ? TimeSpan.FromHours(1) : null, result.RetryAfter);
    }

    [Fact]
    public async Task A_token_that_ends_in_the_middle_of_an_upload_is_said_and_what_is_there_stays()
    {
        Take(2 * VideoUpload.PartBytes);
        _douyin.FailsAfter = 2;
        await PrepareAsync();
        (_douyin.FailsAfter, _douyin.IsExpired) = (int.MaxValue, true);

        var ended = await PrepareAsync();
        Assert.Equal(Prepared.Rejected, ended.Outcome);
        Assert.Contains("token has ended", ended.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain(DouyinStandIn.Token, ended.Detail, StringComparison.Ordinal);

        _douyin.IsExpired = false;
        Assert.Equal(Prepared.Ready, (await PrepareAsync()).Outcome);
        Assert.Equal(1, _douyin.Uploads);
    }

    [Fact]
    public async Task Without_an_upload_nothing_is_made_and_without_a_video_nothing_is_uploaded()
    {
        Assert.Equal(DeliveryOutcome.NotSent, (await DeliverAsync()).Outcome);
        _context = new DeliveryContext(_clock, Texts.Announcement());
        Assert.Equal(Prepared.Rejected, (await PrepareAsync()).Outcome);
        Assert.Equal(0, _douyin.Calls);
    }

    [Fact]
    public async Task The_limits_are_Douyins()
    {
        var limits = await Distributor.GetMediaLimitsAsync(_clock, CancellationToken.None);

        Assert.True(limits is { IsRequired: true, MaxFiles: 1, Images: null });
        Assert.Equal((4L << 30, TimeSpan.FromMinutes(15)), (limits.Videos!.MaxBytes, limits.Videos.MaxDuration));
    }

    private DouyinDistributor Distributor => new(DouyinConformanceTests.Settings(_douyin.Uri));

    private void Take(int bytes)
    {
        _file = RandomNumberGenerator.GetBytes(bytes);
        _context = Context("开播了", checkpoint: null);
    }

    private DeliveryContext Context(string text, string? checkpoint) =>
        new(_clock, new RenderedPost { Text = text }) { Media = [MediaContent.Video(_file)], Checkpoint = checkpoint };

    private Task<PrepareEnd> PrepareAsync() => PrepareEnd.OfAsync(Distributor.PrepareAsync(new Post(), _context, CancellationToken.None));

    private Task<DeliveryResult> DeliverAsync() => Distributor.DeliverAsync(new Post(), _context, CancellationToken.None);
}

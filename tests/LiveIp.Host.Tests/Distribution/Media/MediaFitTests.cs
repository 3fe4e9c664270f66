using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.Host.Distribution.Media;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Distribution.Media;

public sealed class MediaFitTests
{
    private static readonly MediaLimits Limits = new()
    {
        MaxFiles = 4,
        Images = new ImageLimits
        {
            ContentTypes = ["image/png", "image/jpeg"],
            MaxBytes = 2_000_000,
            MaxSide = 4000,
            MaxPixels = 12_000_000,
            NeedsAltText = true,
        },
        Videos = new VideoLimits
        {
            ContentTypes = ["video/mp4"],
            MaxBytes = 10_000_000,
            MinDuration = TimeSpan.FromSeconds(1),
            MaxDuration = TimeSpan.FromSeconds(60),
            MinAspect = 9.0 / 16,
            MaxAspect = 16.0 / 9,
            VideoCodecs = ["h264"],
            AudioCodecs = ["aac"],
            MaxFrameRate = 60,
        },
    };

    public static TheoryData<string, Action<MediaFile>, Action<MediaFile>> Videos =>
        new()
        {
            { "at most 10,000,000", static f => f.SizeBytes = 10_000_000, static f => f.SizeBytes = 10_000_001 },
            { "at most 60 s", static f => Lasts(f, 60), static f => Lasts(f, 60.01) },
            { "at least 1 s", static f => Lasts(f, 1), static f => Lasts(f, 0.99) },
            { "a ratio of", static f => (f.Width, f.Height) = (1080, 1920), static f => (f.Width, f.Height) = (1000, 1920) },
            { "a ratio of", static f => (f.Width, f.Height) = (1920, 1080), static f => (f.Width, f.Height) = (1920, 1000) },
            { "picture in hevc", static f => f.VideoCodec = "h264", static f => f.VideoCodec = "hevc" },
            { "sound in opus", static f => f.AudioCodec = "", static f => f.AudioCodec = "opus" },
            { "at most 60", static f => f.FrameRate = 60, static f => f.FrameRate = 60.5 },
            { "is video/webm", static f => f.ContentType = "video/mp4", static f => f.ContentType = "video/webm" },
        };

    public static TheoryData<string, Action<MediaFile>, Action<MediaFile>> Images =>
        new()
        {
            { "at most 2,000,000", static f => f.SizeBytes = 2_000_000, static f => f.SizeBytes = 2_000_001 },
            { "at most 4000 on a side", static f => (f.Width, f.Height) = (100, 4000), static f => (f.Width, f.Height) = (100, 4001) },
            { "at most 12000000 in all", static f => (f.Width, f.Height) = (4000, 3000), static f => (f.Width, f.Height) = (4000, 3001) },
            { "alternative text", static f => f.AltText = "x", static f => f.AltText = "" },
            { "is image/gif", static f => f.ContentType = "image/png", static f => f.ContentType = "image/gif" },
        };

    [Theory]
    [MemberData(nameof(Videos))]
    public void A_video_fits_up_to_each_limit_and_beyond_it_the_limit_is_named(
        string why,
        Action<MediaFile> last,
        Action<MediaFile> first
    ) => Judge(Video(), why, last, first);

    [Theory]
    [MemberData(nameof(Images))]
    public void An_image_fits_up_to_each_limit_and_beyond_it_the_limit_is_named(
        string why,
        Action<MediaFile> last,
        Action<MediaFile> first
    ) => Judge(Image(), why, last, first);

    [Fact]
    public void What_ffprobe_did_not_see_is_held_against_nothing()
    {
        var video = new MediaFile
        {
            FileName = "clip.mp4",
            Kind = MediaFile.Types.Kind.Video,
            ContentType = "video/mp4",
            SizeBytes = 5,
        };

        Assert.Empty(MediaFit.Misfits([video], Limits, "Net"));
    }

    [Fact]
    public void How_many_go_together_is_the_networks_to_say()
    {
        Assert.Equal(["Net takes no files"], Whys([Image()], limits: null));
        Assert.Empty(Whys([Image(), Image(), Image(), Image()], Limits));
        Assert.Equal(["Net takes at most 4 files, and these are 5"], Whys([Image(), Image(), Image(), Image(), Image()], Limits));
        Assert.Equal(["Net takes one video and nothing beside it"], Whys([Image(), Video()], Limits));
        Assert.Empty(Whys([Image(), Video()], Limits with { MayMix = true }));
        Assert.Empty(Whys([Video(), Cover()], Limits));
        Assert.Equal(["Net needs an image or a video"], Whys([], Limits with { IsRequired = true }));
        Assert.Equal(["Net needs a video"], Whys([Cover()], Limits with { IsRequired = true, Images = null }));
        Assert.Equal(["Net: sky.png is an image, and those are not taken"], Whys([Image()], Limits with { Images = null }));
    }

    private static void Judge(MediaFile file, string why, Action<MediaFile> last, Action<MediaFile> first)
    {
        last(file);
        Assert.Empty(Whys([file], Limits));
        first(file);
        var misfit = Assert.Single(MediaFit.Misfits([file], Limits, "Net"));
        Assert.Equal(0, misfit.File);
        Assert.StartsWith($"Net: {file.FileName} ", misfit.Why, StringComparison.Ordinal);
        Assert.Contains(why, misfit.Why, StringComparison.Ordinal);
    }

    private static string[] Whys(IReadOnlyList<MediaFile> files, MediaLimits? limits) =>
        [.. MediaFit.Misfits(files, limits, "Net").Select(static m => m.Why)];

    private static void Lasts(MediaFile file, double seconds) => file.Duration = Duration.FromTimeSpan(TimeSpan.FromSeconds(seconds));

    private static MediaFile Cover() => new(Image()) { IsCover = true };

    private static MediaFile Image() =>
        new()
        {
            FileName = "sky.png",
            Kind = MediaFile.Types.Kind.Image,
            ContentType = "image/png",
            SizeBytes = 10,
            AltText = "The sky",
            IsProbed = true,
            Width = 10,
            Height = 10,
        };

    private static MediaFile Video() =>
        new()
        {
            FileName = "clip.mp4",
            Kind = MediaFile.Types.Kind.Video,
            ContentType = "video/mp4",
            SizeBytes = 10,
            IsProbed = true,
            Width = 1080,
            Height = 1080,
            Duration = Duration.FromTimeSpan(TimeSpan.FromSeconds(30)),
            VideoCodec = "h264",
            AudioCodec = "aac",
            FrameRate = 30,
        };
}

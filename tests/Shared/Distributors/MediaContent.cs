using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Plugins.Testing;

/// <summary>A file in memory, as the host would have found it.</summary>
internal sealed class MediaContent(MediaFile file, byte[] content) : IMediaContent
{
    public MediaFile File { get; } = new(file) { SizeBytes = content.Length };

    public static MediaContent Video(byte[] content, int width = 1080, int height = 1920, double seconds = 30) =>
        new(
            new MediaFile
            {
                FileName = "clip.mp4",
                Kind = MediaFile.Types.Kind.Video,
                ContentType = "video/mp4",
                AltText = "A comet over a quiet lake",
                IsProbed = true,
                Width = width,
                Height = height,
                Duration = Duration.FromTimeSpan(TimeSpan.FromSeconds(seconds)),
                VideoCodec = "h264",
                AudioCodec = "aac",
                FrameRate = 30,
            },
            content
        );

    public static MediaContent Image(byte[] content, string alt = "The night sky", bool isCover = false) =>
        new(
            new MediaFile
            {
                FileName = "sky.jpg",
                Kind = MediaFile.Types.Kind.Image,
                ContentType = "image/jpeg",
                AltText = alt,
                IsCover = isCover,
                IsProbed = true,
                Width = 1600,
                Height = 900,
            },
            content
        );

    public Stream OpenRead() => new MemoryStream(content, writable: false);
}

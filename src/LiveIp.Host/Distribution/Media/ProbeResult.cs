using Google.Protobuf.WellKnownTypes;
using LiveIp.V1;

namespace LiveIp.Host.Distribution.Media;

/// <summary>What ffprobe said.</summary>
internal abstract record ProbeResult
{
    /// <summary>There is no ffprobe.</summary>
    public sealed record NotThere : ProbeResult;

    /// <summary>It could make nothing of the file.</summary>
    public sealed record Unreadable : ProbeResult;

    /// <summary>What is in the file; empty and 0 for what is not.</summary>
    public sealed record Seen : ProbeResult
    {
        public int Width { get; init; }

        public int Height { get; init; }

        public TimeSpan Duration { get; init; }

        public string VideoCodec { get; init; } = "";

        public string AudioCodec { get; init; } = "";

        public double FrameRate { get; init; }

        /// <summary>Puts it down in what is told of the file.</summary>
        public void Describe(MediaFile file)
        {
            (file.IsProbed, file.Width, file.Height) = (true, Width, Height);
            if (file.Kind == MediaFile.Types.Kind.Video)
            {
                file.Duration = Google.Protobuf.WellKnownTypes.Duration.FromTimeSpan(Duration);
                (file.VideoCodec, file.AudioCodec, file.FrameRate) = (VideoCodec, AudioCodec, FrameRate);
            }
        }
    }
}

namespace LiveIp.Host.Tests.Distribution.Media;

/// <summary>Files on a disk, and a command that stands for ffprobe.</summary>
internal sealed class MediaFiles : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("liveip-media").FullName;

    /// <summary>The beginning of an MP4 file: a box "ftyp" of the brand isom.</summary>
    public static byte[] Mp4Head { get; } = [0, 0, 0, 0x20, .. "ftypisom"u8, 0, 0, 2, 0, .. "isomiso2avc1mp41"u8];

    public static byte[] PngHead { get; } = [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A, 0, 0, 0, 0x0D, .. "IHDR"u8];

    public static byte[] JpegHead { get; } = [0xFF, 0xD8, 0xFF, 0xE0, 0, 0x10, .. "JFIF"u8, 0];

    public string Video(int bytes = 5000, string name = "clip.mp4") => Write(name, Mp4Head, bytes);

    public string Image(int bytes = 3000, string name = "sky.png") => Write(name, PngHead, bytes);

    public string Write(string name, byte[] head, int bytes = 0)
    {
        var path = Path.Combine(_directory, name);
        File.WriteAllBytes(path, [.. head, .. new byte[Math.Max(0, bytes - head.Length)]]);
        return path;
    }

    /// <summary>A command that does this in place of ffprobe; "$7" and the like are what it was called with.</summary>
    public string Command(string script)
    {
        var path = Path.Combine(_directory, $"probe-{Guid.NewGuid():N}");
        File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
        if (OperatingSystem.IsWindows())
        {
            Assert.Skip("the command is a script of the shell");
        }
        else
        {
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }

        return path;
    }

    /// <summary>A command that answers as ffprobe does for such a video.</summary>
    public string Answering(int width = 1080, int height = 1920, double seconds = 30, string video = "h264", string audio = "aac") =>
        Command(
            FormattableString.Invariant(
                $$"""
                cat <<'JSON'
                { "streams": [
                  { "codec_type": "video", "codec_name": "{{video}}", "width": {{width}}, "height": {{height}}, "avg_frame_rate": "30000/1001" },
                  { "codec_type": "audio", "codec_name": "{{audio}}", "avg_frame_rate": "0/0" } ],
                  "format": { "duration": "{{seconds}}" } }
                JSON
                """
            )
        );

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}

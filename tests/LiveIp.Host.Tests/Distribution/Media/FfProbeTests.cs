using System.Diagnostics;
using LiveIp.Host.Distribution.Media;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.Logging.Abstractions;

namespace LiveIp.Host.Tests.Distribution.Media;

public sealed class FfProbeTests : IDisposable
{
    // An upright phone's video that is stored lying and turned when shown, with a cover in it, as ffprobe 5.1 describes them.
    private const string Turned = """
        { "streams": [
            { "codec_type": "data", "codec_name": "bin_data" },
            { "codec_type": "video", "codec_name": "mjpeg", "width": 600, "height": 600, "disposition": { "attached_pic": 1 } },
            { "codec_type": "video", "codec_name": "hevc", "width": 1920, "height": 1080, "avg_frame_rate": "60/1",
              "disposition": { "attached_pic": 0 }, "side_data_list": [ { "side_data_type": "Display Matrix", "rotation": -90 } ] } ],
          "format": { "format_name": "mov,mp4", "duration": "12.480000" } }
        """;

    private readonly MediaFiles _files = new();

    public void Dispose() => _files.Dispose();

    [Fact]
    public async Task What_it_says_is_read_as_the_video_is_shown()
    {
        var seen = Assert.IsType<ProbeResult.Seen>(await LookAsync(_files.Command($"cat <<'JSON'\n{Turned}\nJSON")));

        Assert.Equal((1080, 1920), (seen.Width, seen.Height));
        Assert.Equal(("hevc", ""), (seen.VideoCodec, seen.AudioCodec));
        Assert.Equal((12.48, 60), (seen.Duration.TotalSeconds, seen.FrameRate));
    }

    [Fact]
    public async Task It_is_asked_for_a_file_and_can_fetch_nothing_else()
    {
        var path = _files.Video(name: "a clip; $(id).mp4");
        var said = Path.GetTempFileName();
        try
        {
            await LookAsync(_files.Command($"printf '%s\\n' \"$@\" > '{said}'; echo '{{}}'"), path);

            var arguments = await File.ReadAllLinesAsync(said, Deadline.Token());
            Assert.Equal($"file:{path}", arguments[^1]);
            Assert.Equal("file", arguments[Array.IndexOf(arguments, "-protocol_whitelist") + 1]);
        }
        finally
        {
            File.Delete(said);
        }
    }

    [Theory]
    [InlineData("exit 1")]
    [InlineData("echo 'not json'")]
    [InlineData("echo '[]'")]
    [InlineData("echo '{\"streams\": 7}'")]
    [InlineData("head -c 3000000 /dev/zero | tr '\\0' ' '")]
    public async Task What_it_cannot_read_is_damaged(string script) =>
        Assert.IsType<ProbeResult.Unreadable>(await LookAsync(_files.Command(script)));

    [Fact]
    public async Task Where_it_is_not_there_nothing_is_known() => Assert.IsType<ProbeResult.NotThere>(await LookAsync("/nowhere/ffprobe"));

    [Fact]
    public async Task One_that_does_not_end_is_ended()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        var started = _files.Command("echo $$ > \"$0.pid\"; exec sleep 600");
        var looking = LookAsync(started, clock: clock);
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!File.Exists(started + ".pid") || (await File.ReadAllTextAsync(started + ".pid", Deadline.Token())).Length == 0)
        {
            await ticks.WaitForNextTickAsync(Deadline.Token());
        }

        clock.Advance(TimeSpan.FromSeconds(20));

        Assert.IsType<ProbeResult.Unreadable>(await looking);
        Assert.Throws<ArgumentException>(() =>
            Process.GetProcessById(int.Parse(File.ReadAllText(started + ".pid"), System.Globalization.CultureInfo.InvariantCulture))
        );
    }

    [Fact]
    public async Task The_real_one_reads_a_real_video()
    {
        Assert.SkipUnless(IsThere(), "ffprobe is not there");
        var path = _files.Write("real.mp4", SmallVideo.Bytes());

        var seen = Assert.IsType<ProbeResult.Seen>(await LookAsync("ffprobe", path));
        var file = new MediaFile { Kind = MediaFile.Types.Kind.Video };
        seen.Describe(file);

        Assert.Equal((36, 64, "h264", "aac", 5.0), (file.Width, file.Height, file.VideoCodec, file.AudioCodec, file.FrameRate));
        Assert.InRange(file.Duration.ToTimeSpan().TotalSeconds, 0.9, 1.2);
        Assert.IsType<ProbeResult.Unreadable>(await LookAsync("ffprobe", _files.Write("cut.mp4", SmallVideo.Bytes()[..600])));
    }

    private Task<ProbeResult> LookAsync(string command, string? path = null, TimeProvider? clock = null) =>
        new FfProbe(
            new LiveIpOptions { DataDirectory = "", FfProbe = command },
            clock ?? TimeProvider.System,
            NullLogger<FfProbe>.Instance
        ).LookAsync(path ?? _files.Video(), Deadline.Token());

    private static bool IsThere() =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .Any(static d => File.Exists(Path.Combine(d, "ffprobe")));
}

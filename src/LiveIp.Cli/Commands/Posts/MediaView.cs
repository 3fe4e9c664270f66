using LiveIp.Cli.Output;
using LiveIp.V1;
using Spectre.Console;

namespace LiveIp.Cli.Commands.Posts;

/// <summary>Files that go with a post, as people read them.</summary>
internal static class MediaView
{
    private const double MiB = 1024 * 1024;

    /// <summary>A line for each.</summary>
    public static void Write(IAnsiConsole console, IReadOnlyCollection<MediaFile> files, Func<string, string, string> say)
    {
        foreach (var file in files)
        {
            console.MarkupLine(
                $"{Tone.Text(file.FileName)}: {Tone.Text(string.Join(", ", Facts(file)))}"
                    + (file.IsCover ? say(", the cover", "，封面") : "")
            );
        }

        WriteUnprobed(console, files, say);
    }

    /// <summary>What was not checked is said, so that nobody learns of it from a network.</summary>
    public static void WriteUnprobed(IAnsiConsole console, IReadOnlyCollection<MediaFile> files, Func<string, string, string> say)
    {
        if (files.Any(static f => !f.IsProbed))
        {
            console.MarkupLine(
                say(
                    "[yellow]The host has no ffprobe: length, size in pixels and codecs were not checked. It comes with FFmpeg.[/]",
                    "[yellow]主机上没有 ffprobe：未检查时长、分辨率与编码。安装 FFmpeg 即可。[/]"
                )
            );
        }
    }

    private static IEnumerable<string> Facts(MediaFile file)
    {
        yield return file.ContentType;
        yield return file.SizeBytes < MiB / 10
            ? FormattableString.Invariant($"{file.SizeBytes / 1024.0:0.#} KiB")
            : FormattableString.Invariant($"{file.SizeBytes / MiB:0.##} MiB");
        if (!file.IsProbed)
        {
            yield break;
        }

        yield return $"{file.Width} x {file.Height}";
        if (file.Kind == MediaFile.Types.Kind.Video)
        {
            yield return FormattableString.Invariant($"{file.Duration.ToTimeSpan().TotalSeconds:0.##} s");
            yield return file.AudioCodec.Length > 0 ? $"{file.VideoCodec} + {file.AudioCodec}" : file.VideoCodec;
        }
    }
}

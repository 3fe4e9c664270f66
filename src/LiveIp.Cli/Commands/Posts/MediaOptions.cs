using System.CommandLine;
using LiveIp.V1;

namespace LiveIp.Cli.Commands.Posts;

/// <summary>Files that go with a post, as people type them.</summary>
internal sealed class MediaOptions
{
    private readonly Option<string[]> _files = new("--media")
    {
        Description = "A picture or video on the machine that the host runs on; may be repeated",
    };
    private readonly Option<string[]> _words = new("--alt")
    {
        Description = "What is to be seen in the first, second, ... of them, for those who cannot see it",
    };
    private readonly Option<string?> _cover = new("--cover")
    {
        Description = "A picture that stands for the video, where a network takes one",
    };
    private readonly Option<bool> _leaveOut = new("--media-where-possible")
    {
        Description = "Where a network does not take the files, post there without them, and say so; else nothing is posted anywhere",
    };

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[_files, _words, _cover, _leaveOut])
        {
            command.Options.Add(option);
        }
    }

    public bool MayLeaveOut(ParseResult parsed) => parsed.GetValue(_leaveOut);

    public IEnumerable<MediaSource> Sources(ParseResult parsed)
    {
        var files = parsed.GetValue(_files) ?? [];
        var words = parsed.GetValue(_words) ?? [];
        if (words.Length > files.Length)
        {
            throw new CliException("--alt stands for one --media each, in the same order.", ExitCodes.Usage);
        }

        var sources = files.Select((file, i) => new MediaSource { Path = Whole(file), AltText = words.ElementAtOrDefault(i) ?? "" });
        return parsed.GetValue(_cover) is { } cover ? sources.Append(new MediaSource { Path = Whole(cover), IsCover = true }) : sources;
    }

    /// <summary>From the directory that it was typed in, which is not the host's.</summary>
    private static string Whole(string path) => path.Length > 0 ? Path.GetFullPath(path) : path;
}

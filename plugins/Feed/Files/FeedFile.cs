using LiveIp.Plugins.Feed.Atom;

namespace LiveIp.Plugins.Feed.Files;

/// <summary>The file that holds the feed. It is whole at every moment: a new one takes its place at once.</summary>
internal sealed class FeedFile
{
    /// <summary>Of a feed. 500 entries of 20,000 characters are no more.</summary>
    public const long MaxBytes = 64 * 1024 * 1024;

    private readonly string _path;

    /// <param name="path">A link is followed, so that it stays one.</param>
    /// <exception cref="IOException">The link leads in a circle.</exception>
    public FeedFile(string path) =>
        _path = new FileInfo(path).LinkTarget is null ? path : File.ResolveLinkTarget(path, returnFinalTarget: true)!.FullName;

    /// <summary>Null where there is no file.</summary>
    /// <exception cref="NotOursException">There is a file that LiveIp did not write.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public AtomFeed? Read()
    {
        if (Directory.Exists(_path))
        {
            throw new NotOursException("is a folder");
        }

        try
        {
            using var file = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            return file.Length > MaxBytes
                ? throw new NotOursException($"is longer than {MaxBytes} bytes")
                : AtomFeed.Read(file) ?? throw new NotOursException("is there and is no feed of LiveIp, or is damaged");
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Beside, to the disk, and only then in its place.</summary>
    /// <exception cref="IOException">It could not be written; what was there is as it was.</exception>
    public void Write(AtomFeed feed)
    {
        // Always the same name, so that a kill leaves at most one, which the next writing takes.
        var beside = Path.Combine(Path.GetDirectoryName(_path)!, $".{Path.GetFileName(_path)}.liveip");
        using (var file = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None))
        {
            feed.Write(file);
            file.Flush(flushToDisk: true);
        }

        if (!OperatingSystem.IsWindows() && File.Exists(_path))
        {
            File.SetUnixFileMode(beside, File.GetUnixFileMode(_path));
        }

        File.Move(beside, _path, overwrite: true);
    }
}

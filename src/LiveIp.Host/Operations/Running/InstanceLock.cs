using LiveIp.Host.Operations.Backup;

namespace LiveIp.Host.Operations.Running;

/// <summary>
/// One host per data directory: two writers would number events twice. The lock is the operating system's (flock, or a file that is
/// not shared), so it ends with the process however that ends, and a file that is left behind locks nobody out.
/// </summary>
internal sealed class InstanceLock : IDisposable
{
    public const string FileName = "host.lock";

    private readonly FileStream _file;

    private InstanceLock(FileStream file) => _file = file;

    /// <exception cref="InvalidOperationException">Another process holds it.</exception>
    public static InstanceLock Take(string directory)
    {
        // SQLite makes its files readable for everybody that may enter, and the log holds what people wrote. A directory that is there
        // already keeps the rights that its owner gave it.
        DurableFiles.Make(directory);
        var path = Path.Combine(directory, FileName);
        var options = new FileStreamOptions
        {
            Mode = FileMode.OpenOrCreate,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        try
        {
            return new(new FileStream(path, options));
        }
        catch (IOException error) when (error is not (DirectoryNotFoundException or PathTooLongException or FileNotFoundException))
        {
            throw new InvalidOperationException(
                $"Another LiveIp host uses {directory} (its {FileName} is locked). Stop it, or give this one a directory of its own with --data.",
                error
            );
        }
    }

    public void Dispose() => _file.Dispose();
}

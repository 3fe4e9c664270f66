using System.Runtime.InteropServices;

namespace LiveIp.Host.Operations.Backup;

/// <summary>Files and directories of whose names and contents a power cut takes nothing.</summary>
internal static class DurableFiles
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>A directory that this user alone may enter.</summary>
    public static void Make(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(directory);
        }
        else
        {
            Directory.CreateDirectory(directory, Mine | UnixFileMode.UserExecute);
        }
    }

    /// <summary>An empty file that this user alone may read.</summary>
    public static void MakeEmpty(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = Mine;
        }

        new FileStream(path, options).Dispose();
    }

    public static void Copy(string source, string target)
    {
        Make(Path.GetDirectoryName(target)!);
        MakeEmpty(target);
        using var from = new FileStream(source, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var to = new FileStream(target, FileMode.Open, FileAccess.Write, FileShare.None);
        from.CopyTo(to);
    }

    /// <summary>Waits until everything below, names included, is on the disk.</summary>
    public static void Sync(string directory)
    {
        foreach (var file in Directory.EnumerateFiles(directory))
        {
            using var stream = new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite);
            stream.Flush(flushToDisk: true);
        }

        foreach (var child in Directory.EnumerateDirectories(directory))
        {
            Sync(child);
        }

        SyncNames(directory);
    }

    /// <summary>Gives the finished directory its name, durably.</summary>
    public static void Rename(string draft, string directory)
    {
        Directory.Move(draft, directory);
        SyncNames(Path.GetDirectoryName(Path.GetFullPath(directory))!);
    }

    // .NET opens no directories. Windows needs none of it: there a name is durable with its file.
    private static void SyncNames(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        var descriptor = Open(directory, 0);
        if (descriptor < 0)
        {
            throw new IOException($"{directory} cannot be opened (error {Marshal.GetLastPInvokeError()}).");
        }

        try
        {
            if (Synchronize(descriptor) < 0)
            {
                throw new IOException($"{directory} cannot be written to the disk (error {Marshal.GetLastPInvokeError()}).");
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    [DllImport("libc", EntryPoint = "open", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

    [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Synchronize(int descriptor);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int descriptor);
}

using System.Diagnostics;
using LiveIp.Host.Operations.Running;

namespace LiveIp.Chaos.Children;

/// <summary>
/// The host's data directory. Where a disk is to be full it is a small file system of its own, in memory, which a balloon can fill
/// without harm to the machine; that takes the right to mount.
/// </summary>
internal sealed class DataVolume : IAsyncDisposable
{
    private const string Size = "24m";
    private const string BalloonName = "balloon";

    private DataVolume(string path, bool mounted) => (Path, IsMounted) = (path, mounted);

    public string Path { get; }

    /// <summary>False: <see cref="Fill"/> cannot be asked for.</summary>
    public bool IsMounted { get; }

    /// <param name="mount">Make it a file system of its own, if that is permitted.</param>
    public static async Task<DataVolume> CreateAsync(string path, bool mount)
    {
        Directory.CreateDirectory(path);
        return new DataVolume(path, mount && await RunAsync("mount", "-t", "tmpfs", "-o", "size=" + Size, "liveip-chaos", path));
    }

    /// <summary>Takes all the room there is.</summary>
    public void Fill()
    {
        using var balloon = new FileStream(System.IO.Path.Combine(Path, BalloonName), FileMode.Create, FileAccess.Write, FileShare.None, 0);
        // Then by the page, so that nothing is left over.
        foreach (var size in new[] { 1 << 20, 4096 })
        {
            var piece = new byte[size];
            try
            {
                while (true)
                {
                    balloon.Write(piece);
                }
            }
            catch (IOException)
            {
                // Full, as wanted; what was written of the piece stays.
                balloon.Position = balloon.Length;
            }
        }
    }

    public void Free() => File.Delete(System.IO.Path.Combine(Path, BalloonName));

    /// <summary>Copies what is on it to where it stays.</summary>
    public void CopyTo(string directory)
    {
        foreach (
            var file in Directory
                .EnumerateFiles(Path, "*", SearchOption.AllDirectories)
                // The host still runs, and nobody may open its lock.
                .Where(f => System.IO.Path.GetFileName(f) is not (BalloonName or InstanceLock.FileName))
        )
        {
            var target = System.IO.Path.Combine(directory, System.IO.Path.GetRelativePath(Path, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (IsMounted)
        {
            await RunAsync("umount", "-l", Path);
        }
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true }
            )!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            // There is no such program here.
            return false;
        }
    }
}

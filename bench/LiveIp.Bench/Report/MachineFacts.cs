using System.Globalization;
using System.Runtime;
using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace LiveIp.Bench.Report;

/// <summary>What the figures were taken on; a figure without it says nothing.</summary>
internal static class MachineFacts
{
    public static IReadOnlyList<(string Name, string Value)> Read() =>
        [
            ("date", TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture)),
            ("processor", $"{FromFile("/proc/cpuinfo", "model name") ?? RuntimeInformation.ProcessArchitecture.ToString()}"),
            ("cores", Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture)),
            (
                "memory",
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1L << 30):0.0} GiB"
                )
            ),
            ("system", RuntimeInformation.OSDescription),
            ("runtime", $"{RuntimeInformation.FrameworkDescription}, {(GCSettings.IsServerGC ? "server" : "workstation")} GC, {Build}"),
            ("sqlite", SqliteVersion()),
            ("disk of the log", Disk()),
            ("load before", Load()),
        ];

    private static string Build =>
#if DEBUG
        "Debug build";
#else
        "Release build";
#endif

    private static string SqliteVersion()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        return connection.ServerVersion;
    }

    private static string Disk()
    {
        var path = Path.GetTempPath();
        var drive = DriveInfo
            .GetDrives()
            .Where(d => path.StartsWith(d.RootDirectory.FullName, StringComparison.Ordinal))
            .MaxBy(static d => d.RootDirectory.FullName.Length);
        return drive is null ? "unknown" : drive.DriveFormat;
    }

    // Others on the machine are the first thing to look for when a figure differs.
    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    private static string? FromFile(string path, string key) =>
        File.Exists(path)
            ? File.ReadLines(path)
                .FirstOrDefault(line => line.StartsWith(key, StringComparison.Ordinal))
                ?.Split(':', 2, StringSplitOptions.TrimEntries)[1]
            : null;
}

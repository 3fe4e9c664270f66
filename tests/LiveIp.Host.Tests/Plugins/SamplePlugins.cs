using System.Diagnostics;

namespace LiveIp.Host.Tests.Plugins;

/// <summary>Tests that load the sample share its build.</summary>
[CollectionDefinition(nameof(SamplePlugins))]
public sealed class SharedSamplePlugins : ICollectionFixture<SamplePlugins>;

/// <summary>
/// Real plugins, built as an outside author builds them: LiveIp.Contracts packed to a feed, the sample copied out of the repository
/// and built against the package alone. Once for all tests.
/// </summary>
public sealed class SamplePlugins : IAsyncLifetime
{
    private static readonly TimeSpan BuildDeadline = TimeSpan.FromMinutes(3);

    private readonly string _root = Directory.CreateTempSubdirectory("liveip-samples-").FullName;

    /// <summary>Output of the sample's build, as it is to be copied.</summary>
    public string Good => Path.Combine(_root, "good");

    /// <summary>The same, with an entry whose constructor throws.</summary>
    public string Throwing => Path.Combine(_root, "throwing");

    public async ValueTask InitializeAsync()
    {
        var repository = Repository();
        var feed = Path.Combine(_root, "feed");
        var source = Path.Combine(_root, "source");
        Copy(Path.Combine(repository, "samples", "HelloPlatform"), source);
        // A dependency that the host does not have: it must come along, and load from the plugin's directory.
        await File.WriteAllTextAsync(
            Path.Combine(source, "Directory.Build.targets"),
            "<Project><ItemGroup><PackageReference Include=\"Newtonsoft.Json\" Version=\"13.0.4\" /></ItemGroup></Project>"
        );
        await DotnetAsync(repository, "pack", Path.Combine("src", "LiveIp.Contracts"), "-c", Configuration, "--no-build", "-o", feed);

        // A packages folder of its own: the contract's version does not move while it is developed, and a cached one would be stale.
        string[] restore =
        [
            $"-p:RestoreAdditionalProjectSources={feed}",
            $"-p:RestorePackagesPath={Path.Combine(_root, "packages")}",
            $"-p:RestoreFallbackFolders={PackageFolder()}",
        ];
        await DotnetAsync(source, ["build", "-o", Good, .. restore]);
        await File.WriteAllTextAsync(
            Path.Combine(source, "HelloPlugin.Throws.cs"),
            "namespace HelloPlatform; public sealed class ThrowingPlugin : LiveIp.Contracts.ILiveIpPlugin { "
                + "public ThrowingPlugin() => throw new System.InvalidOperationException(\"no luck today: \" + new Newtonsoft.Json.Linq.JValue(42)); "
                + "public void Configure(LiveIp.Contracts.IPluginBuilder builder) { } }"
        );
        File.Delete(Path.Combine(source, "HelloPlugin.cs"));
        await DotnetAsync(source, ["build", "--no-restore", "-o", Throwing, "-p:LiveIpPluginId=throwing", .. restore]);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return ValueTask.CompletedTask;
    }

    public static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories).Where(static f => !IsBuilt(f)))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    private static string Configuration =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(AppContext.BaseDirectory)).StartsWith("release", StringComparison.Ordinal)
            ? "Release"
            : "Debug";

    private static bool IsBuilt(string path) =>
        path.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal);

    private static string PackageFolder() =>
        Environment.GetEnvironmentVariable("NUGET_PACKAGES")
        ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");

    private static string Repository()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(directory.FullName, "LiveIp.sln")))
            directory = directory.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        return directory.FullName;
    }

    private static async Task DotnetAsync(string directory, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [.. arguments, "-nologo", "-v", "q"])
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(BuildDeadline);
        var output = process.StandardOutput.ReadToEndAsync(deadline.Token);
        var errors = process.StandardError.ReadToEndAsync(deadline.Token);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"dotnet {arguments[0]} failed:\n{await output}\n{await errors}");
    }
}

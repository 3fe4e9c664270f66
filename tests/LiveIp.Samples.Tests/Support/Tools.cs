using System.ComponentModel;
using System.Diagnostics;

namespace LiveIp.Samples.Tests.Support;

/// <summary>The other languages' programs. Whoever has only the .NET SDK gets a skipped test that says what to install.</summary>
internal static class Tools
{
    private static readonly Lazy<string> Root = new(FindRoot);

    /// <summary>The folder samples/<paramref name="name"/> of the repository.</summary>
    public static string Sample(string name) => Path.Combine(Root.Value, "samples", name);

    /// <summary>The first of the programs that runs with these arguments to a good end, or null.</summary>
    public static async Task<string?> FindAsync(string[] programs, string[] arguments, CancellationToken cancellationToken)
    {
        foreach (var program in programs)
        {
            if ((await RunAsync(program, arguments, Root.Value, cancellationToken)).ExitCode == 0)
            {
                return program;
            }
        }

        return null;
    }

    /// <summary>Skips the test, or fails it where all languages are to be there (in CI).</summary>
    public static void Require(bool holds, string sentence)
    {
        if (!holds && Environment.GetEnvironmentVariable("LIVEIP_REQUIRE_SAMPLES") == "1")
        {
            Assert.Fail(sentence);
        }

        Assert.SkipUnless(holds, sentence);
    }

    /// <summary>Runs a step of a sample's README to its end, which must be a good one.</summary>
    public static async Task DoAsync(string sample, string program, string[] arguments, CancellationToken cancellationToken)
    {
        var (exitCode, said) = await RunAsync(program, arguments, Sample(sample), cancellationToken);
        Assert.True(exitCode == 0, $"{program} {string.Join(' ', arguments)} ended with {exitCode}:\n{said}");
    }

    private static async Task<(int ExitCode, string Said)> RunAsync(
        string program,
        string[] arguments,
        string directory,
        CancellationToken cancellationToken
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = directory,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        try
        {
            using var process = Process.Start(start)!;
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output + await errors);
        }
        catch (Win32Exception error)
        {
            return (127, error.Message);
        }
    }

    private static string FindRoot()
    {
        var directory = new DirectoryInfo(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "LiveIp.sln")))
        {
            directory = directory.Parent;
        }

        return directory?.FullName ?? throw new InvalidOperationException("The tests do not lie in the repository.");
    }
}

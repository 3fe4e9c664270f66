using System.ComponentModel;
using System.Diagnostics;

namespace LiveIp.Samples.Tests.Support;

/// <summary>The other languages' programs. Whoever has only the .NET SDK gets a skipped test that says what to install.</summary>
internal static class Tools
{
    private static readonly Lazy<string> Root = new(FindRoot);

    private static readonly SemaphoreSlim Generating = new(1, 1);

    /// <summary>The folder samples/<paramref name="name"/> of the repository.</summary>
    public static string Sample(string name) => Path.Combine(Root.Value, "samples", name);

    /// <summary>A Python that can run the samples, with the API's code made for them.</summary>
    public static async Task<string> PythonAsync(CancellationToken cancellationToken)
    {
        var python = await FindAsync(["python3", "/usr/bin/python3"], ["-c", "import grpc, google.protobuf"], cancellationToken);
        Require(python is not null, "Install grpcio and protobuf for Python (Debian: python3-grpcio, python3-protobuf).");
        var generator =
            await FindAsync(["sh"], ["-c", "command -v protoc && command -v grpc_python_plugin"], cancellationToken)
            ?? await FindAsync(["python3"], ["-c", "import grpc_tools.protoc"], cancellationToken);
        Require(generator is not null, "Install grpcio-tools for Python (Debian: protobuf-compiler-grpc, libprotobuf-dev).");
        // One at a time: two tests would write the same files.
        await Generating.WaitAsync(cancellationToken);
        try
        {
            await DoAsync("python", "sh", ["generate.sh"], cancellationToken);
        }
        finally
        {
            Generating.Release();
        }

        return python!;
    }

    /// <summary>A shell that has what the samples call.</summary>
    public static async Task<string> BashAsync(CancellationToken cancellationToken)
    {
        var bash = await FindAsync(
            ["bash"],
            ["-c", "command -v curl && command -v jq && command -v flock && truncate --version && [ $BASH_VERSINFO -ge 5 ]"],
            cancellationToken
        );
        Require(bash is not null, "Install bash 5, curl, jq, and flock and truncate as Linux has them.");
        return bash!;
    }

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

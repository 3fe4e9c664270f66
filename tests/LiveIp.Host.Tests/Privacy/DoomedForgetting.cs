using System.Diagnostics;
using System.Runtime.CompilerServices;
using LiveIp.Host.Privacy.Forgetting;
using LiveIp.Host.Tests.Support;
using LiveIp.V1;
using Microsoft.Extensions.DependencyInjection;

namespace LiveIp.Host.Tests.Privacy;

/// <summary>This very program as a host that is asked to forget and tells how far it is until it is killed.</summary>
internal static class DoomedForgetting
{
    private const string Variable = "LIVEIP_TEST_DOOMED_FORGETTING";

    // As long as the test's own deadline: it ends even when nobody is left to kill it.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    // Before the test runner's Main, so that the child runs no tests.
    [ModuleInitializer]
    internal static void RunIfAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 } data)
        {
            return;
        }

        var host = HostApplication.Build(
            new()
            {
                DataDirectory = data,
                GrpcPort = 0,
                WebPort = 0,
            },
            quiet: true
        );
        host.StartAsync(CancellationToken.None).Wait();
        var book = host.Services.GetRequiredService<ForgettingBook>();
        var asked = book.AskAsync("twitch:4871269", [], CancellationToken.None).GetAwaiter().GetResult();
        Console.Out.WriteLine("Asked 0");
        var since = Stopwatch.StartNew();
        while (since.Elapsed < Longest && book.Find(asked.Id) is { State: not Forgetting.Types.State.Done } row)
        {
            Console.Out.WriteLine($"{row.State} {row.Message.EventsBlanked}");
            Console.Out.Flush();
        }

        Environment.Exit(1);
    }

    /// <summary>Runs it on a directory and kills it as soon as a line that it says is the wanted one.</summary>
    public static async Task KillWhenAsync(string data, Func<string, bool> wanted)
    {
        using var child = Process.Start(
            new ProcessStartInfo(Environment.ProcessPath!, [.. Arguments()])
            {
                Environment = { [Variable] = data },
                RedirectStandardOutput = true,
            }
        )!;
        try
        {
            while (await child.StandardOutput.ReadLineAsync(Deadline.Token()) is var line)
            {
                Assert.True(line is not null, "it was through before it could be killed");
                if (wanted(line))
                {
                    return;
                }
            }
        }
        finally
        {
            child.Kill();
            await child.WaitForExitAsync(Deadline.Token());
        }
    }

    // Under "dotnet x.dll" the process is dotnet itself.
    private static IEnumerable<string> Arguments() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(DoomedForgetting).Assembly.Location] : [];
}

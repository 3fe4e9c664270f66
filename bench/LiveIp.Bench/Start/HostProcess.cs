using System.Diagnostics;
using Grpc.Core;
using Grpc.Net.Client;
using LiveIp.Bench.Load;
using LiveIp.Host;
using LiveIp.Host.Api.Security;
using LiveIp.V1;

namespace LiveIp.Bench.Start;

/// <summary>The host as a user starts it: its own process, every plugin that the build staged, a fresh data directory.</summary>
internal sealed class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly WorkDirectory _directory = new();
    private readonly Process _process;

    private HostProcess() =>
        _process = Process.Start(
            new ProcessStartInfo(
                Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet",
                [
                    StagedArtifacts.FindBuilt("LiveIp.Host")
                        ?? throw new InvalidOperationException("Build src/LiveIp.Host in the same configuration first."),
                    "--data",
                    _directory.Path,
                    "--grpc-port",
                    "0",
                    "--web-port",
                    "0",
                ]
            )
            {
                RedirectStandardOutput = true,
            }
        )!;

    /// <summary>From the start of the process to the answer of the first call.</summary>
    public TimeSpan FirstAnswer { get; private set; }

    public int Plugins { get; private set; }

    public double Resident => Report.MemoryUse.Resident(_process);

    public static async Task<HostProcess> StartAsync(CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        var host = new HostProcess();
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        try
        {
            await host.CallAsync(started, deadline.Token);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _directory.Dispose();
    }

    private async Task CallAsync(long started, CancellationToken cancellationToken)
    {
        using var channel = GrpcChannel.ForAddress(await AddressAsync(cancellationToken));
        var token = (await File.ReadAllTextAsync(_directory.File(ApiToken.FileName), cancellationToken)).Trim();
        var answer = await new PluginService.PluginServiceClient(channel).ListPluginsAsync(
            new ListPluginsRequest(),
            new Metadata { { "authorization", "Bearer " + token } },
            cancellationToken: cancellationToken
        );
        FirstAnswer = TimeProvider.System.GetElapsedTime(started);
        Plugins = answer.Plugins.Count(static p => p.State == Plugin.Types.State.Loaded);
    }

    private async Task<string> AddressAsync(CancellationToken cancellationToken)
    {
        const string Before = "LiveIp listens on ";
        while (await _process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.StartsWith(Before, StringComparison.Ordinal))
            {
                return line[Before.Length..].Split(' ')[0];
            }
        }

        throw new InvalidOperationException("The host ended before it listened.");
    }
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Grpc.Core;
using Grpc.Net.Client;
using LiveIp.Host;
using LiveIp.Host.Api.Security;

namespace LiveIp.Chaos.Children;

/// <summary>One life of the host: a child process.</summary>
internal sealed partial class HostChild : IAsyncDisposable
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said;
    private readonly TaskCompletionSource<Uri> _listening = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _reading;
    private volatile TaskCompletionSource _clockSet = NewSignal();

    private HostChild(Process process, ConcurrentQueue<string> said)
    {
        (_process, _said) = (process, said);
        _reading = Task.WhenAll(ReadAsync(process.StandardOutput), ReadAsync(process.StandardError));
    }

    /// <summary>gRPC, with the host's own token.</summary>
    public GrpcChannel Channel { get; private set; } = null!;

    /// <summary>Starts a host and waits until it listens; null when it ended before, as it does on a full disk.</summary>
    /// <param name="said">Takes every line that it prints.</param>
    public static async Task<HostChild?> StartAsync(
        string data,
        TimeSpan clockOffset,
        ConcurrentQueue<string> said,
        CancellationToken cancellationToken
    )
    {
        var program = StagedArtifacts.FindBuilt("LiveIp.Chaos") ?? throw new InvalidOperationException("LiveIp.Chaos is not built.");
        var offset = clockOffset.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        var process = Process.Start(
            new ProcessStartInfo("dotnet", [program, "host", "--data", data, "--clock=" + offset])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var host = new HostChild(process, said);
        try
        {
            var first = await Task.WhenAny(host._listening.Task, host._reading).WaitAsync(cancellationToken);
            if (first == host._listening.Task)
            {
                host.Channel = await host.ConnectAsync(data);
                return host;
            }
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }

        await host.DisposeAsync();
        return null;
    }

    /// <summary>Sets the host's wall clock to so much off the true time; done when this completes.</summary>
    public async Task SetClockAsync(TimeSpan offset, CancellationToken cancellationToken)
    {
        var done = _clockSet = NewSignal();
        await _process.StandardInput.WriteLineAsync("clock " + offset.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        await _process.StandardInput.FlushAsync(cancellationToken);
        await done.Task.WaitAsync(EndsWithin, cancellationToken);
    }

    /// <summary>SIGKILL: nothing of it runs after this.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(EndsWithin);
        await _reading.WaitAsync(EndsWithin);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        Channel?.Dispose();
        _process.Dispose();
    }

    private async Task<GrpcChannel> ConnectAsync(string data)
    {
        var token = (await File.ReadAllTextAsync(Path.Combine(data, ApiToken.FileName))).Trim();
        var credentials = CallCredentials.FromInterceptor(
            (_, metadata) =>
            {
                metadata.Add("authorization", "Bearer " + token);
                return Task.CompletedTask;
            }
        );
        return GrpcChannel.ForAddress(
            await _listening.Task,
            new GrpcChannelOptions
            {
                Credentials = ChannelCredentials.Create(ChannelCredentials.Insecure, credentials),
                UnsafeUseInsecureChannelCallCredentials = true,
                MaxReceiveMessageSize = 16 * 1024 * 1024,
            }
        );
    }

    private async Task ReadAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            _said.Enqueue(line);
            if (Listening().Match(line) is { Success: true } match)
            {
                _listening.TrySetResult(new Uri(match.Groups[1].Value));
            }
            else if (line.StartsWith(HostChildProgram.ClockSet, StringComparison.Ordinal))
            {
                _clockSet.TrySetResult();
            }
        }
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    [GeneratedRegex(@"LiveIp listens on (\S+) \(gRPC\)")]
    private static partial Regex Listening();
}

using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Grpc.Core;
using Grpc.Net.Client;
using LiveIp.Host;
using LiveIp.Host.Api.Security;

namespace LiveIp.EndToEnd.Tests.Support;

/// <summary>The real host as a child process on free ports.</summary>
internal sealed partial class HostProcess : IAsyncDisposable
{
    private static readonly TimeSpan EndsWithin = TimeSpan.FromSeconds(10);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said;
    private readonly Task _reading;

    private HostProcess(Process process, ConcurrentQueue<string> said, Task reading, string data, Match addresses)
    {
        (_process, _said, _reading) = (process, said, reading);
        (GrpcAddress, WebAddress) = (new Uri(addresses.Groups[1].Value), new Uri(addresses.Groups[2].Value));
        Token = File.ReadAllText(Path.Combine(data, ApiToken.FileName)).Trim();
    }

    public Uri GrpcAddress { get; }

    public Uri WebAddress { get; }

    public string Token { get; }

    /// <summary>All that it has printed.</summary>
    public string Said => string.Join('\n', _said);

    /// <summary>Starts it and waits until it listens.</summary>
    public static async Task<HostProcess> StartAsync(
        string data,
        CancellationToken cancellationToken,
        IReadOnlyDictionary<string, string>? environment = null,
        IEnumerable<string>? arguments = null
    )
    {
        var process = Start(["--data", data, "--grpc-port", "0", "--web-port", "0", .. arguments ?? []], environment);
        var said = new ConcurrentQueue<string>();
        var listening = new TaskCompletionSource<Match>(TaskCreationOptions.RunContinuationsAsynchronously);
        var reading = Task.WhenAll(ReadAsync(process.StandardOutput, said, listening), ReadAsync(process.StandardError, said, listening));
        try
        {
            var first = await Task.WhenAny(listening.Task, reading).WaitAsync(cancellationToken);
            return first == listening.Task
                ? new HostProcess(process, said, reading, data, await listening.Task)
                : throw new InvalidOperationException("The host ended at once: " + string.Join('\n', said));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    /// <summary>Runs it to its end.</summary>
    public static async Task<(int ExitCode, string Output, string Errors)> RunAsync(
        IEnumerable<string> arguments,
        CancellationToken cancellationToken
    )
    {
        using var process = Start(arguments);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return (process.ExitCode, await output, await errors);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>A gRPC channel with the host's token, or without any.</summary>
    public GrpcChannel Connect(bool withToken = true)
    {
        var options = new GrpcChannelOptions { MaxReceiveMessageSize = 16 * 1024 * 1024 };
        if (withToken)
        {
            var credentials = CallCredentials.FromInterceptor(
                (_, metadata) =>
                {
                    metadata.Add("authorization", "Bearer " + Token);
                    return Task.CompletedTask;
                }
            );
            options.Credentials = ChannelCredentials.Create(ChannelCredentials.Insecure, credentials);
            options.UnsafeUseInsecureChannelCallCredentials = true;
        }

        return GrpcChannel.ForAddress(GrpcAddress, options);
    }

    /// <summary>SIGKILL: nothing of it runs after this.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync().WaitAsync(EndsWithin);
        await _reading.WaitAsync(EndsWithin);
    }

    /// <param name="signal">"TERM", "INT".</param>
    public async Task SignalAsync(string signal)
    {
        var number = _process.Id.ToString(CultureInfo.InvariantCulture);
        using var kill = Process.Start("kill", ["-" + signal, number]);
        await kill.WaitForExitAsync().WaitAsync(EndsWithin);
    }

    /// <summary>Waits until it has said this since <paramref name="act"/>.</summary>
    public async Task SaysAfterAsync(Func<Task> act, string text, CancellationToken cancellationToken)
    {
        var before = _said.Count;
        await act();
        while (!_said.Skip(before).Any(l => l.Contains(text, StringComparison.Ordinal)))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), cancellationToken);
        }
    }

    /// <summary>Waits for its end by itself.</summary>
    public async Task<(int ExitCode, TimeSpan Took)> EndAsync()
    {
        var start = TimeProvider.System.GetTimestamp();
        await _process.WaitForExitAsync().WaitAsync(3 * EndsWithin);
        await _reading.WaitAsync(EndsWithin);
        return (_process.ExitCode, TimeProvider.System.GetElapsedTime(start));
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }

    private static Process Start(IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var program = StagedArtifacts.FindBuilt("LiveIp.Host") ?? throw new InvalidOperationException("The host is not built.");
        var start = new ProcessStartInfo("dotnet", [program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static async Task ReadAsync(StreamReader reader, ConcurrentQueue<string> said, TaskCompletionSource<Match> listening)
    {
        while (await reader.ReadLineAsync() is { } line)
        {
            said.Enqueue(line);
            if (Listening().Match(line) is { Success: true } match)
            {
                listening.TrySetResult(match);
            }
        }
    }

    [GeneratedRegex(@"LiveIp listens on (\S+) \(gRPC\) and (\S+) \(JSON\)")]
    private static partial Regex Listening();
}

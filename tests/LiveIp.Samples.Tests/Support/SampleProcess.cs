using System.Collections.Concurrent;
using System.Diagnostics;
using LiveIp.EndToEnd.Tests.Support;

namespace LiveIp.Samples.Tests.Support;

/// <summary>A sample as a process of its own, which finds the host by its environment as a reader's would.</summary>
internal class SampleProcess : IDisposable
{
    private static readonly TimeSpan LooksEvery = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly ConcurrentQueue<string> _said = new();

    public SampleProcess(HostProcess host, string program, IEnumerable<string> arguments)
        : this(host.GrpcAddress, host.WebAddress, host.Token, program, arguments) { }

    public SampleProcess(
        Uri grpcAddress,
        Uri webAddress,
        string token,
        string program,
        IEnumerable<string> arguments,
        params IEnumerable<(string Name, string Value)> environment
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["LIVEIP_ADDRESS"] = grpcAddress.ToString();
        start.Environment["LIVEIP_WEB_ADDRESS"] = webAddress.GetLeftPart(UriPartial.Authority);
        start.Environment["LIVEIP_TOKEN"] = token;
        // The shortest that Twitch takes.
        start.Environment["POLL_SECONDS"] = "15";
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Said => string.Join('\n', _said);

    /// <summary>Waits for what the sample does; one that has ended by itself will not do it any more.</summary>
    public async Task UntilAsync(Func<bool> holds, CancellationToken cancellationToken)
    {
        while (!holds())
        {
            Assert.False(_process.HasExited && !holds(), $"The sample ended by itself:\n{Said}");
            try
            {
                await Task.Delay(LooksEvery, cancellationToken);
            }
            catch (OperationCanceledException e)
            {
                throw new TimeoutException($"The sample stayed at:\n{Said}", e);
            }
        }
    }

    /// <summary>Types lines; with the end of input after the last, if there are no more to come.</summary>
    public async Task TypeAsync(bool last, params string[] lines)
    {
        foreach (var line in lines)
        {
            await _process.StandardInput.WriteLineAsync(line);
        }

        await _process.StandardInput.FlushAsync();
        if (last)
        {
            _process.StandardInput.Close();
        }
    }

    /// <summary>Waits until it ends by itself.</summary>
    public async Task<int> EndAsync(CancellationToken cancellationToken)
    {
        await _process.WaitForExitAsync(cancellationToken);
        return _process.ExitCode;
    }

    /// <summary>SIGKILL: it writes nothing more, and cannot tidy up.</summary>
    public async Task KillAsync(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }
}

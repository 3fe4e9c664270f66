using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace LiveIp.Samples.Tests.Support;

/// <summary>A sample as a process of its own, and the file that it writes.</summary>
internal sealed class SampleRun : IDisposable
{
    private static readonly TimeSpan LooksEvery = TimeSpan.FromMilliseconds(50);

    private readonly Process _process;
    private readonly string _file;
    private readonly ConcurrentQueue<string> _said = new();

    public SampleRun(Show show, string program, IEnumerable<string> arguments, string file)
    {
        _file = file;
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["LIVEIP_ADDRESS"] = show.GrpcAddress.ToString();
        start.Environment["LIVEIP_WEB_ADDRESS"] = show.WebAddress.GetLeftPart(UriPartial.Authority);
        start.Environment["LIVEIP_TOKEN"] = show.Token;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        _process.ErrorDataReceived += (_, line) => _said.Enqueue(line.Data ?? "");
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public string Said => string.Join('\n', _said);

    /// <summary>Waits until the file has this event or a later one.</summary>
    public async Task WaitForAsync(long sequence, CancellationToken cancellationToken)
    {
        while (Read(_file) is not [.., var last] || last.Sequence < sequence)
        {
            Assert.False(_process.HasExited, $"The sample ended by itself:\n{Said}");
            await Task.Delay(LooksEvery, cancellationToken);
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

    /// <summary>The whole lines of the file; the last may just be being written.</summary>
    public static IReadOnlyList<LoggedEvent> Read(string file)
    {
        if (!File.Exists(file))
        {
            return [];
        }

        using var reader = new StreamReader(new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        var text = reader.ReadToEnd();
        return [.. text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse)];
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        _process.Dispose();
    }

    private static LoggedEvent Parse(string line)
    {
        using var json = JsonDocument.Parse(line);
        var sequence = json.RootElement.GetProperty("sequence").GetString()!;
        return new(
            long.Parse(sequence, System.Globalization.CultureInfo.InvariantCulture),
            json.RootElement.GetProperty("id").GetString()!
        );
    }
}

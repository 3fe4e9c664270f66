using System.ComponentModel;
using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Distribution.Media;

/// <summary>Asks ffprobe, of FFmpeg, what is in a file. It is not part of LiveIp; where it is not there, files are judged by their size alone.</summary>
internal sealed class FfProbe(LiveIpOptions options, TimeProvider clock, ILogger<FfProbe> logger)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(1);

    /// <summary>Characters; it is asked for a few numbers.</summary>
    private const int LongestAnswer = 1024 * 1024;

    private int _isMissingTold;

    public async Task<ProbeResult> LookAsync(string path, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        using var process = Start(path);
        if (process is null)
        {
            return new ProbeResult.NotThere();
        }

        try
        {
            var said = Task.WhenAll(ReadAsync(process.StandardOutput, either.Token), ReadAsync(process.StandardError, either.Token));
            await process.WaitForExitAsync(either.Token);
            var answer = (await said)[0];
            return process.ExitCode == 0 && answer is not null ? FfProbeAnswer.Read(answer) : new ProbeResult.Unreadable();
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new ProbeResult.Unreadable();
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
                process.WaitForExit(Soon);
            }
        }
    }

    private Process? Start(string path)
    {
        var start = new ProcessStartInfo(options.FfProbe)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            // "file:", and nothing else: a playlist that calls itself a video could have it fetch addresses.
            ArgumentList =
            {
                "-v",
                "error",
                "-protocol_whitelist",
                "file",
                "-print_format",
                "json",
                "-show_format",
                "-show_streams",
                $"file:{path}",
            },
        };
        try
        {
            var process = Process.Start(start);
            process?.StandardInput.Close();
            return process;
        }
        catch (Exception e) when (e is Win32Exception or FileNotFoundException)
        {
            if (Interlocked.Exchange(ref _isMissingTold, 1) == 0)
            {
                logger.LogInformation(
                    "'{FfProbe}' is not there, so length, size and codecs of media are not checked before posting. It comes with FFmpeg.",
                    options.FfProbe
                );
            }

            return null;
        }
    }

    /// <summary>Null when it says too much.</summary>
    private static async Task<string?> ReadAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        var buffer = new char[8192];
        var text = new System.Text.StringBuilder();
        for (int read; (read = await reader.ReadAsync(buffer, cancellationToken)) > 0; )
        {
            // Read to its end all the same: a process whose output nobody takes does not end.
            if (text.Length <= LongestAnswer)
            {
                text.Append(buffer, 0, read);
            }
        }

        return text.Length <= LongestAnswer ? text.ToString() : null;
    }
}

using Grpc.Core;

namespace LiveIp.Cli.Commands.Events;

/// <summary>Pauses between the tries of a watch that broke: doubling, bounded, and with an end.</summary>
internal sealed class Reconnect(CommandRunner runner)
{
    /// <summary>About two minutes in all: a host that restarts is back long before.</summary>
    private const int MostFailures = 28;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.25);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    private int _failures;

    /// <summary>The host answered.</summary>
    public async Task SucceededAsync()
    {
        if (_failures > 0)
        {
            _failures = 0;
            await runner.NoteAsync("Connected again; nothing was lost.");
        }
    }

    /// <summary>Whether another try may help. The stream broke, or was never there; a refusal by the host is final.</summary>
    public bool MayTryAgain(RpcException error) =>
        _failures < MostFailures
        && !Failure.IsFromHost(error)
        && error.StatusCode is StatusCode.Unavailable or StatusCode.Internal or StatusCode.Cancelled or StatusCode.Unknown;

    public async Task PauseAsync(string why, CancellationToken cancellationToken)
    {
        var pause = First * Math.Pow(2, Math.Min(_failures, 10));
        pause = pause < Longest ? pause : Longest;
        _failures++;
        await runner.NoteAsync(FormattableString.Invariant($"The connection broke ({why}); reconnecting in {pause.TotalSeconds:0.##} s."));
        await Task.Delay(pause, TimeProvider.System, cancellationToken);
    }
}

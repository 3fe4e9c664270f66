using System.Runtime.InteropServices;

namespace LiveIp.Host.Operations.Running;

/// <summary>
/// The first signal asks for an orderly end; a second one means now. Whatever was acknowledged as durable survives both. It stands in for
/// the handlers of System.CommandLine, which wait for the orderly end inside the signal, before any other handler gets its turn.
/// </summary>
internal sealed class EndSignals : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly CancellationTokenSource _asked = new();
    private int _seen;

    public EndSignals()
    {
        foreach (var (signal, number) in new[] { (PosixSignal.SIGTERM, 15), (PosixSignal.SIGINT, 2) })
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context => OnSignal(context, number)));
        }
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Asked => _asked.Token;

    public void Dispose()
    {
        _registrations.ForEach(static r => r.Dispose());
        _asked.Dispose();
    }

    private void OnSignal(PosixSignalContext context, int number)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _seen) == 1)
        {
            // What is registered for it runs elsewhere: the next signal must find a free thread.
            _ = _asked.CancelAsync();
            return;
        }

        Console.Error.WriteLine("LiveIp was asked a second time and ends at once.");
        // As shells count an end by signal.
        Environment.Exit(128 + number);
    }
}

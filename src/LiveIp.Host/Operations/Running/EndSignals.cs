using System.Runtime.InteropServices;

namespace LiveIp.Host.Operations.Running;

/// <summary>
/// The first signal asks for an orderly end, which the host's lifetime sees to; a second one means now. Whatever was acknowledged as
/// durable survives both.
/// </summary>
internal sealed class EndSignals : IDisposable
{
    private readonly List<PosixSignalRegistration> _registrations = [];
    private int _seen;

    public EndSignals()
    {
        foreach (var (signal, number) in new[] { (PosixSignal.SIGTERM, 15), (PosixSignal.SIGINT, 2) })
        {
            _registrations.Add(PosixSignalRegistration.Create(signal, context => OnSignal(context, number)));
        }
    }

    public void Dispose() => _registrations.ForEach(static r => r.Dispose());

    private void OnSignal(PosixSignalContext context, int number)
    {
        context.Cancel = true;
        if (Interlocked.Increment(ref _seen) == 1)
        {
            return;
        }

        Console.Error.WriteLine("LiveIp ends at once: it was asked a second time.");
        // As shells count an end by signal.
        Environment.Exit(128 + number);
    }
}

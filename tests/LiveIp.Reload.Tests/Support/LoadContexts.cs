using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;

namespace LiveIp.Reload.Tests.Support;

/// <summary>The load contexts of this process, as the runtime itself lists them: nothing of the host is asked.</summary>
internal static class LoadContexts
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>How many copies of a plugin's assembly are in memory.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static int Alive(string assembly) =>
        AssemblyLoadContext.All.Count(c => c.IsCollectible && c.Assemblies.Any(a => a.GetName().Name == assembly));

    /// <summary>Collects until no more than so many are left, or time is up. A context takes several: its finalizers run between them.</summary>
    /// <returns>How many are left.</returns>
    public static async Task<int> CollectAsync(string assembly, int expected, TimeSpan within)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            var alive = Alive(assembly);
            if (alive <= expected || Stopwatch.GetElapsedTime(started) > within)
                return alive;
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
    }

    /// <summary>"managed heap 41 MB, process 180 MB", after a collection.</summary>
    public static string Memory()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using var process = Process.GetCurrentProcess();
        return FormattableString.Invariant(
            $"managed heap {GC.GetTotalMemory(forceFullCollection: false) / 1e6:0.0} MB, process {process.WorkingSet64 / 1e6:0} MB"
        );
    }
}

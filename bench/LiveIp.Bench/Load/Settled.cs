using System.Diagnostics;

namespace LiveIp.Bench.Load;

/// <summary>Starts the clock when the garbage of preparing is gone.</summary>
internal static class Settled
{
    /// <summary>
    /// What was prepared is moved to where old objects live (twice: one generation at a time). Otherwise the collector would move a
    /// hundred thousand waiting events while the clock runs, which no host has in memory.
    /// </summary>
    public static Stopwatch Start()
    {
        GC.Collect();
        GC.Collect();
        return Stopwatch.StartNew();
    }
}

using System.Diagnostics;

namespace LiveIp.Bench.Report;

/// <summary>What a process holds, in MiB.</summary>
internal static class MemoryUse
{
    private const double Mebibyte = 1 << 20;

    /// <summary>Objects of this process that are still in use.</summary>
    public static double Live() => GC.GetTotalMemory(forceFullCollection: true) / Mebibyte;

    /// <summary>Memory of this process that is not on disk (the resident set).</summary>
    public static double Resident()
    {
        using var self = Process.GetCurrentProcess();
        return Resident(self);
    }

    public static double Resident(Process process)
    {
        process.Refresh();
        return process.WorkingSet64 / Mebibyte;
    }
}

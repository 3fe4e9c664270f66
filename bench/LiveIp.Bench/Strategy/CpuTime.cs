namespace LiveIp.Bench.Strategy;

/// <summary>
/// Processor time of this process, its compiler and collector included. A wall clock would measure what else the machine does, and not the
/// same for both sides of a comparison.
/// </summary>
internal static class CpuTime
{
    public static TimeSpan Used() => Environment.CpuUsage.TotalTime;
}

using System.Globalization;

namespace LiveIp.Fuzz.Running;

/// <summary>Memory after a tenth of the frames, when everything is warm, and at the end.</summary>
internal sealed class MemoryWatch
{
    private const long MaxHeapGrowth = 16L * 1024 * 1024;

    /// <summary>Beside the heap: native memory of the unpackers, and what the heap keeps in reserve.</summary>
    private const long MaxResidentGrowth = 256L * 1024 * 1024;

    private (long Heap, long Resident)? _begin;
    private (long Heap, long Resident) _end;

    public bool HasGrown =>
        _begin is { } begin && (_end.Heap - begin.Heap > MaxHeapGrowth || _end.Resident - begin.Resident > MaxResidentGrowth);

    /// <summary>Measures once, however often it is called.</summary>
    public void Begin() => _begin ??= Measure();

    public void End() => _end = Measure();

    public override string ToString() =>
        _begin is { } begin
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"heap {Mebi(begin.Heap):N1} -> {Mebi(_end.Heap):N1} MiB, resident {Mebi(begin.Resident):N0} -> {Mebi(_end.Resident):N0} MiB{(HasGrown ? " GREW" : "")}"
            )
            : "memory: the run was too short to tell";

    private static (long, long) Measure() => (GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);

    private static double Mebi(long bytes) => bytes / (1024.0 * 1024.0);
}

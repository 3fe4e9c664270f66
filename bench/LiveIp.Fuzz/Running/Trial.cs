using System.Diagnostics;
using LiveIp.Fuzz.Targets;

namespace LiveIp.Fuzz.Running;

/// <summary>Decodes frames one by one within the bounds of time and memory.</summary>
internal sealed class Trial(EventCheck check)
{
    /// <summary>A frame that takes longer hangs its connection.</summary>
    public static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(1);

    /// <summary>What a frame may allocate beyond <see cref="Door.MaxBytesPerByte"/>: a packed body may grow to 8 MiB in a doubling buffer.</summary>
    private const long MaxBytes = 40L * 1024 * 1024;

    /// <summary>What the frame did wrong; null when all is well.</summary>
    public string? Run(Door door, ReadOnlyMemory<byte> frame)
    {
        var wrong = Once(door, frame, out var time);
        // A busy machine may make one frame slow, and not the same one twice.
        var most = MaxTime + (frame.Length * door.TimePerByte);
        return wrong ?? (time > most && Once(door, frame, out time) is null && time > most ? $"It took {time}." : null);
    }

    /// <param name="time">
    /// No more than the process has computed meanwhile: on a machine with many others, most of the time is theirs. A frame that waits for
    /// ever is found by the run, which looks at the clock alone.
    /// </param>
    private string? Once(Door door, ReadOnlyMemory<byte> frame, out TimeSpan time)
    {
        var computed = Environment.CpuUsage.TotalTime;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        try
        {
            door.Decode(frame, check);
        }
        catch (Exception e)
        {
            time = default;
            return e.ToString();
        }

        time = Stopwatch.GetElapsedTime(started);
        computed = Environment.CpuUsage.TotalTime - computed;
        time = computed < time ? computed : time;
        allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
        return allocated > MaxBytes + (frame.Length * door.MaxBytesPerByte) ? $"It allocated {allocated} bytes." : null;
    }
}

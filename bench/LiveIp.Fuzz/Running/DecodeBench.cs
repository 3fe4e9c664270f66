using System.Diagnostics;
using LiveIp.Fuzz.Corpora;
using LiveIp.Fuzz.Mutation;
using LiveIp.Fuzz.Targets;
using LiveIp.V1;

namespace LiveIp.Fuzz.Running;

/// <summary>Whole frames of one target, decoded over and over on one thread, beside a bare parse of the same bytes.</summary>
internal sealed class DecodeBench(IFuzzTarget target, Corpus corpus, TimeSpan time)
{
    /// <summary>Of every hundred frames of a live chat this many are plain messages; the other kinds share the rest.</summary>
    private const int ChatShare = 80;

    public void Run(TextWriter output)
    {
        foreach (var door in target.Doors.Where(static d => d.Baseline is not null))
        {
            var frames = Frames(door);
            var count = new EventCount();
            Measure(frames, frame => door.Decode(frame, count), time / 3);
            count.Events = 0;
            var decode = Measure(frames, frame => door.Decode(frame, count), time);
            var events = Math.Max(1, count.Events);
            var parse = Measure(frames, door.Baseline!, time);
            output.WriteLine(
                $"{target.Name, -9} {door.Name, -7} {decode.PerSecond, 11:N0} frames/s {decode.PerSecond * events / decode.Frames, 11:N0} events/s "
                    + $"{decode.Bytes / (double)events, 8:N0} bytes allocated/event {frames.Average(static f => f.Length), 7:N0} bytes/frame | "
                    + $"bare parse {parse.PerSecond, 11:N0} frames/s {parse.Bytes / (double)parse.Frames, 8:N0} bytes allocated/frame | "
                    + $"ratio {decode.PerSecond / parse.PerSecond:N2}"
            );
        }
    }

    /// <summary>The mix, in an order that is always the same.</summary>
    private ReadOnlyMemory<byte>[] Frames(Door door)
    {
        var seeds = corpus.Seeds(target.Name, door);
        Seed[] chat = [.. seeds.Where(seed => door.Chat.Any(name => seed.Name.StartsWith(name, StringComparison.Ordinal)))];
        Seed[] rest = [.. seeds.Except(chat)];
        var rng = new Rng();
        rng.Reset(1, 1);
        return
        [
            .. Enumerable
                .Range(0, 1000)
                .Select(_ => rng.Pick(rng.Below(100) < ChatShare && chat.Length > 0 ? chat : rest).Bytes)
                .Select(body => (ReadOnlyMemory<byte>)(door.Envelope?.Invoke(body) ?? body)),
        ];
    }

    private sealed class EventCount : IEventTaker
    {
        public long Events { get; set; }

        public void Take(LiveEvent happened) => Events++;

        public void Refuse() => throw new InvalidDataException("A whole frame was refused.");
    }

    private static (double PerSecond, long Frames, long Bytes) Measure(
        ReadOnlyMemory<byte>[] frames,
        Action<ReadOnlyMemory<byte>> decode,
        TimeSpan time
    )
    {
        var done = 0L;
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < time)
        {
            foreach (var frame in frames)
            {
                decode(frame);
            }

            done += frames.Length;
        }

        return (done / Stopwatch.GetElapsedTime(started).TotalSeconds, done, GC.GetAllocatedBytesForCurrentThread() - allocated);
    }
}

using System.IO.Compression;
using LiveIp.Fuzz.Corpora;
using LiveIp.Fuzz.Mutation;
using LiveIp.Host.Import;
using LiveIp.Host.Import.Formats;
using static LiveIp.Fuzz.Targets.EventCheck;

namespace LiveIp.Fuzz.Targets;

/// <summary>Files of one format of recordings, some of them compressed, read as the import reads them.</summary>
internal sealed class RecordingTarget(IRecordingFormat format) : IFuzzTarget
{
    private const int MaxHead = 64 * 1024;
    private const int MaxName = 256;
    private const int MaxText = 512;
    private const int Pieces = 256;

    // What a frame may allocate is measured by its own bytes, not by those it unpacks to.
    private const int MaxZipped = 8 * 1024;

    public string Name => $"import.{format.Name}";

    public IReadOnlyList<Door> Doors { get; } =
        format is TwitchDownloaderFormat
            ? [DoorOf(format, "file", FrameFormat.Json, weight: 3), DoorOf(format, "lines", FrameFormat.Text, weight: 1)]
            : [DoorOf(format, "file", FrameFormat.Text, weight: 1)];

    private static Door DoorOf(IRecordingFormat format, string name, FrameFormat bytes, int weight) =>
        new()
        {
            Name = name,
            Format = bytes,
            Weight = weight,
            Decode = (file, events) => Read(format, file, events),
            Wrap = Zip,
            // Each record gets a parser of its own, some 20 KB, and one may be as short as <d/>.
            MaxBytesPerByte = 8192,
            TimePerByte = TimeSpan.FromMicroseconds(4),
        };

    private static void Read(IRecordingFormat format, ReadOnlyMemory<byte> file, IEventTaker events)
    {
        var head = file.Span[..Math.Min(file.Length, MaxHead)];
        _ = RecordingFormats.Recognise(head);
        _ = RecordingFile.Describe(head);
        using var stored = new MemoryStream(file.ToArray(), writable: false);
        using var content = RecordingFile.ContentOf(stored);
        RecordingItem[] items = [.. format.Read(content)];
        if (file.Length % 4 == 0 && ReferenceEquals(content, stored))
        {
            using var pieces = new PieceStream(file, Math.Max(1 + (file.Length / 4 % 61), file.Length / Pieces));
            Demand(format.Read(pieces).SequenceEqual(items), "in pieces the file reads otherwise than as a whole");
        }

        foreach (var item in items)
        {
            Check(item, events);
        }
    }

    private static void Check(RecordingItem item, IEventTaker events)
    {
        switch (item)
        {
            case RecordingItem.About { Source: var source }:
                // As the API demands of callers.
                Demand(
                    source is { ChannelId.Length: <= MaxName, OtherChannelId.Length: <= MaxName, Name.Length: <= MaxName },
                    "a channel's id or name is too long"
                );
                Demand(RecordedSource.IsPlatform(source.Platform), "the platform is no platform's id");
                break;
            case RecordingItem.Happened { Event: var happened }:
                Demand(happened.OccurredAt is not null, "there is no time");
                Demand(happened.Broadcast.Length <= MaxText, "the broadcast is too long");
                Demand(happened.Actor is null or { Person.Id.Length: <= MaxText }, "the person's id is too long");
                events.Take(happened);
                break;
            case RecordingItem.Bad { Reason: var reason }:
                Demand(reason.Length is > 0 and <= MaxText, "the reason is empty or too long");
                events.Refuse();
                break;
            case RecordingItem.LeftOut { Name: var name }:
                Demand(name.Length is > 0 and <= MaxText, "the name of what is left out is empty or too long");
                break;
            case RecordingItem.Truncated { How: var how }:
                Demand(how.Length is > 0 and <= MaxText, "how it breaks off is empty or too long");
                break;
        }
    }

    /// <summary>Now and then compressed; a further mutation then meets the compressed bytes.</summary>
    private static void Zip(ReadOnlySpan<byte> body, IReadOnlyList<Seed> seeds, FrameBuffer frame, Rng rng)
    {
        if (!rng.OneIn(32) || body.Length > MaxZipped)
        {
            frame.Append(body);
            return;
        }

        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
        {
            zip.Write(body);
        }

        frame.Append(zipped.GetBuffer().AsSpan(0, (int)zipped.Length));
    }
}

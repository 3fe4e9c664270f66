using LiveIp.V1;

namespace LiveIp.Host.Import.Formats;

/// <summary>A kind of file in which people keep chats.</summary>
internal interface IRecordingFormat
{
    RecordingFormat Id { get; }

    /// <summary>As people type it.</summary>
    string Name { get; }

    /// <summary>Whether a file that begins like this is one. Decompressed, without a byte order mark.</summary>
    bool Recognises(ReadOnlySpan<byte> head);

    /// <summary>
    /// Everything in the stream, read as it is asked for, with never more than a record or two in memory. Only the stream's own
    /// exceptions come out; what cannot be read is an item.
    /// </summary>
    IEnumerable<RecordingItem> Read(Stream stream);
}

/// <summary>All of them.</summary>
internal static class RecordingFormats
{
    public static IReadOnlyList<IRecordingFormat> All { get; } = [new TsvFormat(), new TwitchDownloaderFormat(), new BililiveXmlFormat()];

    public static IRecordingFormat? Find(RecordingFormat id) => All.FirstOrDefault(f => f.Id == id);

    public static IRecordingFormat? Recognise(ReadOnlySpan<byte> head)
    {
        foreach (var format in All)
        {
            if (format.Recognises(head))
            {
                return format;
            }
        }

        return null;
    }
}

using System.IO.Compression;
using System.Text;
using LiveIp.Host.Import.Formats;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Import;

/// <summary>A recording read to its end.</summary>
internal sealed class Reading
{
    private Reading(IReadOnlyList<RecordingItem> items) => Items = items;

    public IReadOnlyList<RecordingItem> Items { get; }

    public IReadOnlyList<LiveEvent> Events => [.. Items.OfType<RecordingItem.Happened>().Select(static h => h.Event)];

    public IReadOnlyList<LiveEvent> Chat => [.. Events.Where(static e => e.ChatMessage is not null)];

    public IReadOnlyList<string> Texts => [.. Chat.Select(static e => e.ChatMessage.Text)];

    public IReadOnlyList<RecordingItem.Bad> Bad => [.. Items.OfType<RecordingItem.Bad>()];

    public IReadOnlyList<long> BadLines => [.. Bad.Select(static b => b.At.Line)];

    public string? Truncated => Items.OfType<RecordingItem.Truncated>().SingleOrDefault()?.How;

    public RecordedSource Source => Items.OfType<RecordingItem.About>().Last().Source;

    public static Reading Of(IRecordingFormat format, string content) => Of(format, Encoding.UTF8.GetBytes(content));

    public static Reading Of(IRecordingFormat format, byte[] content) => Of(format, new MemoryStream(content));

    public static Reading Of(IRecordingFormat format, Stream content) => new([.. format.Read(content)]);

    public static byte[] Zip(byte[] content)
    {
        using var zipped = new MemoryStream();
        using (var zip = new GZipStream(zipped, CompressionLevel.Fastest))
        {
            zip.Write(content);
        }

        return zipped.ToArray();
    }
}

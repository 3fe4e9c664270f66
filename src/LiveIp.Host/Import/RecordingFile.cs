using System.IO.Compression;
using LiveIp.Host.Import.Formats;

namespace LiveIp.Host.Import;

/// <summary>A recording on the host's disk, compressed with gzip or not.</summary>
internal sealed class RecordingFile : IDisposable
{
    /// <summary>Formats are recognised by this many bytes.</summary>
    private const int HeadSize = 64 * 1024;

    private readonly FileStream _file;

    private RecordingFile(FileStream file, Stream content) => (_file, Content) = (file, content);

    /// <summary>Decompressed.</summary>
    public Stream Content { get; }

    public long TotalBytes => _file.Length;

    /// <summary>Of the file as it lies on the disk; what is read ahead counts.</summary>
    public long BytesRead => _file.Position;

    /// <exception cref="IOException"/>
    /// <exception cref="UnauthorizedAccessException"/>
    public static RecordingFile Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Write | FileShare.Delete, 64 * 1024);
        try
        {
            return new(file, ContentOf(file));
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>What lies in a file: decompressed, or the file itself where it is not compressed.</summary>
    /// <param name="file">At its beginning, and it can seek.</param>
    public static Stream ContentOf(Stream file)
    {
        var isGzip = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
        file.Position = 0;
        return isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
    }

    /// <summary>The beginning of the content, without a byte order mark; shorter where it is damaged.</summary>
    /// <inheritdoc cref="Open" path="/exception"/>
    public static byte[] Head(string path)
    {
        using var file = Open(path);
        var head = new byte[HeadSize];
        var length = 0;
        try
        {
            while (length < head.Length && file.Content.Read(head, length, head.Length - length) is var read and > 0)
            {
                length += read;
            }
        }
        catch (InvalidDataException)
        {
            // What came before is enough to recognise it, or it is not; the import says where it breaks.
        }

        var mark = head.AsSpan(0, length).StartsWith("\uFEFF"u8) ? 3 : 0;
        return head[mark..length];
    }

    /// <summary>What a file looks like that none of the formats recognises; never what it holds.</summary>
    public static string Describe(ReadOnlySpan<byte> head) =>
        head switch
        {
            [] => "nothing",
            [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..] => "text in UTF-16; save it as UTF-8",
            _ when head.Contains((byte)0) => "binary data",
            [(byte)'{', ..] => "JSON without comments and streamer",
            [(byte)'[', ..] => "a JSON list",
            [(byte)'<', ..] => "XML or HTML without <i>",
            _ when RecordedText.Decode(head[..Math.Min(head.Length, 16)]) is null => "text that is not UTF-8, or binary data",
            _ => "text, and its first line is not a number, a tab, a name, a tab and a message",
        };

    public void Dispose()
    {
        Content.Dispose();
        _file.Dispose();
    }
}

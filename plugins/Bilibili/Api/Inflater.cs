using System.Buffers;
using System.IO.Compression;

namespace LiveIp.Plugins.Bilibili.Api;

/// <summary>Unpacks the bodies of versions 2 and 3, within a bound.</summary>
internal static class Inflater
{
    /// <summary>A few kilobytes can unpack to gigabytes; nothing true comes near this.</summary>
    public const int MaxBytes = 8 * 1024 * 1024;

    /// <exception cref="InvalidDataException">Not packed as the version says, or too much.</exception>
    public static ReadOnlyMemory<byte> Inflate(int version, byte[] packed)
    {
        using var source = new MemoryStream(packed, writable: false);
        using Stream unpacker = version switch
        {
            BodyVersion.Zlib => new ZLibStream(source, CompressionMode.Decompress),
            BodyVersion.Brotli => new BrotliStream(source, CompressionMode.Decompress),
            _ => throw new InvalidDataException($"Version {version} is not known."),
        };
        var output = new ArrayBufferWriter<byte>(Math.Max(256, packed.Length * 4));
        try
        {
            while (unpacker.Read(output.GetSpan(4096)) is > 0 and var read)
            {
                output.Advance(read);
                if (output.WrittenCount > MaxBytes)
                {
                    throw new InvalidDataException($"A packed body unpacks to more than {MaxBytes} bytes.");
                }
            }
        }
        catch (Exception fault) when (fault is InvalidOperationException or IOException)
        {
            // InvalidOperationException is BrotliStream's way of saying InvalidData, IOException (ZLibException) is ZLibStream's for a
            // body that asks for a preset dictionary.
            throw new InvalidDataException(fault.Message, fault);
        }

        return output.WrittenMemory;
    }
}

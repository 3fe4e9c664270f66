using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace LiveIp.Plugins.Bilibili.Tests.Support;

/// <summary>Packets written by hand, apart from the code under test.</summary>
internal static class Wire
{
    public static byte[] Packet(int operation, int version, byte[] body)
    {
        var packet = new byte[16 + body.Length];
        BinaryPrimitives.WriteUInt32BigEndian(packet, (uint)packet.Length);
        packet[5] = 16;
        packet[7] = (byte)version;
        packet[11] = (byte)operation;
        packet[15] = 1;
        body.CopyTo(packet, 16);
        return packet;
    }

    public static byte[] Message(string json) => Packet(5, 0, Encoding.UTF8.GetBytes(json));

    public static byte[] Zlib(params byte[][] packets) =>
        Packet(5, 2, Pack(packets, s => new ZLibStream(s, CompressionLevel.Fastest, leaveOpen: true)));

    public static byte[] Brotli(params byte[][] packets) =>
        Packet(5, 3, Pack(packets, s => new BrotliStream(s, CompressionLevel.Fastest, leaveOpen: true)));

    private static byte[] Pack(byte[][] packets, Func<Stream, Stream> packer)
    {
        using var packed = new MemoryStream();
        using (var stream = packer(packed))
        {
            foreach (var packet in packets)
            {
                stream.Write(packet);
            }
        }

        return packed.ToArray();
    }
}

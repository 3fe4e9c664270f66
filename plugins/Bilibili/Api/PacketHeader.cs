using System.Buffers.Binary;

namespace LiveIp.Plugins.Bilibili.Api;

/// <summary>
/// The 16 bytes before every body, big-endian: u32 length of the whole packet, u16 length of the header, u16 version of the body,
/// u32 operation, u32 sequence.
/// </summary>
internal readonly record struct PacketHeader(int Length, int Version, int Operation)
{
    public const int Size = 16;

    /// <summary>Far above anything seen; keeps one broken length from filling the memory. Below 2^24, so the first byte is always 0.</summary>
    public const int MaxLength = 4 * 1024 * 1024;

    public int BodyLength => Length - Size;

    /// <exception cref="PacketException">The bytes are no header.</exception>
    public static PacketHeader Read(ReadOnlySpan<byte> bytes)
    {
        var length = BinaryPrimitives.ReadUInt32BigEndian(bytes);
        var header = BinaryPrimitives.ReadUInt16BigEndian(bytes[4..]);
        if (length is < Size or > MaxLength)
        {
            throw new PacketException($"A packet claims to be {length} bytes long.");
        }

        if (header != Size)
        {
            throw new PacketException($"A packet claims a header of {header} bytes.");
        }

        return new PacketHeader(
            (int)length,
            BinaryPrimitives.ReadUInt16BigEndian(bytes[6..]),
            unchecked((int)BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]))
        );
    }

    /// <summary>Writes a packet around <paramref name="body"/>.</summary>
    public static byte[] Frame(int operation, int version, ReadOnlySpan<byte> body)
    {
        var packet = new byte[Size + body.Length];
        BinaryPrimitives.WriteInt32BigEndian(packet, packet.Length);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(4), Size);
        BinaryPrimitives.WriteUInt16BigEndian(packet.AsSpan(6), (ushort)version);
        BinaryPrimitives.WriteInt32BigEndian(packet.AsSpan(8), operation);
        BinaryPrimitives.WriteInt32BigEndian(packet.AsSpan(12), 1);
        body.CopyTo(packet.AsSpan(Size));
        return packet;
    }
}

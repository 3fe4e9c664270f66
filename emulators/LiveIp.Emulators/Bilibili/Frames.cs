using System.Buffers.Binary;
using System.IO.Compression;

namespace LiveIp.Emulators.Bilibili;

/// <summary>Operations of the socket's frames.</summary>
internal enum FrameOperation
{
    None = 0,
    Heartbeat = 2,
    HeartbeatReply = 3,
    Message = 5,
    Authenticate = 7,
    AuthenticateReply = 8,
}

/// <summary>How a frame carries its body.</summary>
internal enum FrameVersion
{
    Json = 0,
    Control = 1,
    Zlib = 2,
    Brotli = 3,
}

/// <summary>The 16-byte header, big-endian: length with header (u32), header length (u16), version (u16), operation (u32), sequence (u32).</summary>
internal static class Frames
{
    private const int HeaderLength = 16;

    public static byte[] Encode(FrameOperation operation, FrameVersion version, ReadOnlySpan<byte> body)
    {
        var frame = new byte[HeaderLength + body.Length];
        BinaryPrimitives.WriteUInt32BigEndian(frame, (uint)frame.Length);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(4), HeaderLength);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(6), (ushort)version);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(8), (uint)operation);
        BinaryPrimitives.WriteUInt32BigEndian(frame.AsSpan(12), 1);
        body.CopyTo(frame.AsSpan(HeaderLength));
        return frame;
    }

    /// <summary>One frame whose compressed body is a run of complete plain frames.</summary>
    public static byte[] Pack(IEnumerable<byte[]> messages, FrameVersion version)
    {
        using var packed = new MemoryStream();
        using (
            Stream compress =
                version == FrameVersion.Brotli
                    ? new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true)
                    : new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)
        )
        {
            foreach (var message in messages)
            {
                compress.Write(Encode(FrameOperation.Message, FrameVersion.Json, message));
            }
        }

        return Encode(FrameOperation.Message, version, packed.ToArray());
    }

    /// <summary>Reads what a client sends: exactly one plain frame per WebSocket message.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> message, out FrameOperation operation, out byte[] body)
    {
        (operation, body) = (FrameOperation.None, []);
        if (
            message.Length < HeaderLength
            || BinaryPrimitives.ReadUInt32BigEndian(message) != message.Length
            || BinaryPrimitives.ReadUInt16BigEndian(message[4..]) != HeaderLength
        )
        {
            return false;
        }

        operation = (FrameOperation)BinaryPrimitives.ReadUInt32BigEndian(message[8..]);
        body = message[HeaderLength..].ToArray();
        return true;
    }
}

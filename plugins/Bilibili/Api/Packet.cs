namespace LiveIp.Plugins.Bilibili.Api;

/// <summary>What a packet is for.</summary>
internal static class Operation
{
    public const int Heartbeat = 2;
    public const int HeartbeatReply = 3;
    public const int Message = 5;
    public const int Authenticate = 7;
    public const int AuthenticateReply = 8;
}

/// <summary>How a packet's body is packed.</summary>
internal static class BodyVersion
{
    public const int Plain = 0;
    public const int Control = 1;

    /// <summary>zlib; what the open platform uses.</summary>
    public const int Zlib = 2;

    public const int Brotli = 3;
}

/// <summary>One packet, unpacked. Its body belongs to it alone.</summary>
/// <param name="Fault">Why the body could not be unpacked (it is then as it came); null when all is well.</param>
internal readonly record struct Packet(int Operation, int Version, ReadOnlyMemory<byte> Body, string? Fault = null);

/// <summary>The bytes are no packet.</summary>
internal sealed class PacketException(string message) : Exception(message);

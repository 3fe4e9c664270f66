using System.Buffers;

namespace LiveIp.Plugins.Bilibili.Api;

/// <summary>
/// Turns the bytes of a socket into packets. Several packets may share a message, one may be spread over several, and a packed
/// body is a row of packets itself. Not safe for use by several threads.
/// </summary>
internal sealed class PacketReader
{
    private readonly ArrayBufferWriter<byte> _rest = new();
    private bool _skipEcho;

    /// <summary>Takes bytes in and adds the packets that are now complete.</summary>
    /// <param name="bytes">The next bytes of the socket.</param>
    /// <param name="endOfMessage">Whether a WebSocket message ends with them.</param>
    /// <param name="packets">Receives the packets, in order.</param>
    /// <exception cref="PacketException">Packets before the fault are in <paramref name="packets"/>; the reader is of no more use.</exception>
    public void Append(ReadOnlySpan<byte> bytes, bool endOfMessage, List<Packet> packets)
    {
        // The common case, a message of whole packets, is read without copying it together first.
        if (_rest.WrittenCount > 0)
        {
            _rest.Write(bytes);
            bytes = _rest.WrittenSpan;
        }

        var used = ReadAll(bytes, packets);
        if (used > 0 || _rest.WrittenCount == 0)
        {
            // Copied aside first: the rest may lie in the very buffer that it goes into.
            var rest = bytes[used..].ToArray();
            _rest.ResetWrittenCount();
            _rest.Write(rest);
        }

        _skipEcho &= !endOfMessage;
    }

    private int ReadAll(ReadOnlySpan<byte> bytes, List<Packet> packets)
    {
        var position = 0;
        while (position < bytes.Length)
        {
            // The answer to a heartbeat may carry the heartbeat's own body behind it, outside of its stated length. Ours are
            // empty, but proxies differ: what follows in the same message and cannot begin a packet is such an echo.
            if (_skipEcho && bytes[position] != 0)
            {
                return bytes.Length;
            }

            _skipEcho = false;
            if (bytes.Length - position < PacketHeader.Size)
            {
                return position;
            }

            var header = PacketHeader.Read(bytes[position..]);
            if (bytes.Length - position < header.Length)
            {
                return position;
            }

            Unpack(header, bytes.Slice(position + PacketHeader.Size, header.BodyLength), packets);
            position += header.Length;
            _skipEcho = header.Operation == Operation.HeartbeatReply;
        }

        return position;
    }

    private static void Unpack(PacketHeader header, ReadOnlySpan<byte> body, List<Packet> packets)
    {
        if (header.Version is BodyVersion.Plain or BodyVersion.Control)
        {
            packets.Add(new Packet(header.Operation, header.Version, body.ToArray()));
            return;
        }

        var outer = body.ToArray();
        try
        {
            UnpackRow(Inflater.Inflate(header.Version, outer), packets);
        }
        catch (Exception fault) when (fault is InvalidDataException or PacketException)
        {
            packets.Add(new Packet(header.Operation, header.Version, outer, fault.Message));
        }
    }

    private static void UnpackRow(ReadOnlyMemory<byte> row, List<Packet> packets)
    {
        if (row.IsEmpty)
        {
            // What a body that was cut off at its beginning unpacks to.
            throw new InvalidDataException("A packed body holds nothing.");
        }

        while (!row.IsEmpty)
        {
            if (row.Length < PacketHeader.Size)
            {
                throw new InvalidDataException("A packed body ends within a header.");
            }

            var header = PacketHeader.Read(row.Span);
            if (header.Length > row.Length)
            {
                throw new InvalidDataException("A packed body ends within a packet.");
            }

            // Packing within packing is not in the protocol, and would multiply what one packet can cost.
            if (header.Version is not (BodyVersion.Plain or BodyVersion.Control))
            {
                throw new InvalidDataException($"A packed body holds a packet of version {header.Version}.");
            }

            packets.Add(new Packet(header.Operation, header.Version, row[PacketHeader.Size..header.Length]));
            row = row[header.Length..];
        }
    }
}

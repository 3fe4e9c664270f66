using System.Buffers;

namespace LiveIp.Plugins.Bilibili.Api;

/// <summary>
/// Turns the bytes of a socket into packets. Several packets may share a message, one may be spread over several, and a packed
/// body is a row of packets itself. Not safe for use by several threads.
/// </summary>
internal sealed class PacketReader
{
    /// <summary>Packets in one packed body. A few kilobytes can unpack to half a million headers, each of which would become an event.</summary>
    private const int MaxPacketsInRow = 4096;

    /// <summary>Messages without a packet, one after another, after which the connection speaks something else.</summary>
    private const int MaxFaultsInRow = 16;

    private readonly ArrayBufferWriter<byte> _rest = new();
    private bool _skipEcho;
    private bool _skipMessage;
    private int _faultsInRow;

    /// <summary>
    /// Takes bytes in and adds the packets that are now complete. Bytes that are no packet become one with a fault, and reading goes
    /// on with the next message, because that is where packets begin.
    /// </summary>
    /// <param name="bytes">The next bytes of the socket.</param>
    /// <param name="endOfMessage">Whether a WebSocket message ends with them.</param>
    /// <param name="packets">Receives the packets, in order.</param>
    /// <exception cref="PacketException">
    /// Message after message held no packet. Packets before the fault are in <paramref name="packets"/>; the reader is of no more use.
    /// </exception>
    public void Append(ReadOnlySpan<byte> bytes, bool endOfMessage, List<Packet> packets)
    {
        if (_skipMessage)
        {
            _skipMessage = !endOfMessage;
            return;
        }

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
        _skipMessage &= !endOfMessage;
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

            if (TryReadHeader(bytes[position..], packets) is not { } header)
            {
                return bytes.Length;
            }

            if (bytes.Length - position < header.Length)
            {
                return position;
            }

            Unpack(header, bytes.Slice(position + PacketHeader.Size, header.BodyLength), packets);
            position += header.Length;
            _faultsInRow = 0;
            _skipEcho = header.Operation == Operation.HeartbeatReply;
        }

        return position;
    }

    private PacketHeader? TryReadHeader(ReadOnlySpan<byte> bytes, List<Packet> packets)
    {
        try
        {
            return PacketHeader.Read(bytes);
        }
        catch (PacketException fault)
        {
            if (++_faultsInRow > MaxFaultsInRow)
            {
                throw;
            }

            packets.Add(new Packet(Operation.Message, BodyVersion.Plain, bytes.ToArray(), fault.Message));
            _skipMessage = true;
            return null;
        }
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

        for (var left = MaxPacketsInRow; !row.IsEmpty; left--)
        {
            if (left == 0)
            {
                throw new InvalidDataException("A packed body holds too many packets.");
            }

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

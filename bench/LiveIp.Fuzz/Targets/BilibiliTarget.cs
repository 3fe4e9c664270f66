using System.Buffers.Binary;
using System.IO.Compression;
using System.Text.Json;
using LiveIp.Contracts;
using LiveIp.Fuzz.Corpora;
using LiveIp.Fuzz.Mutation;
using LiveIp.Plugins.Bilibili.Api;
using LiveIp.Plugins.Bilibili.Normalize;

namespace LiveIp.Fuzz.Targets;

/// <summary>The open live platform's socket packets and its HTTP answers.</summary>
internal sealed class BilibiliTarget : IFuzzTarget
{
    private static readonly PacketNormalizer Normalizer = new(new Anchor("anchor", "主播"));

    public string Name => "bilibili";

    public IReadOnlyList<Door> Doors { get; } =
    [
        new Door
        {
            Name = "event",
            Format = FrameFormat.Json,
            Weight = 16,
            Decode = DecodeFrame,
            Baseline = static frame => JsonDocument.Parse(frame[PacketHeader.Size..]).Dispose(),
            Chat = ["DM."],
            Envelope = static body => PacketHeader.Frame(Operation.Message, BodyVersion.Plain, body),
            Wrap = Wrap,
        },
        new Door
        {
            Name = "frame",
            Format = FrameFormat.Bytes,
            Weight = 3,
            Decode = DecodeFrame,
        },
        new Door
        {
            Name = "answer",
            Format = FrameFormat.Json,
            Decode = DecodeAnswer,
        },
    ];

    /// <summary>As the feed reads a socket; a third of the frames come in two pieces.</summary>
    private static void DecodeFrame(ReadOnlyMemory<byte> frame, IEventTaker events)
    {
        var packets = new List<Packet>();
        var reader = new PacketReader();
        try
        {
            var cut = frame.Length % 3 == 0 ? frame.Length / 2 : 0;
            if (cut > 0)
            {
                reader.Append(frame.Span[..cut], endOfMessage: false, packets);
            }

            reader.Append(frame.Span[cut..], endOfMessage: true, packets);
        }
        catch (PacketException)
        {
            // Declared: the feed hands over what came before, and opens another socket.
            events.Refuse();
        }

        foreach (var packet in packets)
        {
            if (packet is not { Operation: Operation.HeartbeatReply, Fault: null })
            {
                events.Take(Normalizer.Normalize(packet));
            }
        }
    }

    private static void DecodeAnswer(ReadOnlyMemory<byte> body, IEventTaker events)
    {
        Declared(() => OpenLiveClient.Read(body.Span, WireJson.Default.EnvelopeStartData, "v2/app/start"), events);
        Declared(() => OpenLiveClient.Read(body.Span, WireJson.Default.EnvelopeNoData, "v2/app/heartbeat"), events);
        OpenLiveSocket.ReadCode(body.Span);
    }

    private static void Declared(Action read, IEventTaker events)
    {
        try
        {
            read();
        }
        catch (AdapterException)
        {
            events.Refuse();
        }
    }

    /// <summary>The body as a packet, alone or in a row with whole ones, plain or packed, at times with a header that lies.</summary>
    private static void Wrap(ReadOnlySpan<byte> body, IReadOnlyList<Seed> seeds, FrameBuffer frame, Rng rng)
    {
        var before = rng.OneIn(4) ? rng.Below(3) : 0;
        for (var i = 0; i < before; i++)
        {
            Packet(rng.Pick(seeds).Bytes, BodyVersion.Plain, frame, rng, lies: false);
        }

        Packet(body, BodyVersion.Plain, frame, rng, lies: rng.OneIn(16));
        var packing = rng.Below(16);
        if (packing >= 6)
        {
            return;
        }

        var version = packing < 4 ? BodyVersion.Zlib : BodyVersion.Brotli;
        var packed = Pack(frame.Memory, version);
        if (rng.OneIn(32) && packed.Length > 0)
        {
            packed[rng.Below(packed.Length)] ^= (byte)(1 << rng.Below(8));
        }

        frame.Clear();
        Packet(packed, rng.OneIn(32) ? rng.Below(6) : version, frame, rng, lies: rng.OneIn(64));
    }

    private static void Packet(ReadOnlySpan<byte> body, int version, FrameBuffer frame, Rng rng, bool lies)
    {
        Span<byte> header = stackalloc byte[PacketHeader.Size];
        var length = PacketHeader.Size + body.Length;
        BinaryPrimitives.WriteInt32BigEndian(header, lies && rng.OneIn(2) ? length + rng.Below(9) - 4 : length);
        BinaryPrimitives.WriteUInt16BigEndian(header[4..], (ushort)(lies && rng.OneIn(8) ? rng.Below(40) : PacketHeader.Size));
        BinaryPrimitives.WriteUInt16BigEndian(header[6..], (ushort)(lies && rng.OneIn(4) ? rng.Below(8) : version));
        BinaryPrimitives.WriteInt32BigEndian(header[8..], lies && rng.OneIn(4) ? rng.Below(12) : Operation.Message);
        BinaryPrimitives.WriteInt32BigEndian(header[12..], 1);
        frame.Append(header);
        frame.Append(body);
    }

    private static byte[] Pack(ReadOnlyMemory<byte> row, int version)
    {
        using var packed = new MemoryStream();
        using (
            Stream packer =
                version == BodyVersion.Zlib
                    ? new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)
                    : new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true)
        )
        {
            packer.Write(row.Span);
        }

        return packed.ToArray();
    }
}

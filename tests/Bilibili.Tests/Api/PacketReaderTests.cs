using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using CsCheck;
using LiveIp.Plugins.Bilibili.Api;
using LiveIp.Plugins.Bilibili.Tests.Support;

namespace LiveIp.Plugins.Bilibili.Tests.Api;

public sealed class PacketReaderTests
{
    /// <summary>Bodies, how each group of them is packed (0 plain, 2 zlib, 3 brotli), and where the stream is cut.</summary>
    private static readonly Gen<(byte[] Stream, List<byte[]> Bodies)> Streams = Gen.Select(
            Gen.Byte.Array[0, 60].List[1, 6],
            Gen.OneOf(Gen.Const(0), Gen.Const(2), Gen.Const(3))
        )
        .List[1, 6]
        .Select(groups =>
            (
                groups
                    .SelectMany(group =>
                    {
                        var plain = group.Item1.Select(body => Wire.Packet(5, 0, body)).ToArray();
                        return group.Item2 switch
                        {
                            2 => Wire.Zlib(plain),
                            3 => Wire.Brotli(plain),
                            _ => plain.SelectMany(p => p).ToArray(),
                        };
                    })
                    .ToArray(),
                groups.SelectMany(group => group.Item1).ToList()
            )
        );

    [Fact]
    public void However_packets_are_packed_joined_and_cut_the_same_messages_come_out() =>
        Gen.Select(Streams, Gen.Int[1, 40].Array[1, 8], Gen.Bool)
            .Sample(
                (stream, cuts, messageEnds) =>
                {
                    var reader = new PacketReader();
                    List<Packet> packets = [];
                    for (int at = 0, i = 0; at < stream.Stream.Length; i++)
                    {
                        var length = Math.Min(cuts[i % cuts.Length], stream.Stream.Length - at);
                        reader.Append(stream.Stream.AsSpan(at, length), messageEnds, packets);
                        at += length;
                    }

                    Assert.All(packets, packet => Assert.Null(packet.Fault));
                    Assert.Equal(stream.Bodies, packets.Select(packet => packet.Body.ToArray()));
                },
                iter: 1000
            );

    [Fact]
    public void What_we_frame_we_read() =>
        Gen.Select(Gen.Int[0, 20], Gen.Int[0, 1], Gen.Byte.Array[0, 200])
            .Sample(
                (operation, version, body) =>
                {
                    List<Packet> packets = [];
                    new PacketReader().Append(PacketHeader.Frame(operation, version, body), endOfMessage: true, packets);

                    var packet = Assert.Single(packets);
                    Assert.Equal((operation, version), (packet.Operation, packet.Version));
                    Assert.Equal(body, packet.Body.ToArray());
                },
                iter: 500
            );

    [Fact]
    public void Random_bytes_end_in_packets_or_in_the_readers_own_exception() =>
        Gen.Select(Gen.Byte.Array[0, 300], Gen.Bool, Gen.Int[0, 5])
            .Sample(
                (noise, withHeader, version) =>
                {
                    // Noise alone hardly ever passes the header; noise within a header reaches what is behind it.
                    var bytes = withHeader ? Wire.Packet(5, version, noise) : noise;
                    List<Packet> packets = [];
                    var fault = Record.Exception(() => new PacketReader().Append(bytes, endOfMessage: true, packets));

                    Assert.True(fault is null or PacketException, fault?.ToString());
                    Assert.True(!withHeader || packets.Count > 0);
                },
                iter: 3000
            );

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void One_flipped_byte_in_a_packed_body_is_a_fault_and_the_next_packet_is_read(int version)
    {
        var packed = version == 2 ? Wire.Zlib(Wire.Message("{}")) : Wire.Brotli(Wire.Message("{}"));
        packed[16] ^= 0xFF;
        List<Packet> packets = [];

        new PacketReader().Append([.. packed, .. Wire.Message("""{"a":1}""")], endOfMessage: true, packets);

        Assert.NotNull(packets[0].Fault);
        Assert.Equal("""{"a":1}""", Encoding.UTF8.GetString(packets[1].Body.Span));
    }

    [Fact]
    public void A_packed_body_that_ends_within_a_packet_gives_what_was_whole_and_a_fault()
    {
        List<Packet> packets = [];

        new PacketReader().Append(Wire.Zlib(Wire.Message("{}"), Wire.Message("{}")[..17]), endOfMessage: true, packets);

        Assert.Equal(2, packets.Count);
        Assert.Null(packets[0].Fault);
        Assert.Contains("ends within", packets[1].Fault);
    }

    [Fact]
    public void A_zlib_body_that_asks_for_a_dictionary_is_a_fault()
    {
        List<Packet> packets = [];

        new PacketReader().Append(Wire.Packet(5, 2, [0x78, 0x20, 1, 2, 3, 4, 5]), endOfMessage: true, packets);

        Assert.NotNull(Assert.Single(packets).Fault);
    }

    [Fact]
    public void Packing_within_packing_is_a_fault()
    {
        List<Packet> packets = [];

        new PacketReader().Append(Wire.Brotli(Wire.Zlib(Wire.Message("{}"))), endOfMessage: true, packets);

        Assert.NotNull(Assert.Single(packets).Fault);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void A_body_that_unpacks_beyond_the_bound_is_a_fault(int version)
    {
        using var packed = new MemoryStream();
        using (
            Stream stream =
                version == 2
                    ? new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)
                    : new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true)
        )
        {
            stream.Write(new byte[Inflater.MaxBytes + 1]);
        }

        List<Packet> packets = [];
        new PacketReader().Append(Wire.Packet(5, version, packed.ToArray()), endOfMessage: true, packets);

        Assert.Contains("unpacks to more than", Assert.Single(packets).Fault);
    }

    [Theory]
    [InlineData(15u, 16)]
    [InlineData(0x7FFFFFFFu, 16)]
    [InlineData(0xFFFFFFFFu, 16)]
    [InlineData(20u, 17)]
    public void A_header_that_cannot_be_is_a_fault_and_the_next_message_is_read(uint length, ushort header)
    {
        var bytes = Wire.Message("{}");
        BinaryPrimitives.WriteUInt32BigEndian(bytes, length);
        BinaryPrimitives.WriteUInt16BigEndian(bytes.AsSpan(4), header);

        var reader = new PacketReader();
        List<Packet> packets = [];
        reader.Append(bytes, endOfMessage: false, packets);
        reader.Append("the rest of the same message"u8, endOfMessage: true, packets);
        reader.Append(Wire.Message("{}"), endOfMessage: true, packets);

        Assert.NotNull(packets[0].Fault);
        Assert.Null(packets[1].Fault);
        Assert.Equal(2, packets.Count);
    }

    [Fact]
    public void A_small_body_that_unpacks_to_half_a_million_packets_becomes_few()
    {
        List<Packet> packets = [];

        new PacketReader().Append(Wire.Zlib([.. Enumerable.Repeat(Wire.Packet(5, 0, []), 500_000)]), endOfMessage: true, packets);

        Assert.InRange(packets.Count, 1, 5000);
        Assert.Contains("too many packets", packets[^1].Fault);
    }

    [Fact]
    public void Message_after_message_without_a_packet_is_the_readers_own_exception()
    {
        var reader = new PacketReader();

        Assert.Throws<PacketException>(() =>
        {
            for (var i = 0; i < 17; i++)
            {
                reader.Append("GET / HTTP/1.1\r\n"u8, endOfMessage: true, []);
            }
        });
    }

    [Theory]
    [InlineData("[object Object]")]
    [InlineData("{}")]
    public void An_echoed_heartbeat_behind_the_answer_is_skipped(string echo)
    {
        var reply = Wire.Packet(3, 1, [0, 0, 0, 1]);
        var reader = new PacketReader();
        List<Packet> packets = [];

        reader.Append([.. reply, .. Encoding.UTF8.GetBytes(echo)], endOfMessage: true, packets);
        reader.Append(Wire.Message("{}"), endOfMessage: true, packets);

        Assert.Equal([3, 5], packets.Select(packet => packet.Operation));
    }

    [Fact]
    public void An_echo_that_comes_in_two_pieces_is_skipped_to_the_end_of_its_message()
    {
        var reader = new PacketReader();
        List<Packet> packets = [];

        reader.Append([.. Wire.Packet(3, 1, [0, 0, 0, 1]), (byte)'{'], endOfMessage: false, packets);
        reader.Append("}"u8, endOfMessage: true, packets);
        reader.Append(Wire.Message("{}"), endOfMessage: true, packets);

        Assert.Equal([3, 5], packets.Select(packet => packet.Operation));
    }

    [Fact]
    public void A_packet_right_behind_the_answer_is_read()
    {
        List<Packet> packets = [];

        new PacketReader().Append([.. Wire.Packet(3, 1, [0, 0, 0, 1]), .. Wire.Message("{}")], endOfMessage: true, packets);

        Assert.Equal([3, 5], packets.Select(packet => packet.Operation));
    }
}

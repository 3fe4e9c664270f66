using System.IO.Compression;
using System.Text;
using CsCheck;
using LiveIp.Host.Import.Formats;

namespace LiveIp.Host.Tests.Import;

public sealed class HostileRecordingTests
{
    private static readonly byte[][] Whole =
    [
        Encoding.UTF8.GetBytes(Recordings.Tsv),
        Encoding.UTF8.GetBytes(Recordings.TwitchJson),
        Encoding.UTF8.GetBytes(Recordings.Xml),
    ];

    // What the formats are made of, so that a mutation is more than noise.
    private static readonly byte[] Structure = [.. "<>\"'{}[],:\\/\t\n&;!-0\0"u8];

    private static readonly Gen<byte> AnyByte = Gen.OneOf(Gen.Int[0, Structure.Length - 1].Select(static i => Structure[i]), Gen.Byte);

    private static readonly Gen<byte[]> Mutated =
        from whole in Gen.Int[0, Whole.Length - 1].Select(static i => Whole[i])
        from edits in Gen.Select(Gen.Int[0, 1 << 20], Gen.Int[0, 12], AnyByte.Array[0, 12]).Array[1, 12]
        select edits.Aggregate(whole, (bytes, edit) => Edit(bytes, edit.Item1 % bytes.Length, edit.Item2, edit.Item3));

    [Fact]
    public void No_reader_throws_whatever_the_bytes_and_every_event_can_be_logged() =>
        Mutated.Sample(
            static bytes =>
            {
                foreach (var format in RecordingFormats.All)
                {
                    var read = Reading.Of(format, bytes);
                    Assert.All(
                        read.Events,
                        static e =>
                        {
                            Assert.NotEmpty(e.Id);
                            Assert.NotNull(e.OccurredAt);
                            Assert.InRange(e.CalculateSize(), 1, 4 * RecordBytes.MaxRecord);
                        }
                    );
                    _ = format.Recognises(bytes);
                }
            },
            iter: 3000
        );

    [Theory]
    [InlineData(1, "{\"_id\":\"1", "\n],\"embedded")]
    [InlineData(2, "<d p=", "<like")]
    public void One_wrong_byte_anywhere_among_the_records_costs_one_of_them_at_most(int format, string from, string to)
    {
        var whole = Whole[format];
        var known = Reading.Of(RecordingFormats.All[format], whole).Events.ToDictionary(static e => e.Id);
        var (first, last) = (whole.AsSpan().IndexOf(Encoding.UTF8.GetBytes(from)), whole.AsSpan().IndexOf(Encoding.UTF8.GetBytes(to)));
        for (var at = first; at < last; at++)
        {
            foreach (var wrong in "\0\"<{]},"u8.ToArray())
            {
                var read = Reading.Of(RecordingFormats.All[format], Edit(whole, at, 0, [wrong]));
                var same = read.Events.Count(e => known.TryGetValue(e.Id, out var undamaged) && undamaged.Equals(e));
                // A cheer is two events. Behind the last record nothing shows where it is right again: that looks like a cut.
                Assert.True(
                    same >= known.Count - (format == 1 ? 2 : 1),
                    $"{(char)wrong} at {at}: {same} of {known.Count}, {read.Truncated}, {string.Join("; ", read.Bad)}"
                );
            }
        }
    }

    [Fact]
    public void Compressed_data_that_breaks_off_gives_what_is_whole_and_says_so()
    {
        var lines = Encoding.UTF8.GetBytes(
            string.Concat(Enumerable.Range(0, 20_000).Select(static i => $"{1_600_000_000 + i}\tann\t{i}\n"))
        );
        var zipped = Reading.Zip(lines);
        var read = Reading.Of(new TsvFormat(), new GZipStream(new MemoryStream(zipped[..(zipped.Length / 2)]), CompressionMode.Decompress));
        Assert.InRange(read.Chat.Count, 1, 19_999);
        Assert.NotNull(read.Truncated);
        Assert.Equal(Enumerable.Range(0, read.Chat.Count).Select(static i => $"{i}"), read.Texts);

        zipped[zipped.Length / 2] ^= 0xFF;
        var damaged = Reading.Of(new TsvFormat(), new GZipStream(new MemoryStream(zipped), CompressionMode.Decompress));
        Assert.True(damaged.Truncated is not null);
    }

    [Fact]
    public void A_bomb_is_one_bad_record()
    {
        var zeros = new byte[50_000_000];
        var read = Reading.Of(new TsvFormat(), new GZipStream(new MemoryStream(Reading.Zip(zeros)), CompressionMode.Decompress));
        Assert.Empty(read.Events);
        Assert.Single(read.Bad);
        Assert.NotNull(read.Truncated);
    }

    private static byte[] Edit(byte[] bytes, int at, int remove, byte[] insert) =>
        [.. bytes[..at], .. insert, .. bytes[Math.Min(bytes.Length, at + remove)..], .. bytes.Length < 2 ? "ab"u8 : []];
}

using System.Diagnostics;
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

    public static TheoryData<int> Formats => [0, 1, 2];

    [Theory]
    [MemberData(nameof(Formats))]
    public void A_file_of_any_size_is_read_in_the_same_memory(int format)
    {
        const long size = 200_000_000;
        // Long texts: this is about bytes, and the time of the tests.
        var text = new string('x', 20_000);
        var record = Encoding.UTF8.GetBytes(
            format switch
            {
                0 => $"1600000000\tann\t{text}\n",
                1 => Recordings.Comment(1, text) + ",\n",
                _ => $"<d p=\"1,1,25,16777215,1600000000,0,5,0\" user=\"u\">{text}</d>\n",
            }
        );
        byte[] head = format switch
        {
            0 => [],
            1 => [.. "{\"comments\":[\n"u8],
            _ => [.. "<i>\n"u8],
        };
        using var stream = new Endless(head, record, size);
        var watch = Stopwatch.StartNew();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        long events = 0;
        long most = 0;
        foreach (var item in RecordingFormats.All[format].Read(stream))
        {
            events += item is RecordingItem.Happened ? 1 : 0;
            if (events % 2000 == 1999)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
                events++;
            }
        }

        Assert.InRange(events, size / record.Length * 9 / 10, size / record.Length * 11 / 10);
        Assert.InRange(most, long.MinValue, 16_000_000);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(60));
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

    /// <summary>A beginning, and one record again and again.</summary>
    private sealed class Endless(byte[] head, byte[] record, long size) : Stream
    {
        private long _at;

        public override bool CanRead => true;
        public override bool CanSeek => false;
        public override bool CanWrite => false;
        public override long Length => size;

        public override long Position
        {
            get => _at;
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var (source, from) = _at < head.Length ? (head, (int)_at) : (record, (int)((_at - head.Length) % record.Length));
            var length = (int)Math.Min(Math.Min(count, source.Length - from), size - _at);
            Array.Copy(source, from, buffer, offset, length);
            _at += length;
            return length;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}

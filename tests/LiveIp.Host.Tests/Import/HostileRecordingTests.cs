using System.IO.Compression;
using System.Text;
using CsCheck;
using LiveIp.Contracts;
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

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void Byte_by_byte_and_behind_a_mark_a_file_reads_as_it_does_at_once(int format)
    {
        byte[] marked = [.. "\uFEFF"u8, .. Whole[format]];
        var whole = Reading.Of(RecordingFormats.All[format], Whole[format]);

        Assert.Equal(whole.Events, Reading.Of(RecordingFormats.All[format], new ByteByByte(marked)).Events);
        Assert.Empty(Reading.Of(RecordingFormats.All[format], new ByteByByte(marked[..2])).Events);
    }

    [Theory]
    [InlineData("9999-12-31T23:59:59Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    public void An_offset_from_a_beginning_at_the_end_of_the_calendar_is_no_time(string start)
    {
        var json = Recordings
            .TwitchJson.Replace("2023-04-05T18:00:00Z", start, StringComparison.Ordinal)
            .Replace("\"created_at\":\"2023-04-05T18:01:00Z\",", "", StringComparison.Ordinal);
        var twitch = Reading.Of(new TwitchDownloaderFormat(), json);
        Assert.DoesNotContain(twitch.Events, static e => e.BroadcastState is not null);
        Assert.Equal(["no time: created_at is missing or no time"], twitch.Bad.Select(static b => b.Reason));

        var xml = Recordings.Xml.Replace("2024-05-01T20:00:00.0000000+08:00", start, StringComparison.Ordinal);
        var bililive = Reading.Of(new BililiveXmlFormat(), xml);
        Assert.Equal(["你好 <3"], bililive.Texts);
        Assert.All(bililive.Bad, static b => Assert.StartsWith("no time", b.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_longer_than_ids_and_names_is_none()
    {
        var endless = new string('7', 257);
        var json = Recordings
            .Twitch(Recordings.Comment(1))
            .Replace("id-1", endless, StringComparison.Ordinal)
            .Replace("9001", endless, StringComparison.Ordinal)
            .Replace("Foo", endless, StringComparison.Ordinal);
        var twitch = Reading.Of(new TwitchDownloaderFormat(), json);
        Assert.StartsWith("twitch-vod:", Assert.Single(twitch.Events).Id, StringComparison.Ordinal);
        Assert.Equal(("", "42", ""), (twitch.Events[0].Broadcast, twitch.Source.ChannelId, twitch.Source.Name));

        var xml = $"""<i><metadata><platform>a b</platform><room_id>{endless}</room_id><user_name>{endless}</user_name></metadata></i>""";
        Assert.Equal(new RecordedSource(), Reading.Of(new BililiveXmlFormat(), xml).Source);

        var tsv = Reading.Of(new TsvFormat(), $"1600000000\t{endless}\thello\n");
        Assert.Equal(["the user's name is longer than 256 characters"], tsv.Bad.Select(static b => b.Reason));
    }

    [Fact]
    public void A_notice_of_any_length_is_kept_within_the_bounds_of_a_sample()
    {
        var comment = Recordings
            .Comment(1, new string('x', 100_000))
            .Replace("\"body\"", $"\"user_notice_params\":{{\"msg_id\":\"{new string('n', 300)}\"}},\"body\"", StringComparison.Ordinal);
        var vendor = Reading
            .Of(new TwitchDownloaderFormat(), Recordings.Twitch(comment))
            .Events.Single(static e => e.Vendor is not null)
            .Vendor;

        Assert.StartsWith("twitch/usernotice.nnn", vendor.Type, StringComparison.Ordinal);
        Assert.InRange(vendor.Type.Length, 1, 100);
        Assert.InRange(vendor.Json.Length, 1, UnreadableSample.MaxJson);
    }

    private static byte[] Edit(byte[] bytes, int at, int remove, byte[] insert) =>
        [.. bytes[..at], .. insert, .. bytes[Math.Min(bytes.Length, at + remove)..], .. bytes.Length < 2 ? "ab"u8 : []];

    private sealed class ByteByByte(byte[] bytes) : MemoryStream(bytes)
    {
        public override int Read(byte[] buffer, int offset, int count) => base.Read(buffer, offset, Math.Min(count, 1));
    }
}

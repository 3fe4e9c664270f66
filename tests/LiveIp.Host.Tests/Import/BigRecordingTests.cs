using System.Diagnostics;
using System.Text;
using LiveIp.Host.Import.Formats;

namespace LiveIp.Host.Tests.Import;

/// <summary>Alone: the memory that is measured is that of the whole process.</summary>
[CollectionDefinition(nameof(BigRecordingTests), DisableParallelization = true)]
[Collection(nameof(BigRecordingTests))]
public sealed class BigRecordingTests
{
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
            if (item is RecordingItem.Happened && ++events % 2000 == 0)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
            }
        }

        Assert.InRange(events, size / record.Length * 9 / 10, size / record.Length * 11 / 10);
        Assert.InRange(most, long.MinValue, 16_000_000);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(60));
    }

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

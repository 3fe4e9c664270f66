using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Plugins.Discord.Tests.Support;

/// <summary>A file that tells how it was read.</summary>
internal sealed class WatchedMedia(long length) : IMediaContent
{
    private int _open;

    public MediaFile File { get; } =
        new()
        {
            FileName = "long.mp4",
            Kind = MediaFile.Types.Kind.Video,
            ContentType = "video/mp4",
            SizeBytes = length,
        };

    public int LargestRead { get; private set; }

    public int Opened { get; private set; }

    public bool IsOpen => _open > 0;

    public Stream OpenRead()
    {
        Opened++;
        _open++;
        return new Watched(this, length);
    }

    private sealed class Watched(WatchedMedia file, long length) : Stream
    {
        public override bool CanRead => true;
        public override bool CanSeek => true;
        public override bool CanWrite => false;
        public override long Length => length;
        public override long Position { get; set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            file.LargestRead = Math.Max(file.LargestRead, count);
            var read = (int)Math.Min(count, length - Position);
            buffer.AsSpan(offset, read).Fill(7);
            Position += read;
            return read;
        }

        public override long Seek(long offset, SeekOrigin origin) =>
            Position = origin switch
            {
                SeekOrigin.Begin => offset,
                SeekOrigin.Current => Position + offset,
                _ => length + offset,
            };

        public override void Flush() { }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            file._open--;
            base.Dispose(disposing);
        }
    }
}

using LiveIp.Contracts;
using LiveIp.V1;

namespace YouTube.Tests.Uploads;

/// <summary>A file that cannot be read beyond a place: what is uploaded ends there, as when a process ends.</summary>
internal sealed class BreakingMedia(IMediaContent whole, long readable) : IMediaContent
{
    public MediaFile File => whole.File;

    public Stream OpenRead() => new BreakingStream(whole.OpenRead(), readable);

    private sealed class BreakingStream(Stream inner, long readable) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => true;

        public override bool CanWrite => false;

        public override long Length => inner.Length;

        public override long Position
        {
            get => inner.Position;
            set => inner.Position = value;
        }

        public override int Read(byte[] buffer, int offset, int count) =>
            inner.Position + count <= readable ? inner.Read(buffer, offset, count) : throw new IOException("The disk is gone.");

        public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

        public override void Flush() { }

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
        }
    }
}

using System.Text;

namespace LiveIp.Host.Api.Errors;

/// <summary>Passes an answer on as it is written, and keeps the body of an error back, so that it can be completed.</summary>
internal sealed class ErrorBody(HttpResponse response, Stream inner) : Stream
{
    private readonly MemoryStream _kept = new();

    public string Text => Encoding.UTF8.GetString(_kept.ToArray());

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    // Decided at the first byte, as the status is: once an answer has begun, it can no longer become an error.
    private Stream Target => !response.HasStarted && response.StatusCode >= StatusCodes.Status400BadRequest ? _kept : inner;

    public override void Write(byte[] buffer, int offset, int count) => Target.Write(buffer, offset, count);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        Target.WriteAsync(buffer, cancellationToken);

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        Target.WriteAsync(buffer, offset, count, cancellationToken);

    public override void Flush() => Target.Flush();

    public override Task FlushAsync(CancellationToken cancellationToken) => Target.FlushAsync(cancellationToken);

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

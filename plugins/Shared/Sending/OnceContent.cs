using System.Net;
using System.Net.Http.Headers;

namespace LiveIp.Plugins.Sending;

/// <summary>
/// A body that knows whether its sending began. Until then nothing that a receiver could act on has left, whatever failed: the name,
/// the connection or the encryption. After it, only the receiver's answer tells.
/// </summary>
internal sealed class OnceContent : HttpContent
{
    /// <summary>Bytes in a second over a line of 1 Mbit/s, which is what the host counts with.</summary>
    private const double SlowestLine = 125_000;

    private readonly HttpContent _body;

    public OnceContent(byte[] body)
    {
        _body = new ByteArrayContent(body);
        Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
    }

    /// <summary>A body with files in it, which are read while it is sent.</summary>
    /// <param name="body">Of a known length; closed with this.</param>
    /// <param name="fileBytes">Of the files in it.</param>
    public OnceContent(MultipartContent body, long fileBytes)
    {
        _body = body;
        Headers.ContentType = body.Headers.ContentType;
        FileTime = TimeSpan.FromSeconds(fileBytes / SlowestLine);
    }

    public bool Began { get; private set; }

    /// <summary>How long its files may take, besides the time for an answer; zero where there are none.</summary>
    public TimeSpan FileTime { get; }

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) =>
        SerializeToStreamAsync(stream, context, CancellationToken.None);

    protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context, CancellationToken cancellationToken)
    {
        if (Began)
        {
            // A second sending would be a second delivery, and that is never decided down here.
            throw new InvalidOperationException("The body was sent already.");
        }

        Began = true;
        return _body.CopyToAsync(stream, context, cancellationToken);
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Headers.ContentLength ?? 0;
        return _body.Headers.ContentLength is not null;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _body.Dispose();
        }

        base.Dispose(disposing);
    }
}

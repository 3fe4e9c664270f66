using System.Net;
using System.Net.Http.Headers;

namespace LiveIp.Plugins.Sending;

/// <summary>
/// A body that knows whether its sending began. Until then nothing that a receiver could act on has left, whatever failed: the name,
/// the connection or the encryption. After it, only the receiver's answer tells.
/// </summary>
internal sealed class OnceContent : HttpContent
{
    private readonly byte[] _body;

    public OnceContent(byte[] body)
    {
        _body = body;
        Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "utf-8" };
    }

    public bool Began { get; private set; }

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
        return stream.WriteAsync(_body, cancellationToken).AsTask();
    }

    protected override bool TryComputeLength(out long length)
    {
        length = _body.Length;
        return true;
    }
}

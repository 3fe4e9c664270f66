using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Plugins.Testing;

/// <summary>A file that somebody moved away.</summary>
internal sealed class GoneMedia : IMediaContent
{
    public MediaFile File { get; } =
        new()
        {
            FileName = "gone.jpg",
            Kind = MediaFile.Types.Kind.Image,
            ContentType = "image/jpeg",
        };

    public Stream OpenRead() => throw new AdapterException(FailureKind.Refused, "It is gone.");
}

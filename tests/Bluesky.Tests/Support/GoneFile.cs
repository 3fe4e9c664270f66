using LiveIp.Contracts;
using LiveIp.Plugins.Testing;
using LiveIp.V1;

namespace LiveIp.Plugins.Bluesky.Tests.Support;

/// <summary>A file at which the program ends.</summary>
internal sealed class GoneFile(MediaContent media) : IMediaContent
{
    public MediaFile File => media.File;

    public Stream OpenRead() => throw new AdapterException(FailureKind.Transient, "The program ends here.");
}

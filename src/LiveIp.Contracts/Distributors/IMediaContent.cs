using LiveIp.V1;

namespace LiveIp.Contracts;

/// <summary>A file that goes with a post.</summary>
public interface IMediaContent
{
    /// <summary>What it is. Its name is not the path: where files lie is nobody's business.</summary>
    MediaFile File { get; }

    /// <summary>From its beginning, seekable, with a length of <see cref="MediaFile.SizeBytes"/>. Whoever opens it closes it.</summary>
    /// <exception cref="AdapterException"><see cref="FailureKind.Refused"/>: it is gone, or is not the file any more that was accepted.</exception>
    Stream OpenRead();
}

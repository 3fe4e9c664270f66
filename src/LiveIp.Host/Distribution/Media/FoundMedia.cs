using LiveIp.V1;

namespace LiveIp.Host.Distribution.Media;

/// <summary>A file that was looked at.</summary>
/// <param name="File">What goes into the post.</param>
/// <param name="Path">Where it lies; told to nobody but who publishes by hand.</param>
/// <param name="ModifiedAt">With its size, what tells whether it is still that file. A hash would read every video twice.</param>
internal sealed record FoundMedia(MediaFile File, string Path, DateTimeOffset ModifiedAt);

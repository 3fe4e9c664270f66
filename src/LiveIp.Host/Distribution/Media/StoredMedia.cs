using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Host.Distribution.Media;

/// <summary>A file where it was when the post was accepted, for as long as it is that file.</summary>
internal sealed class StoredMedia(FoundMedia found) : IMediaContent
{
    public MediaFile File => found.File;

    public Stream OpenRead()
    {
        try
        {
            var stream = new FileStream(found.Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 64 * 1024, useAsync: true);
            if (stream.Length == File.SizeBytes && System.IO.File.GetLastWriteTimeUtc(found.Path) == found.ModifiedAt.UtcDateTime)
            {
                return stream;
            }

            stream.Dispose();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new AdapterException(FailureKind.Refused, $"The file {File.FileName} is gone, or cannot be read any more.");
        }

        throw new AdapterException(
            FailureKind.Refused,
            $"The file {File.FileName} is not the one any more that was accepted; post it anew."
        );
    }

    /// <summary>For who publishes by hand and sits at this machine.</summary>
    public MediaSource ForPerson() =>
        new()
        {
            Path = found.Path,
            AltText = File.AltText,
            IsCover = File.IsCover,
        };

    /// <summary>What keeps it from being sent; null for nothing.</summary>
    public string? Trouble()
    {
        try
        {
            OpenRead().Dispose();
            return null;
        }
        catch (AdapterException e)
        {
            return e.Message;
        }
    }
}

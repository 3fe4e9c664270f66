using LiveIp.V1;

namespace LiveIp.Host.Distribution.Media;

/// <summary>Looks at files before a post is accepted.</summary>
internal sealed class MediaInspector(FfProbe probe)
{
    /// <summary>In their order.</summary>
    /// <exception cref="MediaRefusedException">One of them is not there, cannot be read, or is no picture or video.</exception>
    public async Task<IReadOnlyList<FoundMedia>> LookAsync(IReadOnlyList<MediaSource> sources, CancellationToken cancellationToken)
    {
        var found = new List<FoundMedia>();
        for (var i = 0; i < sources.Count; i++)
        {
            found.Add(await LookAsync(i, sources[i], cancellationToken));
        }

        return found;
    }

    private async Task<FoundMedia> LookAsync(int index, MediaSource source, CancellationToken cancellationToken)
    {
        if (!Path.IsPathFullyQualified(source.Path))
        {
            throw new MediaRefusedException(index, "must be an absolute path on the machine that the host runs on");
        }

        var path = Path.GetFullPath(source.Path);
        var (head, info) = await HeadAsync(index, path, cancellationToken);
        var (kind, contentType) =
            MediaTypes.Of(head)
            ?? throw new MediaRefusedException(index, $"{info.Name} is no JPEG, PNG, GIF, WebP, MP4, QuickTime, WebM or Matroska file");
        if (source.IsCover && kind != MediaFile.Types.Kind.Image)
        {
            throw new MediaRefusedException(index, $"{info.Name} is a video; a cover is an image");
        }

        var file = new MediaFile
        {
            FileName = info.Name,
            Kind = kind,
            ContentType = contentType,
            SizeBytes = info.Length,
            AltText = source.AltText.Trim(),
            IsCover = source.IsCover,
        };
        switch (await probe.LookAsync(path, cancellationToken))
        {
            case ProbeResult.Unreadable:
                throw new MediaRefusedException(index, $"{info.Name} is damaged: ffprobe cannot read it");
            case ProbeResult.Seen seen when kind == MediaFile.Types.Kind.Video && seen.VideoCodec.Length == 0:
                throw new MediaRefusedException(index, $"{info.Name} has no picture");
            case ProbeResult.Seen seen:
                seen.Describe(file);
                break;
        }

        return new FoundMedia(file, path, info.LastWriteTimeUtc);
    }

    private static async Task<(byte[] Head, FileInfo Info)> HeadAsync(int index, string path, CancellationToken cancellationToken)
    {
        try
        {
            var info = new FileInfo(path);
            if (!info.Exists)
            {
                throw new MediaRefusedException(index, "there is no such file on the machine that the host runs on");
            }

            // Reading a pipe or a device might never end.
            if (
                !OperatingSystem.IsWindows() && (info.Attributes & (FileAttributes.Device | FileAttributes.Directory)) != 0
                || info.Length == 0
            )
            {
                throw new MediaRefusedException(index, $"{info.Name} is empty, or no ordinary file");
            }

            await using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read);
            var head = new byte[MediaTypes.HeadLength];
            var read = await stream.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
            return (head[..read], info);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MediaRefusedException(index, $"{Path.GetFileName(path)} cannot be read by the host ({e.GetType().Name})");
        }
    }
}

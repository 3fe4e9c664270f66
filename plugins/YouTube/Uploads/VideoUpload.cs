using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api;
using LiveIp.Plugins.YouTube.Api.Data;

namespace LiveIp.Plugins.YouTube.Uploads;

/// <summary>
/// One video on its way: all but its last part is uploaded before, since it publishes nothing, and goes on where it was after whatever
/// came between. The last part makes the video.
/// </summary>
internal sealed class VideoUpload(YouTubeClient api, IMediaContent media, Video video, IDeliveryContext context)
{
    /// <summary>"The chunk size must be a multiple of 256 KB." Small enough to get through within one call's time over a slow line.</summary>
    public const int PartBytes = 4 * 256 * 1024;

    private readonly string _form = VideoForm.Hash(video, media.File);

    private long Size => media.File.SizeBytes;

    /// <summary>Where the last part begins.</summary>
    private long LastPart => (Size - 1) / PartBytes * PartBytes;

    /// <summary>Uploads what is missing of all but the last part.</summary>
    public async Task PrepareAsync(bool notifies, CancellationToken cancellationToken)
    {
        var kept = Kept();
        var state = kept is null ? new UploadState(0, IsGone: true) : await api.AskUploadAsync(kept, Size, cancellationToken);
        if (kept is null || state.IsGone)
        {
            kept = await api.BeginUploadAsync(video, Size, media.File.ContentType, notifies, cancellationToken);
            await context.SaveCheckpointAsync(new UploadCheckpoint(kept.AbsoluteUri, _form).ToString(), cancellationToken);
            state = new UploadState(0);
        }

        await using var stream = media.OpenRead();
        while (state is { Video: null, IsGone: false } && state.Stored < LastPart)
        {
            var part = await ReadAsync(stream, state.Stored, Math.Min(PartBytes, LastPart - state.Stored), cancellationToken);
            var next = await api.SendPartAsync(kept, part, state.Stored, Size, cancellationToken);
            if (!next.IsGone && next.Video is null && next.Stored <= state.Stored)
            {
                throw new AdapterException(FailureKind.Transient, "YouTube takes no more of the video.");
            }

            state = next;
        }

        if (state.IsGone)
        {
            throw new AdapterException(FailureKind.Transient, "YouTube has ended the upload; it begins anew.");
        }
    }

    /// <summary>Sends the last part. Null: there is no upload of this form, or none any more, and nothing was published.</summary>
    public async Task<Video?> CommitAsync(CancellationToken cancellationToken)
    {
        if (Kept() is not { } session || await api.AskUploadAsync(session, Size, cancellationToken) is not { IsGone: false } state)
        {
            return null;
        }

        if (state.Video is not null || state.Stored < LastPart)
        {
            return state.Video;
        }

        await using var stream = media.OpenRead();
        var part = await ReadAsync(stream, state.Stored, Size - state.Stored, cancellationToken);
        var ended = await api.SendPartAsync(session, part, state.Stored, Size, cancellationToken);
        return ended.Video
            ?? (
                ended.IsGone
                    ? null
                    : throw new AdapterException(
                        FailureKind.OutcomeUnknown,
                        "YouTube took the last part and did not say what became of it."
                    )
            );
    }

    /// <summary>What became of the upload.</summary>
    public async Task<UploadState> AskAsync(CancellationToken cancellationToken) =>
        Kept() is { } session ? await api.AskUploadAsync(session, Size, cancellationToken) : new UploadState(0, IsGone: true);

    private Uri? Kept() =>
        UploadCheckpoint.Parse(context.Checkpoint) is { } kept
        && kept.Form == _form
        && Uri.TryCreate(kept.Address, UriKind.Absolute, out var at)
            ? at
            : null;

    private static async Task<byte[]> ReadAsync(Stream stream, long from, long length, CancellationToken cancellationToken)
    {
        stream.Position = from;
        var part = new byte[length];
        await stream.ReadExactlyAsync(part, cancellationToken);
        return part;
    }
}

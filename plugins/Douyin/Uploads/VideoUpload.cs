using LiveIp.Contracts;
using LiveIp.Plugins.Douyin.Api;

namespace LiveIp.Plugins.Douyin.Uploads;

/// <summary>Brings a file to Douyin: a small one at once, a larger one in parts of which each is kept in mind.</summary>
internal sealed class VideoUpload(DouyinApi api, IMediaContent media, IDeliveryContext context)
{
    /// <summary>"20 MB suggested", and no part may be smaller than 5 MB: the last takes what remains.</summary>
    public const int PartBytes = 20 * 1024 * 1024;

    /// <summary>An upload in parts ends after two hours; some time is needed for what is left of it.</summary>
    private static readonly TimeSpan Worth = TimeSpan.FromMinutes(100);

    private static readonly TimeSpan Least = TimeSpan.FromSeconds(20);

    private long Size => media.File.SizeBytes;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var at = UploadCheckpoint.Parse(context.Checkpoint) ?? new UploadCheckpoint();
        if (at.Video is not null)
        {
            return;
        }

        await using var stream = media.OpenRead();
        var parts = (int)(Size / PartBytes);
        if (parts < 2)
        {
            var file = await ReadAsync(stream, 0, Size, cancellationToken);
            await SaveAsync(
                new UploadCheckpoint { Video = await api.UploadAsync(file, Name, ContentType, TimeFor(Size), cancellationToken) },
                cancellationToken
            );
            return;
        }

        if (at.Upload is null || context.Clock.GetUtcNow() - at.Begun > Worth)
        {
            at = new UploadCheckpoint { Upload = await api.BeginPartsAsync(cancellationToken), Begun = context.Clock.GetUtcNow() };
            await SaveAsync(at, cancellationToken);
        }

        for (var i = at.Parts; i < parts; i++)
        {
            var from = (long)i * PartBytes;
            var part = await ReadAsync(stream, from, i == parts - 1 ? Size - from : PartBytes, cancellationToken);
            await api.UploadPartAsync(at.Upload!, i + 1, part, Name, ContentType, TimeFor(part.Length), cancellationToken);
            at = at with { Parts = i + 1 };
            await SaveAsync(at, cancellationToken);
        }

        await SaveAsync(new UploadCheckpoint { Video = await api.CompletePartsAsync(at.Upload!, cancellationToken) }, cancellationToken);
    }

    private string Name => Path.GetExtension(media.File.FileName) is { Length: > 1 and <= 5 } extension ? $"video{extension}" : "video.mp4";

    private string ContentType => media.File.ContentType;

    /// <summary>Over a line of 1 Mbit/s.</summary>
    private static TimeSpan TimeFor(long bytes) => Least + TimeSpan.FromSeconds(bytes / 125_000.0);

    private Task SaveAsync(UploadCheckpoint checkpoint, CancellationToken cancellationToken) =>
        context.SaveCheckpointAsync(checkpoint.ToString(), cancellationToken);

    private static async Task<byte[]> ReadAsync(Stream stream, long from, long length, CancellationToken cancellationToken)
    {
        stream.Position = from;
        var bytes = new byte[length];
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}

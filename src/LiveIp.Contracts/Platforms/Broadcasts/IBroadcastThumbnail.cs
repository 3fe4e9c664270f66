namespace LiveIp.Contracts;

/// <summary>Capability "broadcast_thumbnail": a commanded broadcast can have an image of the creator's.</summary>
public interface IBroadcastThumbnail
{
    /// <summary>The most bytes that an image may have.</summary>
    int MaxThumbnailBytes { get; }

    /// <summary>Sets the image. Setting the same twice is as good as once.</summary>
    /// <param name="broadcast">The platform's id of it.</param>
    /// <param name="thumbnail">JPEG or PNG, within the limit.</param>
    /// <param name="context">The channel.</param>
    /// <param name="cancellationToken">Of the host.</param>
    /// <exception cref="AdapterException"/>
    Task SetThumbnailAsync(string broadcast, BroadcastThumbnail thumbnail, IChannelContext context, CancellationToken cancellationToken);
}

/// <summary>An image that stands for a broadcast.</summary>
public sealed record BroadcastThumbnail
{
    /// <summary>The file.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>"image/jpeg" or "image/png"</summary>
    public required string MediaType { get; init; }
}

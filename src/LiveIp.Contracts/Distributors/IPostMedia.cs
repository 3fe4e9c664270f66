namespace LiveIp.Contracts;

/// <summary>
/// A network on which files may go with a post. The host looks at each file and holds it against these limits before a post is accepted;
/// a distributor finds the files in <see cref="IDeliveryContext.Media"/>.
/// </summary>
public interface IPostMedia
{
    /// <summary>What it takes. Asked before a post is accepted; may ask the network where its servers differ.</summary>
    /// <exception cref="AdapterException">It could not be found out.</exception>
    Task<MediaLimits> GetMediaLimitsAsync(TimeProvider clock, CancellationToken cancellationToken);
}

/// <summary>Which files a network takes with a post. What is null is not limited, as far as is known.</summary>
public sealed record MediaLimits
{
    /// <summary>The most files, a cover not counted.</summary>
    public required int MaxFiles { get; init; }

    /// <summary>Whether a post without a file is refused: what is published there is the file.</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether images and videos may stand in one post; where not, of videos there may be one.</summary>
    public bool MayMix { get; init; }

    /// <summary>Null: takes no images.</summary>
    public ImageLimits? Images { get; init; }

    /// <summary>Null: takes no videos.</summary>
    public VideoLimits? Videos { get; init; }

    /// <summary>Of the image that stands for a video; null: takes none of ours.</summary>
    public ImageLimits? Cover { get; init; }
}

/// <summary>Which images a network takes.</summary>
public sealed record ImageLimits
{
    /// <summary>"image/jpeg", …; empty for all.</summary>
    public IReadOnlyList<string> ContentTypes { get; init; } = [];

    /// <summary>Bytes of one file.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>Pixels of the longer side.</summary>
    public int? MaxSide { get; init; }

    /// <summary>Pixels of the picture, width times height.</summary>
    public long? MaxPixels { get; init; }

    /// <summary>Whether each has to be described for those who cannot see it.</summary>
    public bool NeedsAltText { get; init; }
}

/// <summary>Which videos a network takes.</summary>
public sealed record VideoLimits
{
    /// <summary>"video/mp4", …; empty for all.</summary>
    public IReadOnlyList<string> ContentTypes { get; init; } = [];

    /// <summary>Bytes of the file.</summary>
    public long? MaxBytes { get; init; }

    /// <summary>The shortest.</summary>
    public TimeSpan? MinDuration { get; init; }

    /// <summary>The longest.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>Width divided by height, the least: 9.0 / 16 for nothing narrower than an upright phone.</summary>
    public double? MinAspect { get; init; }

    /// <inheritdoc cref="MinAspect"/>
    public double? MaxAspect { get; init; }

    /// <summary>As ffprobe calls them, "h264"; empty for all.</summary>
    public IReadOnlyList<string> VideoCodecs { get; init; } = [];

    /// <summary>As ffprobe calls them, "aac"; empty for all. A video without sound is always taken.</summary>
    public IReadOnlyList<string> AudioCodecs { get; init; } = [];

    /// <summary>Pictures in a second.</summary>
    public double? MaxFrameRate { get; init; }
}

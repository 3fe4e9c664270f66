namespace LiveIp.Contracts;

/// <summary>
/// An adapter whose platform can cut a clip out of the live stream. Platforms accept that and make the clip later, or never; waiting for
/// it, and looking for it when the answer was lost, is the host's.
/// </summary>
public interface IClips
{
    /// <summary>What a clip may be.</summary>
    ClipLimits ClipLimits { get; }

    /// <summary>Asks for one clip of what was just on air, once. Trying again is the caller's.</summary>
    /// <exception cref="AdapterException">It was not asked for, or <see cref="FailureKind.OutcomeUnknown"/>.</exception>
    Task<RequestedClip> RequestClipAsync(ClipOrder order, IChannelContext context, CancellationToken cancellationToken);

    /// <summary>The clip with this id; null while it is not there.</summary>
    /// <exception cref="AdapterException">It could not be looked for.</exception>
    Task<PlatformClip?> FindClipAsync(string id, IChannelContext context, CancellationToken cancellationToken);

    /// <summary>Clips of the channel that the account which is signed in made since then.</summary>
    /// <exception cref="AdapterException">They could not be looked for.</exception>
    Task<IReadOnlyList<PlatformClip>> ListOwnClipsAsync(
        DateTimeOffset createdAfter,
        IChannelContext context,
        CancellationToken cancellationToken
    );
}

/// <summary>What a clip may be on a platform.</summary>
public sealed record ClipLimits
{
    /// <summary>The most characters of a title, in Unicode code points.</summary>
    public required int MaxTitle { get; init; }

    /// <summary>The shortest.</summary>
    public required TimeSpan MinLength { get; init; }

    /// <summary>The longest.</summary>
    public required TimeSpan MaxLength { get; init; }
}

/// <summary>What to cut.</summary>
public sealed record ClipOrder
{
    /// <summary>Empty leaves it to the platform.</summary>
    public string Title { get; init; } = "";

    /// <summary>Within the limits, in tenths of a second; null leaves it to the platform.</summary>
    public TimeSpan? Length { get; init; }
}

/// <summary>A clip that the platform has accepted to make.</summary>
public sealed record RequestedClip
{
    /// <summary>Under which it will be found.</summary>
    public required string Id { get; init; }

    /// <summary>Where a person can change it for a while.</summary>
    public Uri? EditUri { get; init; }
}

/// <summary>A clip that is there.</summary>
public sealed record PlatformClip
{
    /// <summary>The platform's id of it.</summary>
    public required string Id { get; init; }

    /// <summary>Where people watch it.</summary>
    public required Uri Uri { get; init; }

    /// <summary>Its title.</summary>
    public string Title { get; init; } = "";

    /// <summary>When it was made; null where the platform does not say.</summary>
    public DateTimeOffset? CreatedAt { get; init; }
}

namespace LiveIp.Contracts;

/// <summary>An adapter that can mark the present place in a channel's live stream, on the platform.</summary>
public interface IStreamMarkers
{
    /// <summary>The most characters of a note, in Unicode code points.</summary>
    int MaxMarkerNote { get; }

    /// <summary>Sets one marker, once. Trying again is the caller's.</summary>
    /// <param name="note">Within <see cref="MaxMarkerNote"/>; may be empty.</param>
    /// <param name="context">The channel, signed in.</param>
    /// <param name="cancellationToken">Of the host.</param>
    /// <exception cref="AdapterException">It was not set, or <see cref="FailureKind.OutcomeUnknown"/>.</exception>
    Task<PlatformMarker> SetMarkerAsync(string note, IChannelContext context, CancellationToken cancellationToken);
}

/// <summary>A marker as the platform confirmed it.</summary>
public sealed record PlatformMarker
{
    /// <summary>The platform's id of it; null where it does not say.</summary>
    public string? Id { get; init; }

    /// <summary>How far into the stream it stands, by the platform's count; null where it does not say.</summary>
    public TimeSpan? Position { get; init; }
}

namespace LiveIp.Contracts;

/// <summary>
/// Follows channels of one platform. The host owns reconnecting, back-off, the state machine, dedup,
/// checkpoints, stall detection and gaps: an adapter connects, reads, normalizes and lets exceptions out.
/// What else it can do it shows by implementing further interfaces (<see cref="IOAuthPlatform"/>, …).
/// </summary>
public interface IPlatformAdapter
{
    /// <summary>Turns what a person typed (id, handle or URL) into the channel it means.</summary>
    /// <exception cref="AdapterException">NotFound, SignInRequired or Refused, with a sentence for the person.</exception>
    Task<ChannelIdentity> ResolveAsync(string input, IPlatformContext context, CancellationToken cancellationToken);

    /// <summary>
    /// Follows one channel until cancelled. Returning means that the channel is over for good (not the
    /// broadcast). Anything thrown that is not an <see cref="AdapterException"/> counts as transient.
    /// </summary>
    Task RunAsync(IConnection connection, CancellationToken cancellationToken);
}

/// <summary>A channel as its platform knows it.</summary>
public sealed record ChannelIdentity
{
    /// <summary>The platform's own id: YouTube channel id, Twitch user id, Bilibili room id.</summary>
    public required string Id { get; init; }

    /// <summary>What people call it.</summary>
    public required string DisplayName { get; init; }

    /// <summary>Where a browser finds it.</summary>
    public Uri? Uri { get; init; }
}

namespace LiveIp.Contracts;

/// <summary>
/// Capability "live_streaming_check": whether the platform lets the account go live, asked before a show. Only for platforms that tell:
/// where this is missing, the host says that it is not known.
/// </summary>
public interface ILiveStreamingCheck
{
    /// <summary>Asks the platform, and changes nothing there.</summary>
    /// <exception cref="AdapterException">It could not be asked, which says nothing of the account.</exception>
    Task<LiveStreamingReport> CheckLiveStreamingAsync(IChannelContext context, CancellationToken cancellationToken);
}

/// <summary>What the platform says.</summary>
public sealed record LiveStreamingReport
{
    public required bool IsEnabled { get; init; }

    /// <summary>A sentence for the person: what to do where it is not enabled.</summary>
    public required string Detail { get; init; }
}

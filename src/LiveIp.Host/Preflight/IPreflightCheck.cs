using LiveIp.Host.Channels;
using LiveIp.V1;

namespace LiveIp.Host.Preflight;

/// <summary>
/// One thing that must hold before a show. Register another and it is looked at with the others; one that a channel's platform has no
/// capability for finds nothing there.
/// </summary>
internal interface IPreflightCheck
{
    /// <summary>What was found; empty where there is nothing to look at. What it throws is told as a warning.</summary>
    Task<IReadOnlyList<PreflightFinding>> LookAsync(ChannelRecord channel, PreflightPlan plan, CancellationToken cancellationToken);
}

/// <summary>What is to be done.</summary>
internal sealed record PreflightPlan
{
    public required DateTimeOffset PlannedEnd { get; init; }
}

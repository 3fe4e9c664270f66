using LiveIp.Contracts;
using LiveIp.Host.Channels;
using LiveIp.V1;
using Check = LiveIp.V1.PreflightFinding.Types.Check;

namespace LiveIp.Host.Preflight.Checks;

/// <summary>Whether the platform lets the account go live.</summary>
internal sealed class LiveStreamingPreflight(PlatformAnswer platform) : IPreflightCheck
{
    public Task<IReadOnlyList<PreflightFinding>> LookAsync(
        ChannelRecord channel,
        PreflightPlan plan,
        CancellationToken cancellationToken
    ) =>
        platform.AskAsync<ILiveStreamingCheck, LiveStreamingReport>(
            channel,
            Check.LiveStreaming,
            "does not tell whether the account may go live.",
            static (adapter, context, token) => adapter.CheckLiveStreamingAsync(context, token),
            static report =>
                Task.FromResult(
                    report.IsEnabled ? Found.Ok(Check.LiveStreaming, report.Detail) : Found.Failed(Check.LiveStreaming, report.Detail)
                ),
            cancellationToken
        );
}

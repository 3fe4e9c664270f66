using LiveIp.Contracts;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Plugins;
using LiveIp.V1;
using Check = LiveIp.V1.PreflightFinding.Types.Check;

namespace LiveIp.Host.Preflight.Checks;

/// <summary>Whether the platform lets the account go live. Not every platform tells, and what is not told is not taken for granted.</summary>
internal sealed class LiveStreamingPreflight(ChannelActions actions, IExtensionRegistry registry) : IPreflightCheck
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    public async Task<IReadOnlyList<PreflightFinding>> LookAsync(
        ChannelRecord channel,
        PreflightPlan plan,
        CancellationToken cancellationToken
    )
    {
        if (registry.FindPlatform(channel.Platform) is not { } platform)
        {
            return [];
        }

        if (!actions.Offers<ILiveStreamingCheck>(channel))
        {
            return
            [
                Found.NotKnown(Check.LiveStreaming, $"{platform.Descriptor.DisplayName} does not tell whether the account may go live."),
            ];
        }

        try
        {
            var report = await actions.UseAsync<ILiveStreamingCheck, LiveStreamingReport>(
                channel,
                static (adapter, context, token) => adapter.CheckLiveStreamingAsync(context, token),
                Limit,
                mutates: false,
                cancellationToken
            );
            return [report.IsEnabled ? Found.Ok(Check.LiveStreaming, report.Detail) : Found.Failed(Check.LiveStreaming, report.Detail)];
        }
        catch (AdapterException e)
        {
            return [Found.Warning(Check.LiveStreaming, $"It could not be found out: {e.Message}")];
        }
    }
}

using LiveIp.Contracts;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Plugins;
using LiveIp.Host.Polls.Stored;

namespace LiveIp.Host.Polls.Running;

/// <summary>The single calls to a channel's platform, each within its time.</summary>
internal sealed class PollSteps(ChannelActions actions, IExtensionRegistry registry)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    /// <summary>How people vote there.</summary>
    /// <exception cref="AdapterException">The plugin is not loaded, so nobody knows.</exception>
    public PollMethod MethodOf(ChannelRecord channel)
    {
        var platform =
            registry.FindPlatform(channel.Platform)
            ?? throw new AdapterException(FailureKind.Transient, $"The plugin of {channel.Platform} ({channel.Name}) is not loaded.");
        return actions.Offers<IPollControl>(channel) ? PollMethod.Native
            : platform.Descriptor.Metrics.Contains(MetricIds.ChatMessages) ? PollMethod.ChatVote
            : PollMethod.None;
    }

    /// <summary>What a channel is told that has neither polls nor a chat.</summary>
    public CapabilityMissingException Missing(ChannelRecord channel) =>
        new(
            channel.Name,
            registry.FindPlatform(channel.Platform)?.Descriptor.DisplayName ?? channel.Platform,
            Capability.NameOf<IPollControl>()
        );

    public Task<PollLimits> LimitsAsync(ChannelRecord channel, CancellationToken ct) =>
        actions.AskAsync<IPollControl, PollLimits>(channel, static platform => platform.PollLimits, ct);

    public Task<IReadOnlyList<PlatformPoll>> FindAsync(ChannelRecord channel, CancellationToken ct) =>
        actions.UseAsync<IPollControl, IReadOnlyList<PlatformPoll>>(
            channel,
            static (platform, context, c) => platform.FindPollsAsync(context, c),
            Limit,
            mutates: false,
            ct
        );

    // What changes a platform is not to be cancelled: what has left has left, and its answer is worth waiting for.
    public Task<PlatformPoll> StartAsync(ChannelRecord channel, PollDraft draft) =>
        actions.UseAsync<IPollControl, PlatformPoll>(
            channel,
            (platform, context, c) => platform.StartPollAsync(draft, context, c),
            Limit,
            mutates: true,
            CancellationToken.None
        );

    public Task EndAsync(ChannelRecord channel, string id) =>
        actions.UseAsync<IPollControl, bool>(
            channel,
            async (platform, context, c) =>
            {
                await platform.EndPollAsync(id, context, c);
                return true;
            },
            Limit,
            mutates: true,
            CancellationToken.None
        );
}

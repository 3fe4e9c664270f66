using LiveIp.Contracts;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Plugins;
using LiveIp.V1;
using Check = LiveIp.V1.PreflightFinding.Types.Check;

namespace LiveIp.Host.Preflight.Checks;

/// <summary>A check that asks the channel's platform: not every platform tells, and what is not told is not taken for granted.</summary>
internal sealed class PlatformAnswer(ChannelActions actions, IExtensionRegistry registry)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(15);

    /// <summary>No finding where the platform is not loaded.</summary>
    /// <param name="channel">Of which channel.</param>
    /// <param name="check">Under which a failure, or that there is no answer, is told.</param>
    /// <param name="notTold">What is told of a platform that cannot be asked, behind its name.</param>
    /// <param name="ask">Asks it.</param>
    /// <param name="judge">What the answer comes to.</param>
    /// <param name="cancellationToken">Of whoever asked.</param>
    public async Task<IReadOnlyList<PreflightFinding>> AskAsync<TCapability, TAnswer>(
        ChannelRecord channel,
        Check check,
        string notTold,
        Func<TCapability, IChannelContext, CancellationToken, Task<TAnswer>> ask,
        Func<TAnswer, Task<PreflightFinding>> judge,
        CancellationToken cancellationToken
    )
        where TCapability : class
    {
        if (registry.FindPlatform(channel.Platform) is not { } platform)
        {
            return [];
        }

        if (!actions.Offers<TCapability>(channel))
        {
            return [Found.NotKnown(check, $"{platform.Descriptor.DisplayName} {notTold}")];
        }

        try
        {
            return [await judge(await actions.UseAsync(channel, ask, Limit, mutates: false, cancellationToken))];
        }
        catch (AdapterException e)
        {
            return [Found.Warning(check, $"It could not be found out: {e.Message}")];
        }
    }
}

using LiveIp.Contracts;
using LiveIp.Host.Plugins;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Channels.Acting;

/// <summary>Does one thing on one channel through its plugin: with a limit of time, and the one catch around the plugin's code.</summary>
internal sealed class ChannelActions(IExtensionRegistry registry, ChannelContexts contexts, TimeProvider clock, ILoggerFactory loggers)
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(5);

    /// <summary>Whether the channel's platform is loaded and offers <typeparamref name="TCapability"/>.</summary>
    public bool Offers<TCapability>(ChannelRecord channel)
        where TCapability : class =>
        registry.FindPlatform(channel.Platform) is { } platform && platform.Capabilities.Contains(Capability.NameOf<TCapability>());

    /// <summary>What the plugin says of itself, which takes no call of its platform.</summary>
    /// <exception cref="CapabilityMissingException"/>
    /// <exception cref="AdapterException">The plugin failed.</exception>
    public Task<TResult> AskAsync<TCapability, TResult>(
        ChannelRecord channel,
        Func<TCapability, TResult> ask,
        CancellationToken cancellationToken
    )
        where TCapability : class =>
        UseAsync<TCapability, TResult>(channel, (capable, _, _) => Task.FromResult(ask(capable)), Soon, mutates: false, cancellationToken);

    /// <param name="channel">Where.</param>
    /// <param name="act">What; called on a thread of the pool.</param>
    /// <param name="limit">The longest time that it may take, its own waiting included.</param>
    /// <param name="mutates">It changes the platform: where its end is not seen, nobody knows whether it did.</param>
    /// <param name="cancellationToken">Of whoever asked.</param>
    /// <exception cref="CapabilityMissingException"/>
    /// <exception cref="AdapterException">The platform's answer; every other exception of the plugin becomes one, too.</exception>
    public async Task<TResult> UseAsync<TCapability, TResult>(
        ChannelRecord channel,
        Func<TCapability, IChannelContext, CancellationToken, Task<TResult>> act,
        TimeSpan limit,
        bool mutates,
        CancellationToken cancellationToken
    )
        where TCapability : class
    {
        var platform =
            registry.FindPlatform(channel.Platform)
            ?? throw new AdapterException(FailureKind.Transient, $"The plugin of {channel.Platform} is not loaded.");
        if (!platform.Capabilities.Contains(Capability.NameOf<TCapability>()))
        {
            throw new CapabilityMissingException(channel.Name, platform.Descriptor.DisplayName, Capability.NameOf<TCapability>());
        }

        using var end = new CancellationTokenSource(limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, end.Token);
        var logger = loggers.CreateLogger($"LiveIp.Platforms.{channel.Platform}");
        try
        {
            await using var lease = platform.Create();
            var capable = (TCapability)(object)lease.Instance;
            var context = contexts.Make(channel, lease.Instance, either.Token);
            return await Task.Run(() => act(capable, context, either.Token), either.Token).WaitAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw mutates
                ? new AdapterException(FailureKind.OutcomeUnknown, "The platform did not answer in time; whether it was done is not known.")
                : new AdapterException(FailureKind.Transient, "The platform did not answer in time.");
        }
        catch (Exception e) when (e is not (AdapterException or CapabilityMissingException or OperationCanceledException))
        {
            // The plugin's own failure. Its message may hold anything, so only the type is told.
            logger.LogWarning("Acting on {Channel} failed with {Failure}.", channel.Name, e.GetType().Name);
            throw new AdapterException(
                mutates ? FailureKind.OutcomeUnknown : FailureKind.Transient,
                $"The plugin of {platform.Descriptor.DisplayName} failed ({e.GetType().Name}).",
                innerException: null
            );
        }
    }
}

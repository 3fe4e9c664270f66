using LiveIp.V1;
using Microsoft.Extensions.Logging;

namespace LiveIp.Contracts;

/// <summary>What the host gives an adapter for one channel.</summary>
public interface IPlatformContext
{
    /// <summary>The channel's secrets, encrypted at rest.</summary>
    ISecretStore Secrets { get; }

    /// <summary>Access tokens of the account that the channel is signed in with. Works only for an <see cref="IOAuthPlatform"/>.</summary>
    IAccessTokens Tokens { get; }

    /// <summary>What the platform lets the application use. Counts only what an <see cref="IQuotaPlatform"/> has declared.</summary>
    IQuota Quota => Uncounted.Instance;

    /// <summary>The only clock an adapter uses.</summary>
    TimeProvider Clock { get; }

    /// <summary>Not generic on purpose: an <c>ILogger&lt;PluginType&gt;</c> would keep the plugin loaded for ever.</summary>
    ILogger Logger { get; }
}

/// <summary>One attempt at following one channel.</summary>
public interface IConnection : IPlatformContext
{
    /// <summary>The platform's id of the channel.</summary>
    ChannelIdentity Channel { get; }

    /// <summary>What was last stored with events, or null at the first start. The adapter's own format; no secrets in it.</summary>
    string? Checkpoint { get; }

    /// <summary>
    /// The platform has accepted the connection and events flow from now on. Call it once per attempt.
    /// </summary>
    /// <param name="continuity">Whether what happened since the checkpoint will still come. If not, the host records a gap.</param>
    /// <param name="maxSilence">
    /// The longest time that may pass on a healthy connection without <see cref="ReportHeard"/> or
    /// <see cref="WriteAsync"/>; past it the host ends the attempt as stalled and starts the next.
    /// </param>
    void ReportOnline(Continuity continuity, TimeSpan maxSilence);

    /// <summary>Something came from the platform that proves it lives (a keepalive, a heartbeat's answer). Cheap.</summary>
    void ReportHeard();

    /// <summary>
    /// Hands over events, with the checkpoint that stands behind them; both become durable together.
    /// Completes when the host has taken them into its bounded queue, so it waits when the queue is full.
    /// The host sets <c>sequence</c>, <c>channel</c>, <c>platform</c> and <c>received_at</c>. The events belong
    /// to the host afterwards. Counts as heard, unless there is a measurement in it: numbers that are polled
    /// say nothing of the feed.
    /// </summary>
    /// <param name="events">May be empty, to store a checkpoint alone.</param>
    /// <param name="checkpoint">Null leaves the stored one as it is.</param>
    ValueTask WriteAsync(IReadOnlyList<LiveEvent> events, string? checkpoint, CancellationToken cancellationToken);

    /// <summary>Waits until everything written so far is durable.</summary>
    Task FlushAsync(CancellationToken cancellationToken);
}

/// <summary>What becomes of the time since the checkpoint.</summary>
public enum Continuity
{
    /// <summary>The platform sends only what happens from now on.</summary>
    FromNow,

    /// <summary>The platform was asked to go on from the checkpoint and agreed.</summary>
    FromCheckpoint,
}

/// <summary>Secrets of one channel, by id. Encrypted at rest; a write is durable when it returns.</summary>
public interface ISecretStore
{
    /// <summary>The secret, or null when there is none.</summary>
    ValueTask<string?> ReadAsync(string id, CancellationToken cancellationToken);

    /// <summary>Stores the secret; null forgets it.</summary>
    ValueTask WriteAsync(string id, string? value, CancellationToken cancellationToken);
}

/// <summary>Access tokens, refreshed by the host.</summary>
public interface IAccessTokens
{
    /// <summary>The current access token; refreshed first if it is known to have run out.</summary>
    /// <exception cref="AdapterException">SignInRequired: there is none and none can be had without a person.</exception>
    ValueTask<string> GetAsync(CancellationToken cancellationToken);

    /// <summary>
    /// The platform refused <paramref name="rejected"/>: gets another. Several callers with the same
    /// rejected token share one refresh; a new refresh token is durable before this returns.
    /// </summary>
    /// <exception cref="AdapterException">SignInRequired, RateLimited or Transient.</exception>
    ValueTask<string> RefreshAsync(string rejected, CancellationToken cancellationToken);
}

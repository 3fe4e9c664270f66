using LiveIp.Contracts;
using LiveIp.Host.Operations.Telemetry;
using LiveIp.Host.Plugins;
using LiveIp.V1;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Distribution;

/// <summary>
/// One attempt at one delivery. The order is the point: the instance is made (nothing has left), SENDING becomes durable, and only
/// then may the request leave. From there on, everything but a clear answer is UNCONFIRMED, and never tried again by itself.
/// </summary>
internal sealed class DeliveryAttempt(
    OutboxStore store,
    IExtensionRegistry registry,
    TimeProvider clock,
    ILoggerFactory loggers,
    DeliveryMeter? meter = null
)
{
    private const int Budget = 5;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan PluginPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TooLate = TimeSpan.FromHours(24);

    // Between five attempts lie four pauses.
    private static readonly TimeSpan[] Pauses =
    [
        TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(8),
        TimeSpan.FromSeconds(50),
        TimeSpan.FromMinutes(5),
    ];

    private readonly ILogger _logger = loggers.CreateLogger("LiveIp.Distribution");

    public async Task RunAsync(DeliveryRow row, CancellationToken cancellationToken)
    {
        var begun = DeliveryMeter.Begin(row.Message.Distributor);
        using var span = begun.Span;
        if (await SettlementAsync(row, cancellationToken) is not { } settlement)
        {
            return;
        }

        meter?.Ended(row.Message.Distributor, settlement.State, begun);
        store.Settle(row.Id, settlement);
        _logger.LogInformation("{Delivery}: {State}. {Detail}", row.Message.Name, settlement.State, settlement.Detail);
    }

    private async Task<Settlement?> SettlementAsync(DeliveryRow row, CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow() - row.CreatedAt > TooLate)
        {
            return new Settlement { State = DeliveryState.Failed, Detail = $"Not sent within {TooLate.TotalHours:0} hours; too late now." };
        }

        if (registry.FindDistributor(row.Message.Distributor) is not { IsSetUp: true } distributor)
        {
            // Waiting for a plugin or a setting is no attempt; the 24 hours bound it.
            return new Settlement
            {
                State = DeliveryState.Pending,
                Detail = $"Distributor '{row.Message.Distributor}' is not there or not set up; waiting for it.",
                NextAttempt = clock.GetUtcNow() + PluginPause,
            };
        }

        ExtensionLease<IDistributor> lease;
        try
        {
            lease = distributor.Create();
        }
        catch (Exception e)
        {
            var why = e is AdapterException failure ? failure.Message : $"The distributor could not be made ({e.GetType().Name}).";
            return NotSent(row, row.Message.Attempts + 1, why, retryAfter: null) with { NeverSent = true };
        }

        var post = store.GetPost(row.PostId);
        if (post is null || !store.MarkSending(row.Id))
        {
            await lease.DisposeAsync();
            return null;
        }

        return Judge(row, row.Message.Attempts + 1, await DeliverAsync(lease, post, row, cancellationToken));
    }

    /// <summary>The one catch of the distributor's plugin.</summary>
    private async Task<DeliveryResult> DeliverAsync(
        ExtensionLease<IDistributor> lease,
        Post post,
        DeliveryRow row,
        CancellationToken cancellationToken
    )
    {
        using var limit = new CancellationTokenSource(Limit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var token = either.Token;
        var context = new DeliveryContext
        {
            IdempotencyKey = row.Message.IdempotencyKey,
            Attempt = row.Message.Attempts + 1,
            Clock = clock,
            Logger = loggers.CreateLogger($"LiveIp.Distributors.{row.Message.Distributor}"),
        };
        var delivering = Task.Run(() => lease.Instance.DeliverAsync(post, context, token), CancellationToken.None);
        _ = DisposeAfterAsync(delivering, lease);
        try
        {
            return await delivering.WaitAsync(Limit + Patience, clock, CancellationToken.None);
        }
        catch (Exception e)
        {
            // Its message may name a URL, and the URL of a webhook is a secret.
            _logger.LogDebug("{Delivery}: {Type} at {Stack}", row.Message.Name, e.GetType(), e.StackTrace);
            var why = e is OperationCanceledException or TimeoutException
                ? "No answer came in time."
                : $"The distributor failed with {e.GetType().Name}.";
            return new DeliveryResult
            {
                Outcome = DeliveryOutcome.Unconfirmed,
                Detail = $"{why} The post may have arrived; look before posting again.",
            };
        }
    }

    private Settlement Judge(DeliveryRow row, int attempts, DeliveryResult result) =>
        result.Outcome switch
        {
            DeliveryOutcome.Delivered => Ended(DeliveryState.Delivered, result),
            DeliveryOutcome.Rejected => Ended(DeliveryState.Failed, result),
            DeliveryOutcome.NotSent => NotSent(row, attempts, result.Detail, result.RetryAfter),
            _ => Ended(DeliveryState.Unconfirmed, result),
        };

    private Settlement NotSent(DeliveryRow row, int attempts, string? why, TimeSpan? retryAfter)
    {
        if (attempts >= Budget)
        {
            return new Settlement { State = DeliveryState.Failed, Detail = $"Given up after {attempts} attempts. {why}" };
        }

        var pause = Pauses[attempts - 1];
        var next = clock.GetUtcNow() + (retryAfter > pause ? retryAfter.Value : pause);
        return next - row.CreatedAt > TooLate
            ? new Settlement { State = DeliveryState.Failed, Detail = $"The network asks to wait for too long. {why}" }
            : new Settlement
            {
                State = DeliveryState.Pending,
                Detail = why ?? "",
                NextAttempt = next,
            };
    }

    private static Settlement Ended(DeliveryState state, DeliveryResult result) =>
        new()
        {
            State = state,
            Detail = result.Detail ?? "",
            RemoteId = result.RemoteId ?? "",
            RemoteUri = result.RemoteUri?.ToString() ?? "",
        };

    private async Task DisposeAfterAsync(Task delivering, ExtensionLease<IDistributor> lease)
    {
        await delivering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            await lease.DisposeAsync();
        }
        catch (Exception e)
        {
            _logger.LogWarning("A distributor failed at its end with {Type}.", e.GetType());
        }
    }

    private sealed record DeliveryContext : IDeliveryContext
    {
        public required string IdempotencyKey { get; init; }

        public required int Attempt { get; init; }

        public required TimeProvider Clock { get; init; }

        public required ILogger Logger { get; init; }
    }
}

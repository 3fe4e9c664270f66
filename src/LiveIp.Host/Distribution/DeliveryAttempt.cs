using LiveIp.Contracts;
using LiveIp.Host.Distribution.Accounts;
using LiveIp.Host.Distribution.HandingOff;
using LiveIp.Host.Distribution.Preparing;
using LiveIp.Host.Distribution.Scheduling;
using LiveIp.Host.Operations.Telemetry;
using LiveIp.Host.Plugins;
using LiveIp.Host.Plugins.Accounts;
using LiveIp.V1;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Distribution;

/// <summary>
/// One attempt at one delivery. The order is the point: the instance is made (nothing has left), SENDING becomes durable, and only
/// then may the request leave. From there on, everything but a clear answer is looked for on the network, where it can be found out
/// whether the post is there; elsewhere it is UNCONFIRMED, and never tried again by itself.
/// </summary>
internal sealed class DeliveryAttempt(
    OutboxStore store,
    IExtensionRegistry registry,
    LostPosts lost,
    HandoffMaker handoffs,
    DeliveryContexts contexts,
    Preparation preparation,
    TimeProvider clock,
    ILoggerFactory loggers,
    DeliveryMeter? meter = null,
    QuietGate? quiet = null
)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Verdicts _verdicts = new(clock);
    private readonly ILogger _logger = loggers.CreateLogger("LiveIp.Distribution");

    public async Task RunAsync(DeliveryRow row, CancellationToken cancellationToken)
    {
        // Labels of metrics hold what plugins are called, not what people call their accounts.
        var network = AccountId.Of(row.Message.Distributor).Distributor;
        var begun = DeliveryMeter.Begin(network);
        using var span = begun.Span;
        var settlement =
            row.Message.State == DeliveryState.Sending
                ? await InterruptedAsync(row, cancellationToken)
                : await SettlementAsync(row, cancellationToken);
        if (settlement is null)
        {
            return;
        }

        meter?.Ended(network, settlement.State, begun);
        store.Settle(row.Id, settlement);
        _logger.LogInformation("{Delivery}: {State}. {Detail}", row.Message.Name, settlement.State, settlement.Detail);
    }

    private async Task<Settlement?> SettlementAsync(DeliveryRow row, CancellationToken cancellationToken)
    {
        if (row.Message.State == DeliveryState.HandedOff)
        {
            return Verdicts.Expired("Nobody said in its time that it was published.");
        }

        if (clock.GetUtcNow() > row.NotAfter)
        {
            return Verdicts.Expired("It could not be sent in its time, and is not sent late.");
        }

        if (registry.FindDistributor(row.Message.Distributor) is not { IsSetUp: true } distributor)
        {
            // Waiting for a plugin or a setting is no attempt; the delivery's time bounds it.
            return new Settlement
            {
                State = DeliveryState.Pending,
                Detail = $"Distributor '{row.Message.Distributor}' is not there or not set up; waiting for it.",
                NextAttempt = row.NextAttempt,
                Hold = new AccountHold(clock.GetUtcNow() + Attempts.PluginPause, HoldKind.NotSetUp),
            };
        }

        if (store.GetPost(row.PostId) is not { } written)
        {
            return null;
        }

        if (quiet?.Look(row, written.Kind) is { } kept)
        {
            return kept;
        }

        ExtensionLease<IDistributor> lease;
        try
        {
            lease = distributor.Create();
        }
        catch (Exception e)
        {
            var why = e is AdapterException failure ? failure.Message : $"The distributor could not be made ({e.GetType().Name}).";
            return _verdicts.NotSent(row, row.Message.Attempts + 1, why, retryAfter: null) with { NeverSent = true };
        }

        if (lease.Instance is IHandoff)
        {
            await using (lease)
            {
                return await HandedOffAsync(distributor, lease.Instance, row, cancellationToken);
            }
        }

        var attempts = row.Message.Attempts + 1;
        if (await preparation.UnpreparedAsync(distributor, lease.Instance, row, attempts, cancellationToken) is { } unprepared)
        {
            await lease.DisposeAsync();
            return unprepared.Settlement;
        }

        DeliveryContext context;
        try
        {
            context = contexts.Make(distributor, lease.Instance, row, attempts, cancellationToken);
        }
        catch (AdapterException e)
        {
            await lease.DisposeAsync();
            return _verdicts.NotSent(row, attempts, e.Message, e.RetryAfter) with { NeverSent = true };
        }

        await using (context)
        {
            // Read again: until it is marked, an edit may have given it another form, and what leaves is what stands in the row.
            if (!store.MarkSending(row.Id) || store.Find(row.Id) is not { } marked || store.PostOf(row) is not { } post)
            {
                await lease.DisposeAsync();
                return null;
            }

            (row, context.Rendered) = (row with { Message = marked.Message }, marked.Message.Rendered);
            var judged = _verdicts.Of(row, attempts, await DeliverAsync(lease, post, context, cancellationToken));
            return judged.State == DeliveryState.Unconfirmed
                ? await LookedForAsync(distributor, post, row, judged, cancellationToken)
                : judged;
        }
    }

    /// <summary>Made for a person. Null when the host stops meanwhile, or it is not waiting any more: the next start makes it.</summary>
    private async Task<Settlement?> HandedOffAsync(
        DistributorExtension distributor,
        IDistributor instance,
        DeliveryRow row,
        CancellationToken cancellationToken
    )
    {
        if (store.PostOf(row) is not { } post)
        {
            return null;
        }

        var attempts = row.Message.Attempts + 1;
        await using var context = contexts.Make(distributor, instance, row, attempts, cancellationToken);
        var made = await handoffs.MakeAsync(distributor, post, row, context, cancellationToken);
        // An edit may have given it another form meanwhile; then it is made of that.
        return cancellationToken.IsCancellationRequested || !Equals(store.Find(row.Id)?.Message.Rendered, row.Message.Rendered)
            ? null
            : (made.Settled ?? _verdicts.NotSent(row, attempts, made.NotSent, made.RetryAfter)) with
            {
                NeverSent = true,
            };
    }

    /// <summary>It was being sent when a process ended.</summary>
    private async Task<Settlement?> InterruptedAsync(DeliveryRow row, CancellationToken cancellationToken)
    {
        var unknown = new Settlement
        {
            State = DeliveryState.Unconfirmed,
            Detail = "The host ended while this was being sent. It may have arrived; look before posting again.",
        };
        // The row was read before the lane was free, so it may have been settled since.
        if (store.Find(row.Id)?.Message.State != DeliveryState.Sending || store.PostOf(row) is not { } post)
        {
            return null;
        }

        if (registry.FindDistributor(row.Message.Distributor) is { IsSetUp: true } distributor)
        {
            return await LookedForAsync(distributor, post, row, unknown, cancellationToken);
        }

        // Only its distributor can look, and plugins load after the start.
        return clock.GetUtcNow() > row.NotAfter
            ? unknown
            : unknown with
            {
                State = DeliveryState.Sending,
                NextAttempt = clock.GetUtcNow() + Attempts.PluginPause,
            };
    }

    /// <summary>What is found on the network, in place of not knowing.</summary>
    /// <returns>Null when the host stops meanwhile: it stays SENDING, and the next start looks.</returns>
    private async Task<Settlement?> LookedForAsync(
        DistributorExtension distributor,
        Post post,
        DeliveryRow row,
        Settlement unknown,
        CancellationToken cancellationToken
    )
    {
        var found = await lost.FindAsync(distributor, post, row, cancellationToken);
        return found switch
        {
            null => cancellationToken.IsCancellationRequested ? null : unknown,
            { IsThere: true } => new Settlement
            {
                State = DeliveryState.Delivered,
                Detail = "The answer was lost, and the post is there.",
                RemoteId = found.RemoteId ?? "",
                RemoteUri = found.RemoteUri?.ToString() ?? "",
            },
            _ => _verdicts.NotSent(row, row.Message.Attempts, "The answer was lost, and the post is not there.", retryAfter: null),
        };
    }

    /// <summary>The one catch of the distributor's plugin.</summary>
    private async Task<DeliveryResult> DeliverAsync(
        ExtensionLease<IDistributor> lease,
        Post post,
        DeliveryContext context,
        CancellationToken cancellationToken
    )
    {
        // What was prepared has been transferred already.
        var allowed = lease.Instance is IPostPreparer ? Limit : Limit + context.TransferTime;
        using var limit = new CancellationTokenSource(allowed, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        var token = either.Token;
        var delivering = DistributorCall.Begin(lease, d => d.DeliverAsync(post, context, token));
        try
        {
            return await delivering.WaitAsync(allowed + Patience, clock, CancellationToken.None);
        }
        catch (Exception e)
        {
            // Its message may name a URL, and the URL of a webhook is a secret.
            _logger.LogDebug("Delivery {Key}: {Type} at {Stack}", context.IdempotencyKey, e.GetType(), e.StackTrace);
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
}

using LiveIp.Contracts;
using LiveIp.Host.Plugins;
using LiveIp.V1;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Distribution.Preparing;

/// <summary>Has done what a network needs before a post: it publishes nothing, so nothing is marked, and after a crash it is done again.</summary>
internal sealed class Preparation(OutboxStore store, DeliveryContexts contexts, TimeProvider clock, ILogger<Preparation> logger)
{
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Most = TimeSpan.FromHours(12);

    private readonly Verdicts _verdicts = new(clock);

    /// <summary>
    /// What keeps a delivery from being sent now, with what to write down of it: nothing where the host stops, or where it waits no longer. Null
    /// when all is done that comes before.
    /// </summary>
    public async Task<Unprepared?> UnpreparedAsync(
        DistributorExtension distributor,
        IDistributor instance,
        DeliveryRow row,
        int attempts,
        CancellationToken cancellationToken
    )
    {
        if (instance is not (IPostPreparer or IPostMedia or IChannelDistributor))
        {
            return null;
        }

        try
        {
            await using var context = contexts.Make(distributor, instance, row, attempts, cancellationToken);
            if (store.PostOf(row) is not { } post)
            {
                return new Unprepared(null);
            }

            var made = await PrepareAsync(distributor, post, context, cancellationToken);
            return made.IsReady
                ? null
                : new(
                    new()
                    {
                        State = DeliveryState.Pending,
                        Detail = made.Detail ?? "",
                        NextAttempt = clock.GetUtcNow() + made.RetryAfter,
                    }
                );
        }
        catch (Exception) when (cancellationToken.IsCancellationRequested)
        {
            // The next start prepares it.
            return new Unprepared(null);
        }
        catch (AdapterException e) when (e.Kind is not (FailureKind.Transient or FailureKind.RateLimited))
        {
            return new(
                new()
                {
                    State = DeliveryState.Failed,
                    Detail = e.Message,
                    NeverSent = true,
                }
            );
        }
        catch (Exception e)
        {
            // Another exception's message may name a URL, and a URL may be a secret.
            logger.LogWarning("{Distributor} could not prepare a post: {Type}.", distributor.Id, e.GetType());
            var failure = e as AdapterException;
            var why =
                failure?.Message
                ?? (
                    e is OperationCanceledException
                        ? "It could not be prepared in time."
                        : $"The distributor failed with {e.GetType().Name}."
                );
            return new(_verdicts.NotSent(row, attempts, why, failure?.RetryAfter) with { NeverSent = true });
        }
    }

    private Task<PrepareResult> PrepareAsync(
        DistributorExtension distributor,
        Post post,
        DeliveryContext context,
        CancellationToken cancellationToken
    )
    {
        if (context.Trouble is { } trouble)
        {
            throw new AdapterException(FailureKind.Refused, trouble);
        }

        var wanted = Least + context.TransferTime;
        return DistributorCall.AskAsync(
            distributor,
            async (d, token) => d is IPostPreparer preparer ? await preparer.PrepareAsync(post, context, token) : PrepareResult.Ready,
            wanted < Most ? wanted : Most,
            clock,
            cancellationToken
        );
    }
}

/// <summary>Why a delivery is not sent now.</summary>
/// <param name="Settlement">Null where there is nothing to write down.</param>
internal sealed record Unprepared(Settlement? Settlement);

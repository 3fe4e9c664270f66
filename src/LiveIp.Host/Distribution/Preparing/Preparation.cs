using LiveIp.Contracts;
using LiveIp.Host.Plugins;
using LiveIp.V1;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Distribution.Preparing;

/// <summary>Has done what a network needs before a post: it publishes nothing, so nothing is marked, and after a crash it is done again.</summary>
internal sealed class Preparation(OutboxStore store, DeliveryContexts contexts, TimeProvider clock, ILogger<Preparation> logger)
{
    private static readonly TimeSpan Working = TimeSpan.FromSeconds(5);
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
            return store.PostOf(row) is { } post && await PrepareAsync(distributor, post, context, cancellationToken) is { } made
                ? Of(made, row, attempts)
                : new Unprepared(null);
        }
        catch (AdapterException e)
        {
            return new(_verdicts.NotSent(row, attempts, e.Message, e.RetryAfter) with { NeverSent = true });
        }
    }

    private Unprepared? Of(PrepareResult made, DeliveryRow row, int attempts) =>
        made.Outcome switch
        {
            PrepareOutcome.Ready => null,
            PrepareOutcome.Rejected => new(
                new()
                {
                    State = DeliveryState.Failed,
                    Detail = made.Detail ?? "",
                    NeverSent = true,
                }
            ),
            PrepareOutcome.Working => new(
                new()
                {
                    State = DeliveryState.Pending,
                    Detail = made.Detail ?? "Prepared; the network is at work.",
                    NextAttempt = clock.GetUtcNow() + (made.RetryAfter ?? Working),
                }
            ),
            _ => new(_verdicts.NotSent(row, attempts, made.Detail, made.RetryAfter) with { NeverSent = true }),
        };

    /// <summary>Whatever the plugin does is told by the outcome. Null when the host stops.</summary>
    private async Task<PrepareResult?> PrepareAsync(
        DistributorExtension distributor,
        Post post,
        DeliveryContext context,
        CancellationToken cancellationToken
    )
    {
        if (context.Trouble is { } trouble)
        {
            return new PrepareResult { Outcome = PrepareOutcome.Rejected, Detail = trouble };
        }

        var wanted = Least + context.TransferTime;
        try
        {
            return await DistributorCall.AskAsync(
                distributor,
                async (d, token) => d is IPostPreparer preparer ? await preparer.PrepareAsync(post, context, token) : PrepareResult.Ready,
                wanted < Most ? wanted : Most,
                clock,
                cancellationToken
            );
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        catch (Exception e)
        {
            // Its message may name a URL, and a URL may be a secret.
            logger.LogWarning("{Distributor} could not prepare a post: {Type}.", distributor.Id, e.GetType());
            return new PrepareResult
            {
                Outcome = PrepareOutcome.NotReady,
                Detail = e switch
                {
                    AdapterException failure => failure.Message,
                    OperationCanceledException => "It could not be prepared in time.",
                    _ => $"The distributor failed with {e.GetType().Name}.",
                },
                RetryAfter = (e as AdapterException)?.RetryAfter,
            };
        }
    }
}

/// <summary>Why a delivery is not sent now.</summary>
/// <param name="Settlement">Null where there is nothing to write down.</param>
internal sealed record Unprepared(Settlement? Settlement);

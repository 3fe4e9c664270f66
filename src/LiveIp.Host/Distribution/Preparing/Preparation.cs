using LiveIp.Contracts;
using LiveIp.Host.Plugins;
using LiveIp.V1;
using Microsoft.Extensions.Logging;

namespace LiveIp.Host.Distribution.Preparing;

/// <summary>Has done what a network needs before a post: it publishes nothing, so nothing is marked, and after a crash it is done again.</summary>
internal sealed class Preparation(TimeProvider clock, ILogger<Preparation> logger)
{
    private static readonly TimeSpan Least = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan Most = TimeSpan.FromHours(12);

    /// <summary>Whatever the plugin does is told by the outcome. Null when the host stops.</summary>
    public async Task<PrepareResult?> PrepareAsync(
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

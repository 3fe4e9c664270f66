using LiveIp.Contracts;
using LiveIp.Host.Distribution.Preparing;
using LiveIp.Host.Plugins;
using LiveIp.V1;

namespace LiveIp.Host.Distribution;

/// <summary>Looks on the network for a post whose answer was lost. Looking changes nothing, so it may be tried again.</summary>
internal sealed class LostPosts(DeliveryContexts contexts, TimeProvider clock, ILogger<LostPosts> logger)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(30)];

    /// <summary>Null where it cannot be found out.</summary>
    public async Task<FoundPost?> FindAsync(
        DistributorExtension distributor,
        Post post,
        DeliveryRow row,
        CancellationToken cancellationToken
    )
    {
        for (var look = 0; !cancellationToken.IsCancellationRequested; look++)
        {
            try
            {
                return await DistributorCall.AskAsync(
                    distributor,
                    async (d, token) =>
                    {
                        if (d is not IPostFinder finder)
                        {
                            return null;
                        }

                        await using var context = contexts.Make(distributor, d, row, row.Message.Attempts, token);
                        return await finder.FindAsync(post, context, token);
                    },
                    Limit,
                    clock,
                    cancellationToken
                );
            }
            catch (Exception e)
            {
                // Its message may name a URL, and a URL may be a secret.
                logger.LogWarning("{Distributor} could not look for a post: {Type}.", distributor.Id, e.GetType());
                if (look == Pauses.Length)
                {
                    return null;
                }
            }

            await Task.Delay(Pauses[look], clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return null;
    }
}

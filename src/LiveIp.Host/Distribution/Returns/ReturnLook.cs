using LiveIp.Contracts;
using LiveIp.Host.Distribution.Preparing;
using LiveIp.Host.Plugins;

namespace LiveIp.Host.Distribution.Returns;

/// <summary>One look at one post, and what follows from it. Looking changes nothing on the network.</summary>
internal sealed class ReturnLook(
    ReturnStore store,
    IExtensionRegistry registry,
    IDistributorChannels channels,
    TimeProvider clock,
    ILogger<ReturnLook> logger
)
{
    private const int Tries = 3;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    /// <summary>False when the network did not answer, and shall be left alone for now.</summary>
    public async Task<bool> RunAsync(DueReturn due, CancellationToken cancellationToken)
    {
        if (registry.FindDistributor(due.Distributor) is not { IsSetUp: true } distributor)
        {
            store.Failed(due, $"Distributor '{due.Distributor}' is not there or not set up.", pause: null);
            return true;
        }

        try
        {
            var seen = await DistributorCall.AskAsync(
                distributor,
                async (d, token) =>
                {
                    if (d is not IPostMetrics metrics)
                    {
                        return null;
                    }

                    var acting = d is IChannelDistributor acts ? channels.Find(distributor.Descriptor, acts.Channel, token) : default;
                    await using var scope = acting.Scope;
                    return await metrics.ReadMetricsAsync(
                        new DeliveredPost { RemoteId = due.RemoteId, Channel = acting.Channel },
                        clock,
                        token
                    );
                },
                Limit,
                clock,
                cancellationToken
            );
            Settle(due, seen);
            return true;
        }
        catch (Exception e) when (!cancellationToken.IsCancellationRequested)
        {
            return Failed(due, e);
        }
    }

    private void Settle(DueReturn due, PostMetrics? seen)
    {
        switch (seen)
        {
            case null:
                store.End(due, "The network does not tell what becomes of a post.");
                break;
            case { IsThere: false }:
                // What it had until then has happened, and stays.
                store.End(due, "The post is not there any more.");
                break;
            default:
                store.Saw(due, seen);
                break;
        }
    }

    private bool Failed(DueReturn due, Exception error)
    {
        var failure = error as AdapterException;
        // Another exception's message may name a URL, and a URL may be a secret.
        var why = failure?.Message ?? $"The distributor failed with {error.GetType().Name}.";
        logger.LogWarning("{Distributor} could not tell what became of a post: {Why}", due.Distributor, why);
        var isOver =
            due.Failures + 1 >= Tries || failure?.Kind is FailureKind.Refused or FailureKind.SignInRequired or FailureKind.NotFound;
        var asked = failure?.RetryAfter is { } told && told < LongestPause ? told : LongestPause;
        store.Failed(
            due,
            why,
            isOver ? null
                : failure?.RetryAfter > Pause ? asked
                : Pause
        );
        return false;
    }
}

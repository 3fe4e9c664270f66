using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Distribution;
using LiveIp.V1;

namespace LiveIp.Host.Api;

// How it goes with deliveries, as it happens, and with the outbox as a whole.
internal sealed partial class PostServiceApi
{
    private const int WatchPage = 100;
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    public override async Task WatchDeliveries(
        WatchDeliveriesRequest request,
        IServerStreamWriter<WatchDeliveriesResponse> responseStream,
        ServerCallContext context
    )
    {
        var id = WatchedPost(request.Post);
        var at = DeliveryWatchToken.Read(request.ResumeToken, id, outbox.LastRevision);
        // A watcher must not hold up the host's end.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, host.ApplicationStopping);
        try
        {
            await TellAsync(at, responseStream, ending.Token);
        }
        catch (OperationCanceledException) when (host.ApplicationStopping.IsCancellationRequested)
        {
            throw RpcErrors.Unavailable(ErrorReasons.HostStopping, "The host is stopping. Ask again when it is back.");
        }
    }

    public override Task<GetOutboxResponse> GetOutbox(GetOutboxRequest request, ServerCallContext context)
    {
        var (health, counts) = (watch.Look(), outbox.Counts());
        return Task.FromResult(
            new GetOutboxResponse
            {
                Outbox = new Outbox
                {
                    Waiting = counts.Waiting,
                    OldestDueSince = health.OldestDue?.DueSince.ToTimestamp(),
                    OldestDueSeconds = health.OldestDueFor.TotalSeconds,
                    OldestDueDistributor = health.OldestDue?.Account ?? "",
                    LastLookAt = health.LastTick.ToTimestamp(),
                    UnconfirmedLastDay = counts.Unconfirmed,
                    FailedLastDay = counts.Failed,
                    ExpiredLastDay = counts.Expired,
                    Late = !health.IsWell,
                    Detail = health.Sentence ?? "",
                },
            }
        );
    }

    private async Task TellAsync(
        DeliveryWatchToken at,
        IServerStreamWriter<WatchDeliveriesResponse> responseStream,
        CancellationToken cancellationToken
    )
    {
        for (var first = true; ; first = false)
        {
            // Taken before reading. While a slow reader is written to, changes of a delivery only replace one another in the store.
            var changed = outbox.NextChange;
            var (deliveries, revision) = outbox.ChangesAfter(at.Revision, at.Snapshot, at.Post == "-" ? null : at.Post, WatchPage);
            at = at with { Revision = revision };
            var isCurrent = deliveries.Count < WatchPage;
            if (first || deliveries.Count > 0)
            {
                await responseStream.WriteAsync(
                    new()
                    {
                        Deliveries = { deliveries },
                        ResumeToken = at.Write(),
                        Current = isCurrent,
                    },
                    cancellationToken
                );
            }

            if (isCurrent)
            {
                await changed.WaitAsync(LookEvery, clock, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private string WatchedPost(string name)
    {
        var id =
            PostNames.IdOf(name) ?? throw RpcErrors.InvalidArgument(("post", "must be the name of a post, posts/{id}, or posts/- for all"));
        return id == "-" || outbox.GetPost(id) is not null
            ? id
            : throw RpcErrors.NotFound(ErrorReasons.PostNotFound, $"There is no post '{name}'.");
    }
}

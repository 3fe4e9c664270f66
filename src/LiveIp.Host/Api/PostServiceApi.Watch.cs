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
        var first = true;
        // A watcher must not hold up the host's end.
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.CancellationToken, host.ApplicationStopping);
        while (!ending.IsCancellationRequested)
        {
            // Taken before reading. While a slow reader is written to, changes of a delivery only replace one another in the store.
            var changed = outbox.NextChange;
            var (deliveries, revision) = outbox.ChangesAfter(at.Revision, at.Snapshot, id == "-" ? null : id, WatchPage);
            at = at with { Revision = revision };
            if (first || deliveries.Count > 0)
            {
                var answer = new WatchDeliveriesResponse
                {
                    Deliveries = { deliveries },
                    ResumeToken = at.Write(),
                    Current = deliveries.Count < WatchPage,
                };
                await responseStream.WriteAsync(answer, ending.Token);
                first = false;
            }

            if (deliveries.Count < WatchPage)
            {
                await changed.WaitAsync(LookEvery, clock, ending.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        if (host.ApplicationStopping.IsCancellationRequested)
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

    private string WatchedPost(string name)
    {
        var id =
            PostNames.IdOf(name) ?? throw RpcErrors.InvalidArgument(("post", "must be the name of a post, posts/{id}, or posts/- for all"));
        return id == "-" || outbox.GetPost(id) is not null
            ? id
            : throw RpcErrors.NotFound(ErrorReasons.PostNotFound, $"There is no post '{name}'.");
    }
}

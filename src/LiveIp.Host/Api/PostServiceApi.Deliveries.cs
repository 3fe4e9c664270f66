using Grpc.Core;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Distribution;
using LiveIp.V1;

namespace LiveIp.Host.Api;

// What a person decides about deliveries that are on their way, or did not arrive.
internal sealed partial class PostServiceApi
{
    public override Task<CancelDeliveriesResponse> CancelDeliveries(CancelDeliveriesRequest request, ServerCallContext context)
    {
        var (post, ids) = Meant(request.Name);
        outbox.Move(ids, [DeliveryState.Pending, DeliveryState.HandedOff], DeliveryState.Cancelled, "Taken back before it was sent.");
        return Task.FromResult(new CancelDeliveriesResponse { Deliveries = { Now(post, ids) } });
    }

    public override Task<RetryDeliveriesResponse> RetryDeliveries(RetryDeliveriesRequest request, ServerCallContext context)
    {
        var now = clock.GetUtcNow();
        var notAfter = PostChecks.Retried(request, now);
        var (post, ids) = Meant(request.Name);
        outbox.Move(
            ids,
            [DeliveryState.Failed, DeliveryState.Expired],
            DeliveryState.Pending,
            "To be sent again.",
            next: DeliveryTerms.Of(outbox.GetPost(post)!.Kind, now, notAfter, now)
        );
        return Task.FromResult(new RetryDeliveriesResponse { Deliveries = { Now(post, ids) } });
    }

    public override Task<ResolveDeliveryResponse> ResolveDelivery(ResolveDeliveryRequest request, ServerCallContext context)
    {
        PostChecks.Resolved(request);
        var (post, ids) = Meant(request.Name);
        if (ids is not [var id] || DeliveryNames.Split(request.Name)?.Delivery is null)
        {
            throw RpcErrors.InvalidArgument(("name", "must name one delivery, posts/{post}/deliveries/{id}"));
        }

        return (request.Finding == ResolveDeliveryRequest.Types.Finding.There ? Found(ids, request.RemoteUri) : NotFound(post, ids)) == 1
            ? Task.FromResult(new ResolveDeliveryResponse { Delivery = metrics.With([outbox.Find(id)!]).Single() })
            : throw RpcErrors.FailedPrecondition(
                ErrorReasons.DeliveryNotUnconfirmed,
                $"'{request.Name}' is neither unconfirmed nor handed off, so there is nothing to find out about it."
            );
    }

    private int Found(IReadOnlyList<string> ids, string remoteUri) =>
        outbox.Move(
            ids,
            [DeliveryState.Unconfirmed, DeliveryState.HandedOff],
            DeliveryState.Delivered,
            "Somebody looked: it is there.",
            remoteUri
        );

    /// <summary>What was handed off cannot be sent, so there it is the end.</summary>
    private int NotFound(string post, IReadOnlyList<string> ids)
    {
        var now = clock.GetUtcNow();
        var again = DeliveryTerms.Of(outbox.GetPost(post)!.Kind, now, notAfter: null, now);
        return outbox.Move(ids, [DeliveryState.HandedOff], DeliveryState.Cancelled, "Somebody said: it is not going to be published.")
            + outbox.Move(
                ids,
                [DeliveryState.Unconfirmed],
                DeliveryState.Pending,
                "Somebody looked: it is not there. To be sent again.",
                next: again
            );
    }

    /// <summary>The ids that a name means: of one delivery, or of all of a post.</summary>
    private (string Post, IReadOnlyList<string> Deliveries) Meant(string name)
    {
        var (post, delivery) =
            DeliveryNames.Split(name) ?? throw RpcErrors.InvalidArgument(("name", "must be posts/{id} or posts/{post}/deliveries/{id}"));
        if (outbox.GetPost(post) is null)
        {
            throw RpcErrors.NotFound(ErrorReasons.PostNotFound, $"There is no post '{PostNames.Of(post)}'.");
        }

        if (delivery is null)
        {
            return (post, [.. outbox.List(post, 0, PostChecks.MostDistributors).Deliveries.Select(static d => d.Id)]);
        }

        return outbox.Find(delivery) is { } found && found.PostId == post
            ? (post, [delivery])
            : throw RpcErrors.NotFound(ErrorReasons.DeliveryNotFound, $"There is no delivery '{name}'.");
    }

    private IEnumerable<Delivery> Now(string post, IReadOnlyList<string> ids) =>
        metrics.With([.. outbox.List(post, 0, PostChecks.MostDistributors).Deliveries.Where(d => ids.Contains(d.Id))]);
}

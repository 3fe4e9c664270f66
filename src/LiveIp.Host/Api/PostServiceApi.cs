using Google.Protobuf;
using Google.Protobuf.Collections;
using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Distribution;
using LiveIp.Host.Distribution.Changing;
using LiveIp.Host.Distribution.Health;
using LiveIp.Host.Distribution.Media;
using LiveIp.Host.Distribution.Returns;
using LiveIp.Host.Distribution.Scheduling;
using LiveIp.Host.Plugins;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>PostService: told once to the networks, with what became of each.</summary>
internal sealed partial class PostServiceApi(
    OutboxStore outbox,
    DeliveryMetrics metrics,
    PostPlanner planner,
    MediaInspector inspector,
    PostChanges changes,
    IKnownBroadcasts broadcasts,
    IExtensionRegistry registry,
    TimeZones zones,
    OutboxWatch watch,
    TimeProvider clock,
    IHostApplicationLifetime host
) : PostService.PostServiceBase
{
    public override async Task<CreatePostResponse> CreatePost(CreatePostRequest request, ServerCallContext context)
    {
        var terms = PostChecks.Created(request, clock.GetUtcNow(), zones);
        var fingerprint = Fingerprint(request);
        try
        {
            if (outbox.FindByRequest(request.RequestId, fingerprint) is not { } made)
            {
                var media = await FoundAsync(request.Media, context.CancellationToken);
                var planned = await PlannedAsync(
                    request.Post,
                    media,
                    request.Distributors,
                    request.AllowMediaLeftOut,
                    context.CancellationToken
                );
                made = outbox.Create(request.Post, planned, terms, request.RequestId, fingerprint, media);
            }

            var (post, deliveries) = made;
            return new CreatePostResponse { Post = post, Deliveries = { deliveries.Select(static d => d.Message) } };
        }
        catch (RequestIdReusedException e)
        {
            throw ChannelServiceErrors.ReusedRequestId(e);
        }
        catch (OutboxFullException e)
        {
            throw RpcErrors.ResourceExhausted(ErrorReasons.OutboxFull, e.Message);
        }
    }

    public override async Task<PreviewPostResponse> PreviewPost(PreviewPostRequest request, ServerCallContext context)
    {
        PostChecks.Previewed(request, clock.GetUtcNow(), zones);
        var media = await FoundAsync(request.Media, context.CancellationToken);
        var planned = await PlannedAsync(request.Post, media, request.Distributors, request.AllowMediaLeftOut, context.CancellationToken);
        return new PreviewPostResponse
        {
            Previews =
            {
                planned.Select(static p => new PostPreview
                {
                    Distributor = p.Distributor,
                    Rendered = p.Rendered,
                    MediaLeftOut = p.MediaLeftOut,
                }),
            },
            Media = { media.Select(static m => m.File) },
        };
    }

    public override Task<ListDeliveriesResponse> ListDeliveries(ListDeliveriesRequest request, ServerCallContext context)
    {
        var id =
            PostNames.IdOf(request.Post)
            ?? throw RpcErrors.InvalidArgument(("post", "must be the name of a post, posts/{id}, or posts/- for all"));
        if (id != "-" && outbox.GetPost(id) is null)
        {
            throw RpcErrors.NotFound(ErrorReasons.PostNotFound, $"There is no post '{request.Post}'.");
        }

        var (rows, next) = outbox.List(id == "-" ? null : id, PositionPage.After(request.PageToken), PositionPage.Size(request.PageSize));
        return Task.FromResult(
            new ListDeliveriesResponse { Deliveries = { metrics.With(rows) }, NextPageToken = PositionPage.Token(next) }
        );
    }

    private async Task<IReadOnlyList<FoundMedia>> FoundAsync(IReadOnlyList<MediaSource> sources, CancellationToken cancellationToken)
    {
        try
        {
            return await inspector.LookAsync(sources, cancellationToken);
        }
        catch (MediaRefusedException e)
        {
            throw RpcErrors.InvalidArgument(($"media[{e.Index}].path", e.Message));
        }
    }

    private async Task<IReadOnlyList<PlannedDelivery>> PlannedAsync(
        Post post,
        IReadOnlyList<FoundMedia> media,
        RepeatedField<string> named,
        bool mayLeaveMediaOut,
        CancellationToken cancellationToken
    )
    {
        await KnownAsync(post.Broadcast, cancellationToken);
        try
        {
            var complete = new Post(post) { Media = { media.Select(static m => m.File) } };
            // "Everywhere" does not mean an account for videos where there is none to be shown.
            return await planner.PlanAsync(complete, Distributors(named), named.Count == 0, mayLeaveMediaOut, cancellationToken);
        }
        catch (MediaDoesNotFitException e)
        {
            throw RpcErrors.InvalidArgument([.. e.Misfits.Select(static m => (m.File is { } i ? $"media[{i}]" : "media", m.Why))]);
        }
        catch (PostDoesNotFitException e)
        {
            throw RpcErrors.InvalidArgument(("post", e.Message));
        }
        catch (AdapterException e)
        {
            throw ChannelServiceErrors.From(e);
        }
    }

    /// <summary>A typing mistake here would count what comes back of the post for nothing.</summary>
    private async Task KnownAsync(string broadcast, CancellationToken cancellationToken)
    {
        if (broadcast.Length > 0 && !await broadcasts.IsKnownAsync(broadcast, cancellationToken))
        {
            throw RpcErrors.NotFound(ErrorReasons.BroadcastNotFound, $"There is no broadcast '{broadcast}'.");
        }
    }

    private List<DistributorExtension> Distributors(RepeatedField<string> named)
    {
        if (named.Count == 0)
        {
            var all = registry.Distributors.Where(static d => d.IsSetUp).ToList();
            return all.Count > 0
                ? all
                : throw RpcErrors.FailedPrecondition(ErrorReasons.NoDistributor, "No distributor is set up; set one up or name one.");
        }

        var meant = new List<DistributorExtension>();
        for (var i = 0; i < named.Count; i++)
        {
            var id = named[i];
            var found =
                registry.FindDistributor(id) ?? throw RpcErrors.InvalidArgument(($"distributors[{i}]", $"There is no distributor '{id}'."));
            if (!found.IsSetUp)
            {
                throw RpcErrors.FailedPrecondition(ErrorReasons.DistributorNotSetUp, $"Distributor '{id}' lacks required settings.");
            }

            if (!named.Take(i).Contains(id))
            {
                meant.Add(found);
            }
        }

        return meant;
    }

    private static string Fingerprint(CreatePostRequest request) =>
        RequestLedger.Fingerprint(new CreatePostRequest(request) { RequestId = "" }.ToByteArray());
}

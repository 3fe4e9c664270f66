using Google.Protobuf;
using Grpc.Core;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Distribution;
using LiveIp.Host.Plugins;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>PostService: told once to the networks, with what became of each.</summary>
internal sealed class PostServiceApi(OutboxStore outbox, IExtensionRegistry registry) : PostService.PostServiceBase
{
    private const int LongestPost = 64 * 1024;
    private const int MostDistributors = 50;

    public override Task<CreatePostResponse> CreatePost(CreatePostRequest request, ServerCallContext context)
    {
        Require(
            request.RequestId.Length is > 0 and <= 128,
            "request_id",
            "Needed, at most 128 characters: a repeated call must not post twice."
        );
        Require(request.Post is not null, "post", "Say what to post.");
        Require(request.Post!.Title.Length + request.Post.Text.Length > 0, "post.text", "A post needs a title or a text.");
        Require(System.Enum.IsDefined(request.Post.Kind), "post.kind", "This kind is not known here.");
        Require(request.Post.CalculateSize() <= LongestPost, "post", $"At most {LongestPost} bytes.");
        Require(request.Distributors.Count <= MostDistributors, "distributors", $"At most {MostDistributors}.");

        var fingerprint = Fingerprint(request);
        try
        {
            var (post, deliveries) =
                outbox.FindByRequest(request.RequestId, fingerprint)
                ?? outbox.Create(request.Post, Distributors(request), request.RequestId, fingerprint);
            return Task.FromResult(new CreatePostResponse { Post = post, Deliveries = { deliveries.Select(static d => d.Message) } });
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
            new ListDeliveriesResponse { Deliveries = { rows.Select(static d => d.Message) }, NextPageToken = PositionPage.Token(next) }
        );
    }

    private List<string> Distributors(CreatePostRequest request)
    {
        if (request.Distributors.Count == 0)
        {
            var all = registry.Distributors.Where(static d => d.IsSetUp).Select(static d => d.Descriptor.Id).ToList();
            return all.Count > 0
                ? all
                : throw RpcErrors.FailedPrecondition(ErrorReasons.NoDistributor, "No distributor is set up; set one up or name one.");
        }

        for (var i = 0; i < request.Distributors.Count; i++)
        {
            var id = request.Distributors[i];
            var found = registry.FindDistributor(id);
            Require(found is not null, $"distributors[{i}]", $"There is no distributor '{id}'.");
            if (!found!.IsSetUp)
            {
                throw RpcErrors.FailedPrecondition(ErrorReasons.DistributorNotSetUp, $"Distributor '{id}' lacks required settings.");
            }
        }

        return [.. request.Distributors.Distinct(StringComparer.Ordinal)];
    }

    private static string Fingerprint(CreatePostRequest request)
    {
        var content = request.Clone();
        content.RequestId = "";
        return RequestLedger.Fingerprint(content.ToByteArray());
    }

    private static void Require(bool condition, string field, string description)
    {
        if (!condition)
        {
            throw RpcErrors.InvalidArgument((field, description));
        }
    }
}

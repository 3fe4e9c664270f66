using Google.Protobuf;
using Grpc.Core;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Distribution;
using LiveIp.V1;

namespace LiveIp.Host.Api;

// Changes to posts that have left already.
internal sealed partial class PostServiceApi
{
    public override async Task<EditPostResponse> EditPost(EditPostRequest request, ServerCallContext context)
    {
        PostChecks.Edited(request, clock.GetUtcNow(), zones);
        var old = Named(request.Name);
        if (request.Post.Broadcast != old.Broadcast)
        {
            // What it was about may be known no longer, and then the post can still be edited.
            await KnownAsync(request.Post.Broadcast, context.CancellationToken);
        }

        try
        {
            var (post, deliveries) = await changes.EditAsync(
                old,
                request.Post,
                request.RequestId,
                RequestLedger.Fingerprint(new EditPostRequest(request) { RequestId = "" }.ToByteArray()),
                context.CancellationToken
            );
            return new EditPostResponse { Post = post, Deliveries = { deliveries.Select(static d => d.Message) } };
        }
        catch (RequestIdReusedException e)
        {
            throw ChannelServiceErrors.ReusedRequestId(e);
        }
    }

    public override Task<DeletePostResponse> DeletePost(DeletePostRequest request, ServerCallContext context)
    {
        PostChecks.Deleted(request);
        try
        {
            var (_, deliveries) = changes.Delete(Named(request.Name), request.RequestId, RequestLedger.Fingerprint("delete", request.Name));
            return Task.FromResult(new DeletePostResponse { Deliveries = { deliveries.Select(static d => d.Message) } });
        }
        catch (RequestIdReusedException e)
        {
            throw ChannelServiceErrors.ReusedRequestId(e);
        }
    }

    private Post Named(string name)
    {
        var id = PostNames.IdOf(name) ?? throw RpcErrors.InvalidArgument(("name", "must be the name of a post, posts/{id}"));
        return outbox.GetPost(id) ?? throw RpcErrors.NotFound(ErrorReasons.PostNotFound, $"There is no post '{name}'.");
    }
}

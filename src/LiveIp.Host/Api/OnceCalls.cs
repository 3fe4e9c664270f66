using Google.Protobuf;
using LiveIp.Host.Channels.Acting;

namespace LiveIp.Host.Api;

/// <summary>Calls that act on a platform once for each request_id, with failures in gRPC's terms.</summary>
internal static class OnceCalls
{
    /// <inheritdoc cref="ActOnce.RunAsync"/>
    /// <exception cref="Grpc.Core.RpcException">Instead of what is known of channels and platforms.</exception>
    public static async Task<T> AnswerAsync<T>(
        this ActOnce once,
        string scope,
        string requestId,
        IMessage request,
        Func<Task<T>> act,
        CancellationToken cancellationToken
    )
        where T : class, IMessage<T>, new()
    {
        try
        {
            return await once.RunAsync(scope, requestId, request, act, cancellationToken);
        }
        catch (Exception e) when (ChannelServiceErrors.From(e) is { } error)
        {
            throw error;
        }
    }
}

using Google.Protobuf;
using Grpc.Core;
using Grpc.Core.Interceptors;

namespace LiveIp.Host.Api.Errors;

/// <summary>
/// What holds for every call, over gRPC and JSON alike: its texts are clean, and a mistake of ours ends it with a reason and without
/// any of our insides.
/// </summary>
internal sealed class ErrorInterceptor(ILogger<ErrorInterceptor> logger, IHostApplicationLifetime host) : Interceptor
{
    public override Task<TResponse> UnaryServerHandler<TRequest, TResponse>(
        TRequest request,
        ServerCallContext context,
        UnaryServerMethod<TRequest, TResponse> continuation
    ) =>
        GuardAsync(
            context,
            () =>
            {
                Check(request);
                return continuation(request, context);
            }
        );

    public override Task ServerStreamingServerHandler<TRequest, TResponse>(
        TRequest request,
        IServerStreamWriter<TResponse> responseStream,
        ServerCallContext context,
        ServerStreamingServerMethod<TRequest, TResponse> continuation
    ) =>
        GuardAsync(
            context,
            async () =>
            {
                Check(request);
                await continuation(request, responseStream, context);
                return true;
            }
        );

    private static void Check<TRequest>(TRequest request)
    {
        var checks = new FieldChecks();
        RequestText.Check((IMessage)request!, checks);
        checks.ThrowIfAny();
    }

    private async Task<T> GuardAsync<T>(ServerCallContext context, Func<Task<T>> call)
    {
        DetailsMiddleware.MarkReached(context.GetHttpContext());
        try
        {
            return await call();
        }
        catch (Exception error) when (error is not RpcException && !context.CancellationToken.IsCancellationRequested)
        {
            if (host.ApplicationStopping.IsCancellationRequested)
            {
                throw RpcErrors.Unavailable(ErrorReasons.HostStopping, "The host is stopping. Try again when it is back.");
            }

            logger.LogError(error, "{Method} failed", context.Method);
            throw RpcErrors.Internal(ErrorReasons.HostFailed, "The host or a plugin made a mistake; the host's log says more.");
        }
    }
}

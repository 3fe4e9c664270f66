using Grpc.Core;
using Grpc.Core.Interceptors;

namespace LiveIp.Cli.Connection;

/// <summary>The bearer token on every call, and a deadline on each that is not a watch.</summary>
internal sealed class CallDefaults(string? token, TimeSpan timeout) : Interceptor
{
    public override AsyncUnaryCall<TResponse> AsyncUnaryCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncUnaryCallContinuation<TRequest, TResponse> continuation
    ) => continuation(request, With(context, TimeProvider.System.GetUtcNow().UtcDateTime + timeout));

    public override AsyncServerStreamingCall<TResponse> AsyncServerStreamingCall<TRequest, TResponse>(
        TRequest request,
        ClientInterceptorContext<TRequest, TResponse> context,
        AsyncServerStreamingCallContinuation<TRequest, TResponse> continuation
    ) => continuation(request, With(context, deadline: null));

    private ClientInterceptorContext<TRequest, TResponse> With<TRequest, TResponse>(
        ClientInterceptorContext<TRequest, TResponse> context,
        DateTime? deadline
    )
        where TRequest : class
        where TResponse : class
    {
        var headers = new Metadata();
        if (token is not null)
        {
            headers.Add("authorization", "Bearer " + token);
        }

        var options = context.Options.WithHeaders(headers);
        // A call that takes longer by its nature says so itself.
        return new(context.Method, context.Host, deadline is { } d && options.Deadline is null ? options.WithDeadline(d) : options);
    }
}

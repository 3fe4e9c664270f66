using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace LiveIp.Host.Api;

/// <summary>Errors as google.rpc.Status, each with one ErrorInfo whose reason programs can rely on.</summary>
internal static class RpcErrors
{
    private const string Domain = "liveip";

    /// <param name="reason">UPPER_SNAKE.</param>
    /// <param name="message">A sentence for a person.</param>
    public static RpcException NotFound(string reason, string message) => Make(Code.NotFound, reason, message);

    /// <inheritdoc cref="NotFound"/>
    public static RpcException FailedPrecondition(string reason, string message) => Make(Code.FailedPrecondition, reason, message);

    /// <inheritdoc cref="NotFound"/>
    public static RpcException AlreadyExists(string reason, string message) => Make(Code.AlreadyExists, reason, message);

    /// <inheritdoc cref="NotFound"/>
    public static RpcException ResourceExhausted(string reason, string message) => Make(Code.ResourceExhausted, reason, message);

    /// <inheritdoc cref="NotFound"/>
    public static RpcException Unavailable(string reason, string message) => Make(Code.Unavailable, reason, message);

    /// <inheritdoc cref="NotFound"/>
    public static RpcException Internal(string reason, string message) => Make(Code.Internal, reason, message);

    /// <inheritdoc cref="NotFound"/>
    /// <param name="violations">Which field, and what to do.</param>
    public static RpcException InvalidArgument(string reason, string message, params (string Field, string Description)[] violations)
    {
        if (violations.Length == 0)
            return Make(Code.InvalidArgument, reason, message);
        var request = new BadRequest();
        request.FieldViolations.AddRange(
            violations.Select(static v => new BadRequest.Types.FieldViolation { Field = v.Field, Description = v.Description })
        );
        return Make(Code.InvalidArgument, reason, message, Any.Pack(request));
    }

    private static RpcException Make(Code code, string reason, string message, params ReadOnlySpan<Any> more)
    {
        var status = new Google.Rpc.Status
        {
            Code = (int)code,
            Message = message,
            Details = { Any.Pack(new ErrorInfo { Domain = Domain, Reason = reason }) },
        };
        foreach (var detail in more)
            status.Details.Add(detail);
        return status.ToRpcException();
    }
}

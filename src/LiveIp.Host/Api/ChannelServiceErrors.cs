using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.State;

namespace LiveIp.Host.Api;

/// <summary>What went wrong with a channel, in gRPC's terms.</summary>
internal static class ChannelServiceErrors
{
    public static RpcException NoChannel(string name) => RpcErrors.NotFound("CHANNEL_NOT_FOUND", $"There is no channel '{name}'.");

    public static RpcException From(AdapterException failure) =>
        failure.Kind switch
        {
            FailureKind.NotFound => RpcErrors.NotFound("PLATFORM_CHANNEL_NOT_FOUND", failure.Message),
            FailureKind.SignInRequired => RpcErrors.FailedPrecondition("SIGN_IN_REQUIRED", failure.Message),
            FailureKind.Refused => RpcErrors.FailedPrecondition("PLATFORM_REFUSED", failure.Message),
            FailureKind.RateLimited => RpcErrors.ResourceExhausted("PLATFORM_RATE_LIMITED", failure.Message),
            FailureKind.ProtocolChanged => RpcErrors.FailedPrecondition("PLATFORM_PROTOCOL_CHANGED", failure.Message),
            _ => RpcErrors.Unavailable("PLATFORM_UNAVAILABLE", failure.Message),
        };

    /// <summary>Null for what is not expected; gRPC answers that with UNKNOWN and the log has it.</summary>
    public static RpcException? From(Exception exception) =>
        exception switch
        {
            AdapterException e => From(e),
            ChannelExistsException e => RpcErrors.AlreadyExists("CHANNEL_EXISTS", e.Message),
            ChannelGoneException e => RpcErrors.FailedPrecondition("CHANNEL_DELETED", e.Message),
            RequestIdReusedException e => ReusedRequestId(e),
            HttpRequestException or IOException => RpcErrors.Unavailable("PLATFORM_UNAVAILABLE", "The platform cannot be reached."),
            _ => null,
        };

    public static RpcException ReusedRequestId(RequestIdReusedException e) =>
        RpcErrors.InvalidArgument("REQUEST_ID_REUSED", e.Message, ("request_id", "Use a new one for every new request."));
}

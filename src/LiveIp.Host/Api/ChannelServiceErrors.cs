using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.State;

namespace LiveIp.Host.Api;

/// <summary>What went wrong with a channel, in gRPC's terms.</summary>
internal static class ChannelServiceErrors
{
    public static RpcException NoChannel(string name) => RpcErrors.NotFound(ErrorReasons.ChannelNotFound, $"There is no channel '{name}'.");

    public static RpcException From(AdapterException failure) =>
        failure.Kind switch
        {
            FailureKind.NotFound => RpcErrors.NotFound(ErrorReasons.PlatformChannelNotFound, failure.Message),
            FailureKind.SignInRequired => RpcErrors.FailedPrecondition(ErrorReasons.SignInRequired, failure.Message),
            FailureKind.Refused => RpcErrors.FailedPrecondition(ErrorReasons.PlatformRefused, failure.Message),
            FailureKind.RateLimited => RpcErrors.ResourceExhausted(ErrorReasons.PlatformRateLimited, failure.Message),
            FailureKind.ProtocolChanged => RpcErrors.FailedPrecondition(ErrorReasons.PlatformProtocolChanged, failure.Message),
            _ => RpcErrors.Unavailable(ErrorReasons.PlatformUnavailable, failure.Message),
        };

    /// <summary>Null for what is not expected; gRPC answers that with UNKNOWN and the log has it.</summary>
    public static RpcException? From(Exception exception) =>
        exception switch
        {
            AdapterException e => From(e),
            ChannelExistsException e => RpcErrors.AlreadyExists(ErrorReasons.ChannelExists, e.Message),
            ChannelGoneException e => RpcErrors.FailedPrecondition(ErrorReasons.ChannelDeleted, e.Message),
            RequestIdReusedException e => ReusedRequestId(e),
            HttpRequestException or IOException => RpcErrors.Unavailable(
                ErrorReasons.PlatformUnavailable,
                "The platform cannot be reached."
            ),
            _ => null,
        };

    public static RpcException ReusedRequestId(RequestIdReusedException e) =>
        RpcErrors.InvalidArgument(ErrorReasons.RequestIdReused, e.Message, ("request_id", "Use a new one for every new request."));
}

using Google.Rpc;
using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Channels.State;
using LiveIp.Host.Channels.Tokens;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>What went wrong with a channel, in gRPC's terms.</summary>
internal static class ChannelServiceErrors
{
    public static RpcException NoChannel(string name) => RpcErrors.NotFound(ErrorReasons.ChannelNotFound, $"There is no channel '{name}'.");

    /// <summary>
    /// The platform's own word for it stands in the metadata as <c>platform_reason</c>, and where the sign-in is to blame, how, as
    /// <c>sign_in_failure</c> ("REVOKED").
    /// </summary>
    public static RpcException From(AdapterException failure)
    {
        var (code, reason) = Of(failure.Kind);
        return RpcErrors.Build(code, reason, failure.Message, Metadata(failure));
    }

    /// <summary>The status and the reason that stand for a kind of failure.</summary>
    public static (Code Code, string Reason) Of(FailureKind kind) =>
        kind switch
        {
            FailureKind.NotFound => (Code.NotFound, ErrorReasons.PlatformChannelNotFound),
            FailureKind.SignInRequired => (Code.FailedPrecondition, ErrorReasons.SignInRequired),
            FailureKind.Refused => (Code.FailedPrecondition, ErrorReasons.PlatformRefused),
            FailureKind.RateLimited => (Code.ResourceExhausted, ErrorReasons.PlatformRateLimited),
            FailureKind.ProtocolChanged => (Code.FailedPrecondition, ErrorReasons.PlatformProtocolChanged),
            FailureKind.OutcomeUnknown => (Code.Unavailable, ErrorReasons.OutcomeUnknown),
            _ => (Code.Unavailable, ErrorReasons.PlatformUnavailable),
        };

    /// <summary>The reason that a failure of this kind has, where it is told within an answer.</summary>
    public static string Reason(FailureKind kind) => Of(kind).Reason;

    public static RpcException From(CapabilityMissingException missing) =>
        RpcErrors.Build(
            Code.Unimplemented,
            ErrorReasons.CapabilityUnsupported,
            missing.Message,
            new Dictionary<string, string>(StringComparer.Ordinal)
            {
                ["channel"] = missing.Channel,
                ["platform"] = missing.Platform,
                ["capability"] = missing.Capability,
            }
        );

    /// <summary>Null for what is not expected; gRPC answers that with UNKNOWN and the log has it.</summary>
    public static RpcException? From(Exception exception) =>
        exception switch
        {
            AdapterException e => From(e),
            CapabilityMissingException e => From(e),
            ChannelExistsException e => RpcErrors.AlreadyExists(ErrorReasons.ChannelExists, e.Message),
            ChannelGoneException e => RpcErrors.FailedPrecondition(ErrorReasons.ChannelDeleted, e.Message),
            RequestIdReusedException e => ReusedRequestId(e),
            HttpRequestException or IOException => RpcErrors.Unavailable(
                ErrorReasons.PlatformUnavailable,
                "The platform cannot be reached."
            ),
            _ => null,
        };

    private static Dictionary<string, string> Metadata(AdapterException failure)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        if (failure.Reason is { Length: > 0 and <= AdapterException.MaxReasonLength } word)
        {
            metadata["platform_reason"] = word;
        }

        if (SignInFailures.Of(failure) is not SignInFailure.Unspecified and var blame)
        {
            metadata["sign_in_failure"] = SignInFailures.Name(blame);
        }

        return metadata;
    }

    public static RpcException ReusedRequestId(RequestIdReusedException e) =>
        RpcErrors.InvalidArgument(ErrorReasons.RequestIdReused, e.Message, ("request_id", "Use a new one for every new request."));
}

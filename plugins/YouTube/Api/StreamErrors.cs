using System.Net;
using Google.Protobuf;
using Grpc.Core;
using LiveIp.Contracts;
using LiveIp.Plugins.YouTube.Api.Streaming;

namespace LiveIp.Plugins.YouTube.Api;

/// <summary>Statuses of the gRPC stream, brought to the terms of <see cref="ApiErrors"/>.</summary>
internal static class StreamErrors
{
    public static AdapterException Classify(RpcException e, DateTimeOffset now) =>
        ApiErrors.Classify(QuotaCosts.StreamList, CodeOf(e.StatusCode), ReasonOf(e), now, inner: e);

    /// <summary>
    /// The chat is unknown, disabled or over: the stream cannot tell which (documented), REST can.
    /// </summary>
    public static bool IsChatClosed(RpcException e) => e.StatusCode is StatusCode.NotFound or StatusCode.FailedPrecondition;

    private static HttpStatusCode CodeOf(StatusCode code) =>
        code switch
        {
            StatusCode.InvalidArgument or StatusCode.OutOfRange or StatusCode.Unimplemented => HttpStatusCode.BadRequest,
            StatusCode.Unauthenticated => HttpStatusCode.Unauthorized,
            StatusCode.PermissionDenied => HttpStatusCode.Forbidden,
            StatusCode.NotFound => HttpStatusCode.NotFound,
            StatusCode.ResourceExhausted => HttpStatusCode.TooManyRequests,
            StatusCode.DeadlineExceeded => HttpStatusCode.GatewayTimeout,
            StatusCode.Unavailable => HttpStatusCode.ServiceUnavailable,
            _ => HttpStatusCode.InternalServerError,
        };

    private static string? ReasonOf(RpcException e)
    {
        var details = e.Trailers.FirstOrDefault(static t => t is { IsBinary: true, Key: "grpc-status-details-bin" });
        if (ErrorInfoIn(details?.ValueBytes) is { } reason)
        {
            return reason;
        }

        // Used-up quota and too many requests share one status; without details only the words tell them apart.
        return e.StatusCode == StatusCode.ResourceExhausted && e.Status.Detail.Contains("quota", StringComparison.OrdinalIgnoreCase)
            ? "quotaExceeded"
            : null;
    }

    internal static string? ErrorInfoIn(byte[]? status)
    {
        if (status is null)
        {
            return null;
        }

        try
        {
            var info = RpcStatus
                .Parser.ParseFrom(status)
                .Details.FirstOrDefault(static d => d.TypeUrl.EndsWith("/google.rpc.ErrorInfo", StringComparison.Ordinal));
            var reason = info is null ? "" : RpcErrorInfo.Parser.ParseFrom(info.Value).Reason;
            return reason.Length == 0 ? null : reason;
        }
        catch (InvalidProtocolBufferException)
        {
            // The status code alone has to do.
            return null;
        }
    }
}

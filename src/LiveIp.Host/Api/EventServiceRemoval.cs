using System.Globalization;
using Google.Rpc;
using Grpc.Core;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Events;

namespace LiveIp.Host.Api;

/// <summary>Resuming where retention has been.</summary>
internal static class EventServiceRemoval
{
    /// <summary>Where to go on, and up to where the reader knows what is gone.</summary>
    /// <exception cref="RpcException">
    /// RESUME_TOKEN_EXPIRED: something behind the token was removed since, unread. Going on in silence would let the reader believe that
    /// it has had everything. Also RESUME_TOKEN_INVALID and RESUME_TOKEN_FOREIGN.
    /// </exception>
    public static (long After, long KnownBroadcast) Resume(
        EventServiceToken token,
        string text,
        long last,
        LogFilter filter,
        IEventLog log,
        string field = "resume_token"
    )
    {
        var (after, told) = token.ReadPosition(text, field, last);
        if (log.RemovedThrough(filter) <= Math.Max(after, told))
        {
            return (after, told);
        }

        var metadata = new Dictionary<string, string>
        {
            ["oldest_sequence"] = log.OldestSequence.ToString(CultureInfo.InvariantCulture),
            ["token_sequence"] = after.ToString(CultureInfo.InvariantCulture),
            ["removed_through"] = log.RemovedThrough(filter).ToString(CultureInfo.InvariantCulture),
        };
        throw RpcErrors.Build(
            Code.FailedPrecondition,
            ErrorReasons.ResumeTokenExpired,
            field == "resume_token"
                ? $"Retention has removed events behind {field}. Pass after_sequence {after} instead: what is left is sent, and what is gone is told as skipped."
                : $"Retention has removed events behind {field}. List anew without it; what was listed before may come again.",
            metadata
        );
    }
}

using System.Net;
using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Plugins.YouTube.Api;

/// <summary>
/// What a refusal means. The same HTTP code says "wait until midnight", "the chat is over" and "fix the setup": only the reason
/// tells them apart.
/// </summary>
internal static class ApiErrors
{
    public const string LiveChatEnded = "liveChatEnded";
    public const string LiveChatDisabled = "liveChatDisabled";
    public const string LiveChatNotFound = "liveChatNotFound";

    /// <summary>Of a message that is no poll, or of one that is closed.</summary>
    public const string ModificationNotAllowed = "modificationNotAllowed";

    /// <summary>Of a poll where another one is open.</summary>
    private const string PreconditionFailed = "preconditionCheckFailed";

    /// <summary>
    /// Classifies by the reason, and by the code where the reason is unknown. The server's own message is never passed on: it can
    /// hold project numbers and HTML.
    /// </summary>
    /// <param name="call">Which call it was: "videos.list".</param>
    /// <param name="now">To tell how long the quota is gone for.</param>
    /// <param name="acts">It changes something: what is wrong is then what was asked for, and after a failure inside YouTube nobody knows.</param>
    public static AdapterException Classify(
        string call,
        HttpStatusCode code,
        string? reason,
        DateTimeOffset now,
        bool acts = false,
        Exception? inner = null
    )
    {
        var kind = KindOf(reason) ?? KindOf(code);
        if (acts)
        {
            kind = kind switch
            {
                FailureKind.ProtocolChanged => FailureKind.Refused,
                FailureKind.Transient => FailureKind.OutcomeUnknown,
                _ => kind,
            };
        }

        return new AdapterException(kind, Sentence(kind, call, code, reason), RetryAfter(reason, now), inner)
        {
            Reason = Told(reason),
            SignIn = SignInOf(kind, reason),
        };
    }

    private static string? Told(string? reason) => reason is { Length: <= AdapterException.MaxReasonLength } ? reason : null;

    /// <summary>The connection was not made, so nothing of the request has left.</summary>
    public static bool NeverLeft(HttpRequestException e) =>
        e.HttpRequestError
            is HttpRequestError.ConnectionError
                or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError
                or HttpRequestError.ProxyTunnelError;

    public static bool IsQuota(string? reason) =>
        reason is "quotaExceeded" or "dailyLimitExceeded" or "dailyLimitExceededUnreg" or "QUOTA_EXCEEDED";

    private static FailureKind? KindOf(string? reason) =>
        reason switch
        {
            _ when IsQuota(reason) => FailureKind.RateLimited,
            "rateLimitExceeded" or "userRateLimitExceeded" or "userRequestsExceedRateLimit" or "RATE_LIMIT_EXCEEDED" =>
                FailureKind.RateLimited,
            "authError"
            or "youtubeSignupRequired"
            or "insufficientPermissions"
            or "authorizationRequired"
            or "ACCESS_TOKEN_SCOPE_INSUFFICIENT"
            or "ACCESS_TOKEN_EXPIRED"
            or "ACCESS_TOKEN_TYPE_UNSUPPORTED"
            or "CREDENTIALS_MISSING" => FailureKind.SignInRequired,
            "accessNotConfigured"
            or "SERVICE_DISABLED"
            or "liveStreamingNotEnabled"
            or "insufficientLivePermissions"
            or "livePermissionBlocked"
            or "keyInvalid"
            or "API_KEY_INVALID"
            or "forbidden"
            or "messageTextInvalid"
            or PreconditionFailed
            or ModificationNotAllowed
            or "liveChatBanInsertionNotAllowed"
            or LiveChatEnded
            or LiveChatDisabled => FailureKind.Refused,
            "notFound"
            or "channelNotFound"
            or "videoNotFound"
            or "liveBroadcastNotFound"
            or "liveStreamNotFound"
            or "liveChatBanNotFound"
            or LiveChatNotFound => FailureKind.NotFound,
            "backendError" or "internalError" or "processingFailure" => FailureKind.Transient,
            _ => null,
        };

    private static SignInFailure SignInOf(FailureKind kind, string? reason) =>
        reason switch
        {
            "insufficientPermissions" or "ACCESS_TOKEN_SCOPE_INSUFFICIENT" => SignInFailure.MissingScope,
            "accessNotConfigured" or "SERVICE_DISABLED" or "keyInvalid" or "API_KEY_INVALID" => SignInFailure.AppMisconfigured,
            _ => kind == FailureKind.SignInRequired ? SignInFailure.Revoked : SignInFailure.Unspecified,
        };

    private static FailureKind KindOf(HttpStatusCode code) =>
        code switch
        {
            HttpStatusCode.TooManyRequests => FailureKind.RateLimited,
            HttpStatusCode.Unauthorized => FailureKind.SignInRequired,
            HttpStatusCode.Forbidden => FailureKind.Refused,
            HttpStatusCode.NotFound => FailureKind.NotFound,
            HttpStatusCode.RequestTimeout => FailureKind.Transient,
            >= HttpStatusCode.BadRequest and < HttpStatusCode.InternalServerError => FailureKind.ProtocolChanged,
            _ => FailureKind.Transient,
        };

    private static TimeSpan? RetryAfter(string? reason, DateTimeOffset now) => IsQuota(reason) ? PacificDay.UntilMidnight(now) : null;

    private static string ScopeOf(string call) => QuotaCosts.IsReading(call) ? "youtube.readonly" : "youtube";

    private static string Sentence(FailureKind kind, string call, HttpStatusCode code, string? reason)
    {
        var what = kind switch
        {
            FailureKind.RateLimited when IsQuota(reason) =>
                "The Google Cloud project has used up its YouTube quota; it is new at midnight in Los Angeles",
            FailureKind.RateLimited => "YouTube asks for fewer requests",
            FailureKind.SignInRequired => $"YouTube does not accept the sign-in for this; sign in again with the scope {ScopeOf(call)}",
            FailureKind.Refused when reason is "accessNotConfigured" or "SERVICE_DISABLED" =>
                $"The {(call == QuotaCosts.Report ? "YouTube Analytics API" : "YouTube Data API v3")} is not switched on in the Google Cloud project",
            FailureKind.Refused when reason is "liveStreamingNotEnabled" => "Live streaming is not enabled for this YouTube account",
            FailureKind.Refused when reason is LiveChatEnded => "The chat is over",
            FailureKind.Refused when reason is LiveChatDisabled => "The chat is switched off for this broadcast",
            FailureKind.Refused when reason is PreconditionFailed => "A poll is open in this chat already",
            FailureKind.Refused when reason is "messageTextInvalid" => "YouTube does not take this text",
            FailureKind.Refused => "YouTube refuses this request",
            FailureKind.NotFound => "YouTube does not know what was asked for",
            FailureKind.ProtocolChanged => "YouTube did not understand the request",
            FailureKind.OutcomeUnknown => "YouTube failed, and whether it was done is not known",
            _ => "YouTube could not answer",
        };
        return $"{what} ({call}: {(int)code}{(reason is null ? "" : $" {reason}")}).";
    }
}

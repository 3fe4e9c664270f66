using Grpc.Core;

namespace LiveIp.Emulators.YouTube.Access;

/// <summary>Every refusal that this emulator knows.</summary>
internal static class ApiErrors
{
    private const string Global = "global";
    private const string Parameter = "youtube.parameter";
    private const string LiveChat = "youtube.liveChat";

    public static ApiException NoCredentials() =>
        new(
            403,
            "forbidden",
            Global,
            "Method doesn't allow unregistered callers (callers without established identity). "
                + "Please use API Key or other form of API consumer identity to call this API.",
            StatusCode.PermissionDenied
        )
        {
            Status = "PERMISSION_DENIED",
        };

    public static ApiException BadKey() =>
        new(400, "badRequest", Global, "API key not valid. Please pass a valid API key.", StatusCode.InvalidArgument)
        {
            Status = "INVALID_ARGUMENT",
            InfoReason = "API_KEY_INVALID",
        };

    public static ApiException BadToken() =>
        new(
            401,
            "authError",
            Global,
            "Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid "
                + "authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.",
            StatusCode.Unauthenticated
        )
        {
            ShortMessage = "Invalid Credentials",
            Location = "Authorization",
            LocationType = "header",
            Status = "UNAUTHENTICATED",
        };

    /// <summary>An API key where the owner's consent is needed.</summary>
    public static ApiException LoginRequired() =>
        new(
            401,
            "required",
            Global,
            "API keys are not supported by this API. Expected OAuth2 access token or other authentication credentials that assert "
                + "a principal. See https://cloud.google.com/docs/authentication",
            StatusCode.Unauthenticated
        )
        {
            ShortMessage = "Login Required.",
            Location = "Authorization",
            LocationType = "header",
            Status = "UNAUTHENTICATED",
            InfoReason = "CREDENTIALS_MISSING",
        };

    public static ApiException InsufficientScopes() =>
        new(403, "insufficientPermissions", Global, "Request had insufficient authentication scopes.", StatusCode.PermissionDenied)
        {
            ShortMessage = "Insufficient Permission",
            Status = "PERMISSION_DENIED",
            InfoReason = "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
        };

    // The anchor inside the message is the platform's: clients that show it as text have been surprised by it.
    /// <summary>Signed in, and not as whom this belongs to.</summary>
    public static ApiException NotOwner() =>
        new(403, "forbidden", Global, "The caller does not have permission", StatusCode.PermissionDenied) { Status = "PERMISSION_DENIED" };

    public static ApiException QuotaExceeded() =>
        new(
            403,
            "quotaExceeded",
            "youtube.quota",
            "The request cannot be completed because you have exceeded your <a href=\"/youtube/v3/getting-started#quota\">quota</a>.",
            StatusCode.ResourceExhausted
        );

    public static ApiException RateLimited() =>
        new(429, "rateLimitExceeded", Global, "Rate Limit Exceeded", StatusCode.ResourceExhausted) { Status = "RESOURCE_EXHAUSTED" };

    public static ApiException PolledTooFast() =>
        new(
            403,
            "rateLimitExceeded",
            LiveChat,
            "The request was sent too quickly after the previous request. Wait for pollingIntervalMillis between two requests.",
            StatusCode.ResourceExhausted
        );

    public static ApiException Backend() =>
        new(503, "backendError", Global, "The service is currently unavailable.", StatusCode.Unavailable) { Status = "UNAVAILABLE" };

    public static ApiException ParseError() =>
        new(400, "parseError", Global, "Invalid JSON payload received. Root element must be a message.", StatusCode.InvalidArgument)
        {
            Status = "INVALID_ARGUMENT",
        };

    public static ApiException UploadTooLarge() =>
        new(413, "uploadTooLarge", Global, "Upload size limit exceeded.", StatusCode.InvalidArgument);

    public static ApiException NoSuchMethod() => new(404, "notFound", Global, "Not Found", StatusCode.Unimplemented);

    public static ApiException Required(string parameter) =>
        new(400, "required", Global, $"Required parameter: {parameter}", StatusCode.InvalidArgument) { Location = parameter };

    public static ApiException UnknownPart(string part) =>
        new(400, "unknownPart", "youtube.part", $"'{part}'", StatusCode.InvalidArgument) { Location = "part" };

    public static ApiException Invalid(string parameter, string message) =>
        new(400, "invalidParameter", Global, message, StatusCode.InvalidArgument) { Location = parameter };

    public static ApiException NoFilter(IEnumerable<string> filters) =>
        new(
            400,
            "missingRequiredParameter",
            Parameter,
            $"No filter selected. Expected one of: {string.Join(", ", filters)}",
            StatusCode.InvalidArgument
        )
        {
            Location = "parameters.",
            LocationType = "other",
        };

    public static ApiException Incompatible(IEnumerable<string> filters) =>
        new(
            400,
            "incompatibleParameters",
            Parameter,
            $"Incompatible parameters specified in the request: {string.Join(", ", filters)}",
            StatusCode.InvalidArgument
        )
        {
            Location = "parameters.",
            LocationType = "other",
        };

    public static ApiException InvalidPageToken() =>
        new(400, "invalidPageToken", Parameter, "The request specifies an invalid page token.", StatusCode.InvalidArgument)
        {
            Location = "pageToken",
        };

    public static ApiException ChatPageTokenInvalid() =>
        new(400, "pageTokenInvalid", LiveChat, "The specified page token is not valid for this chat.", StatusCode.InvalidArgument)
        {
            Location = "pageToken",
        };

    public static ApiException ChatNotFound() =>
        new(
            404,
            "liveChatNotFound",
            LiveChat,
            "The live chat that you are trying to retrieve cannot be found. Check the value of the request's "
                + "<code>liveChatId</code> parameter to ensure that it is correct.",
            StatusCode.NotFound
        )
        {
            Location = "liveChatId",
        };

    public static ApiException ChatEnded() =>
        new(403, "liveChatEnded", LiveChat, "The live chat is no longer live.", StatusCode.FailedPrecondition);
}

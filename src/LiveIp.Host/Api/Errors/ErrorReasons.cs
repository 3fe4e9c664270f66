namespace LiveIp.Host.Api.Errors;

/// <summary>Every reason that an ErrorInfo of this service has: programs rely on them. docs/api.md says of each what to do.</summary>
internal static class ErrorReasons
{
    public const string AgreementMismatch = "AGREEMENT_MISMATCH";
    public const string BackupFailed = "BACKUP_FAILED";
    public const string BackupRunning = "BACKUP_RUNNING";
    public const string BroadcastNotFound = "BROADCAST_NOT_FOUND";
    public const string BroadcastOverlaps = "BROADCAST_OVERLAPS";
    public const string ChannelDeleted = "CHANNEL_DELETED";
    public const string ChannelExists = "CHANNEL_EXISTS";
    public const string ChannelNotEnabled = "CHANNEL_NOT_ENABLED";
    public const string ChannelNotFound = "CHANNEL_NOT_FOUND";
    public const string ChannelNotTold = "CHANNEL_NOT_TOLD";
    public const string DirectoryRefused = "DIRECTORY_REFUSED";
    public const string DistributorNotSetUp = "DISTRIBUTOR_NOT_SET_UP";
    public const string ExtensionNotFound = "EXTENSION_NOT_FOUND";
    public const string ForgettingNotFound = "FORGETTING_NOT_FOUND";
    public const string FormatNotRecognised = "FORMAT_NOT_RECOGNISED";
    public const string HostFailed = "HOST_FAILED";
    public const string HostStopping = "HOST_STOPPING";
    public const string ImportRunning = "IMPORT_RUNNING";
    public const string InvalidField = "INVALID_FIELD";
    public const string LogNotWritable = "LOG_NOT_WRITABLE";
    public const string LogUnavailable = "LOG_UNAVAILABLE";
    public const string MethodUnknown = "METHOD_UNKNOWN";
    public const string MetricHasNoSeries = "METRIC_HAS_NO_SERIES";
    public const string NothingToConfirm = "NOTHING_TO_CONFIRM";
    public const string NoDistributor = "NO_DISTRIBUTOR";
    public const string OutboxFull = "OUTBOX_FULL";
    public const string PageTokenInvalid = "PAGE_TOKEN_INVALID";
    public const string PersonIsFollowed = "PERSON_IS_FOLLOWED";
    public const string PlatformChannelNotFound = "PLATFORM_CHANNEL_NOT_FOUND";
    public const string PlatformNotFound = "PLATFORM_NOT_FOUND";
    public const string PlatformNotOffered = "PLATFORM_NOT_OFFERED";
    public const string PlatformProtocolChanged = "PLATFORM_PROTOCOL_CHANGED";
    public const string PlatformRateLimited = "PLATFORM_RATE_LIMITED";
    public const string PlatformRefused = "PLATFORM_REFUSED";
    public const string PlatformUnavailable = "PLATFORM_UNAVAILABLE";
    public const string PluginNotFound = "PLUGIN_NOT_FOUND";
    public const string PluginReplaced = "PLUGIN_REPLACED";
    public const string PostNotFound = "POST_NOT_FOUND";
    public const string ProfileNotFound = "PROFILE_NOT_FOUND";
    public const string RecordingNotReadable = "RECORDING_NOT_READABLE";
    public const string RecordingOfAnotherChannel = "RECORDING_OF_ANOTHER_CHANNEL";
    public const string RecordingOfAnotherPlatform = "RECORDING_OF_ANOTHER_PLATFORM";
    public const string RequestIdReused = "REQUEST_ID_REUSED";
    public const string RequestMalformed = "REQUEST_MALFORMED";
    public const string RequestTooLarge = "REQUEST_TOO_LARGE";
    public const string ResumeTokenExpired = "RESUME_TOKEN_EXPIRED";
    public const string ResumeTokenForeign = "RESUME_TOKEN_FOREIGN";
    public const string ResumeTokenInvalid = "RESUME_TOKEN_INVALID";
    public const string SettingInvalid = "SETTING_INVALID";
    public const string SignInRequired = "SIGN_IN_REQUIRED";
    public const string SuggestionNotFound = "SUGGESTION_NOT_FOUND";
    public const string TokenRequired = "TOKEN_REQUIRED";
    public const string TooManyImports = "TOO_MANY_IMPORTS";
}

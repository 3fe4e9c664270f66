using LiveIp.V1;

namespace LiveIp.Host.SignIn;

/// <summary>A sign-in that came to nothing for a reason that LiveIp found itself. The message is for a person and holds no secrets.</summary>
internal sealed class SignInFailedException(SignInFailure failure, string reason, string message) : Exception(message)
{
    public SignInFailure Failure => failure;

    /// <summary>A word for programs: "expired", "wrong_account", or the platform's own.</summary>
    public string Reason => reason;

    /// <summary>What was needed and not granted.</summary>
    public IReadOnlyList<string> MissingScopes { get; init; } = [];

    /// <summary>As the last step of a sign-in.</summary>
    public SignInFailed Describe() =>
        new()
        {
            Failure = failure,
            Reason = reason,
            Detail = Message,
            MissingScopes = { MissingScopes },
        };
}

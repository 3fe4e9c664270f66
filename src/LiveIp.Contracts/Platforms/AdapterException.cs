using LiveIp.V1;

namespace LiveIp.Contracts;

/// <summary>What went wrong, in terms of what to do about it.</summary>
public enum FailureKind
{
    /// <summary>Try again after a pause.</summary>
    Transient,

    /// <summary>Try again when the platform says so.</summary>
    RateLimited,

    /// <summary>A person must sign in again, or grant a missing right.</summary>
    SignInRequired,

    /// <summary>There is no such channel.</summary>
    NotFound,

    /// <summary>The platform refuses and will go on refusing until a person changes something.</summary>
    Refused,

    /// <summary>The platform speaks otherwise than documented; a newer plugin may be needed.</summary>
    ProtocolChanged,

    /// <summary>
    /// Something was asked for that changes the platform, and whether it was done is not known: the answer was lost. The host never
    /// asks again by itself; it looks first.
    /// </summary>
    OutcomeUnknown,
}

/// <summary>A failure that the host should answer in a certain way. The message is for a person and holds no secrets.</summary>
public sealed class AdapterException : Exception
{
    /// <summary>Characters of <see cref="Reason"/>; a longer one is not told.</summary>
    public const int MaxReasonLength = 128;

    /// <summary>Makes the failure.</summary>
    public AdapterException(FailureKind kind, string message, TimeSpan? retryAfter = null, Exception? innerException = null)
        : base(message, innerException)
    {
        Kind = kind;
        RetryAfter = retryAfter;
    }

    /// <summary>What to do about it.</summary>
    public FailureKind Kind { get; }

    /// <summary>
    /// The platform's own word for it ("liveChatEnded", "redundantTransition"), at most <see cref="MaxReasonLength"/> characters; callers get it as metadata of
    /// the error. Null when it gave none.
    /// </summary>
    public string? Reason { get; init; }

    /// <summary>
    /// Where the sign-in is to blame, how. Unspecified leaves it to the host, which takes <see cref="FailureKind.SignInRequired"/> for
    /// a sign-in that is gone.
    /// </summary>
    public SignInFailure SignIn { get; init; }

    /// <summary>Not before this much time has passed; null leaves it to the host.</summary>
    public TimeSpan? RetryAfter { get; }
}

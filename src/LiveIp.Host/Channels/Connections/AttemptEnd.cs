using LiveIp.Contracts;
using LiveIp.Host.Channels.Tokens;
using LiveIp.V1;

namespace LiveIp.Host.Channels.Connections;

/// <summary>How an attempt at following a channel ended.</summary>
internal enum AttemptOutcome
{
    /// <summary>The adapter failed; <see cref="AttemptEnd.Kind"/> says how.</summary>
    Failed,

    /// <summary>The connection stood and said nothing.</summary>
    Stalled,

    /// <summary>The adapter returned: the channel is over for good.</summary>
    Over,

    /// <summary>The host ended it: stopped, or to be started anew.</summary>
    Interrupted,
}

/// <summary>The end of an attempt.</summary>
internal sealed record AttemptEnd
{
    public required AttemptOutcome Outcome { get; init; }

    public FailureKind Kind { get; init; } = FailureKind.Transient;

    /// <summary>A sentence for a person; no secrets.</summary>
    public string Detail { get; init; } = "";

    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Where the sign-in is to blame, how.</summary>
    public SignInFailure SignIn { get; init; }

    /// <summary>How long the attempt was online; null if it never was.</summary>
    public TimeSpan? OnlineFor { get; init; }

    public static AttemptEnd Failure(Exception exception) =>
        exception is AdapterException failure
            ? new AttemptEnd
            {
                Outcome = AttemptOutcome.Failed,
                Kind = failure.Kind,
                Detail = failure.Message,
                RetryAfter = failure.RetryAfter,
                SignIn = SignInFailures.Of(failure),
            }
            : new AttemptEnd { Outcome = AttemptOutcome.Failed, Detail = FailureText.Of(exception) };
}

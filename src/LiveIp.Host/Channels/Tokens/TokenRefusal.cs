using System.Net;
using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Host.Channels.Tokens;

/// <summary>What a token endpoint's refusal means (RFC 6749, section 5.2, and what Google and Twitch make of it).</summary>
internal static class TokenRefusal
{
    /// <param name="status">Of the answer.</param>
    /// <param name="error">As <see cref="TokenAnswer.ParseError"/> reads it.</param>
    /// <param name="retryAfter">Not before.</param>
    /// <param name="answerLost">An earlier answer never came, so that a one-time token may be used up.</param>
    public static AdapterException From(HttpStatusCode status, string error, TimeSpan? retryAfter, bool answerLost)
    {
        var code = (int)status;
        if (status == HttpStatusCode.TooManyRequests)
        {
            return new AdapterException(FailureKind.RateLimited, "The token endpoint asks to wait (429).", retryAfter)
            {
                SignIn = SignInFailure.Transient,
            };
        }

        if (code >= 500 || status == HttpStatusCode.RequestTimeout)
        {
            return new AdapterException(FailureKind.Transient, $"The token endpoint failed with {code}.", retryAfter)
            {
                SignIn = SignInFailure.Transient,
            };
        }

        if (error.Contains("client", StringComparison.Ordinal))
        {
            // invalid_client, unauthorized_client, deleted_client (Google), "invalid client secret" (Twitch).
            return Misconfigured(
                $"The platform does not accept the application's own id or secret ({code}); correct the platform's settings."
            );
        }

        if (
            status == HttpStatusCode.Unauthorized
            || error.Contains("invalid_grant", StringComparison.Ordinal)
            || error.Contains("invalid_refresh_token", StringComparison.Ordinal)
        )
        {
            var burnt = answerLost
                ? " An earlier answer was lost on its way, and with it perhaps the token that replaced this one-time token."
                : "";
            return new AdapterException(
                FailureKind.SignInRequired,
                $"The platform no longer accepts the refresh token ({code}).{burnt} Sign in again."
            )
            {
                SignIn = SignInFailure.Revoked,
            };
        }

        return Misconfigured($"The token endpoint refuses the request ({code}); check the platform's settings.");
    }

    private static AdapterException Misconfigured(string message) =>
        new(FailureKind.Refused, message) { SignIn = SignInFailure.AppMisconfigured };
}

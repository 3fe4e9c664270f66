using System.Net;
using System.Net.Http;
using LiveIp.Contracts;
using LiveIp.Host.Operations.Telemetry;

namespace LiveIp.Host.Channels.Tokens;

/// <summary>Exchanges a refresh token for an access token (RFC 6749, section 6).</summary>
internal sealed class TokenEndpoint(TimeProvider clock, TokenMeter? meter = null) : IDisposable
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2)];

    private readonly HttpClient _http = new(
        new SocketsHttpHandler
        {
            // A redirect would carry the refresh token to somebody else.
            AllowAutoRedirect = false,
            UseCookies = false,
            ConnectTimeout = TimeSpan.FromSeconds(5),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        }
    )
    {
        MaxResponseContentBufferSize = 64 * 1024,
        Timeout = Timeout.InfiniteTimeSpan,
    };

    /// <param name="answerLost">An earlier answer to this refresh token never came, so that it may be used up.</param>
    /// <param name="lost">Called when an answer was lost now.</param>
    public async Task<TokenAnswer> RefreshAsync(OAuthClient client, string refreshToken, bool answerLost, Action lost)
    {
        try
        {
            var answer = await AskAsync(client, refreshToken, answerLost, lost);
            meter?.Succeeded();
            return answer;
        }
        catch (AdapterException e)
        {
            meter?.Failed(e.Kind);
            throw;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<TokenAnswer> AskAsync(OAuthClient client, string refreshToken, bool answerLost, Action lost)
    {
        if (client.TokenUri.Scheme != Uri.UriSchemeHttps && !(client.TokenUri.Scheme == Uri.UriSchemeHttp && client.TokenUri.IsLoopback))
        {
            throw new AdapterException(FailureKind.Refused, "The token endpoint must be https; http is for loopback alone.");
        }

        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await OnceAsync(client, refreshToken, answerLost);
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
            {
                if (!NeverLeft(e))
                {
                    answerLost = true;
                    lost();
                }

                if (attempt == Pauses.Length)
                {
                    throw new AdapterException(FailureKind.Transient, LostText(answerLost));
                }
            }
            catch (AdapterException e) when (e.Kind == FailureKind.Transient && attempt < Pauses.Length)
            {
                // A 5xx, told again below unless the next try goes better.
            }

            await Task.Delay(Pauses[attempt], clock);
        }
    }

    private async Task<TokenAnswer> OnceAsync(OAuthClient client, string refreshToken, bool answerLost)
    {
        var form = new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = refreshToken,
            ["client_id"] = client.ClientId,
        };
        if (client.ClientSecret is { Length: > 0 } secret)
        {
            form["client_secret"] = secret;
        }

        using var limit = new CancellationTokenSource(AnswerLimit, clock);
        using var content = new FormUrlEncodedContent(form);
        using var response = await _http.PostAsync(client.TokenUri, content, limit.Token);
        var body = await response.Content.ReadAsByteArrayAsync(limit.Token);
        if (response.IsSuccessStatusCode)
        {
            return TokenAnswer.Parse(body)
                ?? throw new AdapterException(FailureKind.ProtocolChanged, "The token endpoint said yes without an access token.");
        }

        throw Refusal(response, TokenAnswer.ParseError(body), answerLost);
    }

    private AdapterException Refusal(HttpResponseMessage response, string error, bool answerLost)
    {
        var status = (int)response.StatusCode;
        if (response.StatusCode == HttpStatusCode.TooManyRequests)
        {
            return new AdapterException(FailureKind.RateLimited, "The token endpoint asks to wait (429).", RetryAfter(response));
        }

        if (status >= 500 || response.StatusCode == HttpStatusCode.RequestTimeout)
        {
            return new AdapterException(FailureKind.Transient, $"The token endpoint failed with {status}.", RetryAfter(response));
        }

        if (error.Contains("client", StringComparison.Ordinal))
        {
            // invalid_client, unauthorized_client, deleted_client (Google), "invalid client secret" (Twitch).
            return new AdapterException(
                FailureKind.Refused,
                $"The platform does not accept the application's own id or secret ({status}); correct the platform's settings."
            );
        }

        if (
            response.StatusCode == HttpStatusCode.Unauthorized
            || error.Contains("invalid_grant", StringComparison.Ordinal)
            || error.Contains("invalid_refresh_token", StringComparison.Ordinal)
        )
        {
            var burnt = answerLost
                ? " An earlier answer was lost on its way, and with it perhaps the token that replaced this one-time token."
                : "";
            return new AdapterException(
                FailureKind.SignInRequired,
                $"The platform no longer accepts the refresh token ({status}).{burnt} Sign in again."
            );
        }

        return new AdapterException(
            FailureKind.Refused,
            $"The token endpoint refuses the request ({status}); check the platform's settings."
        );
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } when date > clock.GetUtcNow() => date - clock.GetUtcNow(),
            _ => null,
        };

    private static bool NeverLeft(Exception e) =>
        e is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };

    private static string LostText(bool answerLost) =>
        answerLost
            ? "The token endpoint's answer was lost. If the platform gives one-time refresh tokens, this may have used it up; "
                + "the next attempt will tell, and may ask to sign in again."
            : "The token endpoint cannot be reached.";
}

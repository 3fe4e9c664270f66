using System.Net.Http;
using LiveIp.Contracts;
using LiveIp.Host.Operations.Telemetry;

namespace LiveIp.Host.Channels.Tokens;

/// <summary>Exchanges a refresh token for an access token (RFC 6749, section 6).</summary>
internal sealed class TokenEndpoint(TimeProvider clock, TokenMeter? meter = null) : IDisposable
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(0.5), TimeSpan.FromSeconds(2)];

    private readonly HttpClient _http = TokenHttp.Create();

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
        TokenHttp.RequireSafe(client.TokenUri, "The token endpoint");
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                return await OnceAsync(client, refreshToken, answerLost);
            }
            catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
            {
                if (!TokenHttp.NeverLeft(e))
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

        using var limit = new CancellationTokenSource(TokenHttp.AnswerLimit, clock);
        using var content = new FormUrlEncodedContent(form);
        using var response = await _http.PostAsync(client.TokenUri, content, limit.Token);
        var body = await response.Content.ReadAsByteArrayAsync(limit.Token);
        if (response.IsSuccessStatusCode)
        {
            return TokenAnswer.Parse(body)
                ?? throw new AdapterException(FailureKind.ProtocolChanged, "The token endpoint said yes without an access token.");
        }

        throw TokenRefusal.From(response.StatusCode, TokenAnswer.ParseError(body), RetryAfter(response), answerLost);
    }

    private TimeSpan? RetryAfter(HttpResponseMessage response) =>
        response.Headers.RetryAfter switch
        {
            { Delta: { } delta } => delta,
            { Date: { } date } when date > clock.GetUtcNow() => date - clock.GetUtcNow(),
            _ => null,
        };

    private static string LostText(bool answerLost) =>
        answerLost
            ? "The token endpoint's answer was lost. If the platform gives one-time refresh tokens, this may have used it up; "
                + "the next attempt will tell, and may ask to sign in again."
            : "The token endpoint cannot be reached.";
}

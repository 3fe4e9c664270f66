using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LiveIp.Contracts;

namespace LiveIp.Plugins.Twitch.Api;

/// <summary>
/// One call to Helix with everything that every call needs: the token (refreshed once when refused), a time limit, and
/// failures in the words of <see cref="FailureKind"/>.
/// </summary>
/// <param name="as">Whose calls these are, where it is not the broadcaster.</param>
internal sealed class HelixClient(TwitchSettings settings, TwitchHttp http, IPlatformContext context, BotAccount? @as = null)
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);
    private readonly RateLimit _rateLimit = new(context.Clock);

    private string Whose => @as is null ? "this channel" : "this channel's bot";

    /// <summary>
    /// Sends and reads the whole answer. The caller judges 2xx and 4xx; 401, 429 and 5xx do not come back.
    /// </summary>
    /// <param name="pathAndQuery">Behind the base address: "/streams?user_id=1".</param>
    /// <param name="body">A JSON object, or null.</param>
    /// <param name="acts">It changes something: where the answer is lost, nobody knows whether it did.</param>
    /// <exception cref="AdapterException">
    /// SignInRequired (refused after a refresh, or a scope is missing, which is then the reason), RateLimited with the time to wait,
    /// Transient, or OutcomeUnknown.
    /// </exception>
    public async Task<HelixAnswer> SendAsync(
        HttpMethod method,
        string pathAndQuery,
        string? body,
        CancellationToken cancellationToken,
        bool acts = false
    )
    {
        var tokens = @as?.Tokens ?? context.Tokens;
        var token = await tokens.GetAsync(cancellationToken);
        var answer = await SendOnceAsync(method, pathAndQuery, body, token, acts, cancellationToken);
        if (answer.Status == HttpStatusCode.Unauthorized && MissingScope(answer) is null)
        {
            token = await tokens.RefreshAsync(token, cancellationToken);
            answer = await SendOnceAsync(method, pathAndQuery, body, token, acts, cancellationToken);
        }

        return answer.Status switch
        {
            HttpStatusCode.Unauthorized when MissingScope(answer) is { } scope => throw new AdapterException(
                FailureKind.SignInRequired,
                $"Twitch allows this only with the scope {scope}, which the sign-in of {Whose} lacks. Please sign in again."
            )
            {
                Reason = scope,
            },
            HttpStatusCode.Unauthorized => throw new AdapterException(
                FailureKind.SignInRequired,
                $"Twitch refuses the sign-in of {Whose}{answer.Explanation}. Please sign in again."
            ),
            HttpStatusCode.TooManyRequests => throw new AdapterException(
                FailureKind.RateLimited,
                $"Twitch asks for fewer calls{answer.Explanation}.",
                answer.RetryAfter
            ),
            >= HttpStatusCode.InternalServerError => throw new AdapterException(
                // 503 says that it did not begin; what broke off in the middle may have done it.
                acts && answer.Status != HttpStatusCode.ServiceUnavailable
                    ? FailureKind.OutcomeUnknown
                    : FailureKind.Transient,
                $"Twitch answered {(int)answer.Status}{answer.Explanation}."
            ),
            _ => answer,
        };
    }

    private async Task<HelixAnswer> SendOnceAsync(
        HttpMethod method,
        string pathAndQuery,
        string? body,
        string token,
        bool acts,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(method, new Uri(settings.HelixBaseUri.AbsoluteUri.TrimEnd('/') + pathAndQuery));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.Add("Client-Id", settings.ClientId);
        if (body is not null)
        {
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }
        else if (acts)
        {
            // Without any content HttpClient sends the request once more when the connection ends before an answer.
            request.Content = new ByteArrayContent([]);
        }

        using var deadline = new CancellationTokenSource(CallTimeout, context.Clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var response = await http.Client.SendAsync(request, HttpCompletionOption.ResponseContentRead, linked.Token);
            RateLimit.Show(response.Headers, context.Quota);
            var bytes = await response.Content.ReadAsByteArrayAsync(linked.Token);
            var retryAfter = response.StatusCode == HttpStatusCode.TooManyRequests ? _rateLimit.Wait(response.Headers) : (TimeSpan?)null;
            return HelixAnswer.Read(response.StatusCode, bytes, retryAfter);
        }
        catch (HttpRequestException e) when (acts && !NeverLeft(e))
        {
            throw new AdapterException(FailureKind.OutcomeUnknown, "Twitch's answer was lost.", innerException: e);
        }
        catch (HttpRequestException e)
        {
            throw new AdapterException(FailureKind.Transient, $"Twitch could not be reached ({e.HttpRequestError}).", innerException: e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AdapterException(
                acts ? FailureKind.OutcomeUnknown : FailureKind.Transient,
                "Twitch did not answer in time.",
                innerException: e
            );
        }
    }

    /// <summary>Twitch says it in words alone: "Missing scope: user:write:chat".</summary>
    private static string? MissingScope(HelixAnswer answer)
    {
        const string words = "missing scope: ";
        var message = answer.Json.Text("message");
        return message.StartsWith(words, StringComparison.OrdinalIgnoreCase) && message.Length - words.Length is > 0 and <= 100
            ? message[words.Length..].Trim()
            : null;
    }

    /// <summary>The connection was not made, so nothing of the request has left.</summary>
    private static bool NeverLeft(HttpRequestException e) =>
        e.HttpRequestError
            is HttpRequestError.ConnectionError
                or HttpRequestError.NameResolutionError
                or HttpRequestError.SecureConnectionError
                or HttpRequestError.ProxyTunnelError;
}

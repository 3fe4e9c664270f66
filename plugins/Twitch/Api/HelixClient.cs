using System.Net;
using System.Net.Http.Headers;
using System.Text;
using LiveIp.Contracts;

namespace LiveIp.Plugins.Twitch.Api;

/// <summary>
/// One call to Helix with everything that every call needs: the token (refreshed once when refused), a time limit, and
/// failures in the words of <see cref="FailureKind"/>.
/// </summary>
internal sealed class HelixClient(TwitchSettings settings, TwitchHttp http, IPlatformContext context)
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);
    private readonly RateLimit _rateLimit = new(context.Clock);

    /// <summary>
    /// Sends and reads the whole answer. The caller judges 2xx and 4xx; 401, 429 and 5xx do not come back.
    /// </summary>
    /// <param name="pathAndQuery">Behind the base address: "/streams?user_id=1".</param>
    /// <param name="body">A JSON object, or null.</param>
    /// <exception cref="AdapterException">
    /// SignInRequired (refused after a refresh), RateLimited with the time to wait, or Transient.
    /// </exception>
    public async Task<HelixAnswer> SendAsync(HttpMethod method, string pathAndQuery, string? body, CancellationToken cancellationToken)
    {
        var token = await context.Tokens.GetAsync(cancellationToken);
        var answer = await SendOnceAsync(method, pathAndQuery, body, token, cancellationToken);
        if (answer.Status == HttpStatusCode.Unauthorized)
        {
            token = await context.Tokens.RefreshAsync(token, cancellationToken);
            answer = await SendOnceAsync(method, pathAndQuery, body, token, cancellationToken);
        }

        return answer.Status switch
        {
            HttpStatusCode.Unauthorized => throw new AdapterException(
                FailureKind.SignInRequired,
                $"Twitch refuses the sign-in of this channel{answer.Explanation}. Please sign in again."
            ),
            HttpStatusCode.TooManyRequests => throw new AdapterException(
                FailureKind.RateLimited,
                $"Twitch asks for fewer calls{answer.Explanation}.",
                answer.RetryAfter
            ),
            >= HttpStatusCode.InternalServerError => throw new AdapterException(
                FailureKind.Transient,
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
        catch (HttpRequestException e)
        {
            throw new AdapterException(FailureKind.Transient, $"Twitch could not be reached ({e.HttpRequestError}).", innerException: e);
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AdapterException(FailureKind.Transient, "Twitch did not answer in time.", innerException: e);
        }
    }
}

using System.Net;
using System.Net.Http.Headers;
using Google.Apis.Http;
using LiveIp.Contracts;

namespace LiveIp.Plugins.YouTube.Api;

/// <summary>Puts the host's access token on REST requests; a rejected one is refreshed once and the request sent again.</summary>
internal sealed class HostCredential(IAccessTokens tokens)
    : IConfigurableHttpClientInitializer,
        IHttpExecuteInterceptor,
        IHttpUnsuccessfulResponseHandler
{
    /// <summary>2000 messages of a chat, at more than any of them has.</summary>
    private const int MaxAnswerBytes = 16 * 1024 * 1024;

    public void Initialize(ConfigurableHttpClient httpClient)
    {
        // Counted unpacked: an answer may come packed.
        httpClient.MaxResponseContentBufferSize = MaxAnswerBytes;
        httpClient.MessageHandler.AddExecuteInterceptor(this);
        httpClient.MessageHandler.AddUnsuccessfulResponseHandler(this);
        httpClient.MessageHandler.NumTries = 2;
        // A redirect would carry the token elsewhere.
        httpClient.MessageHandler.FollowRedirect = false;
    }

    public async Task InterceptAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", await tokens.GetAsync(cancellationToken));

    public async Task<bool> HandleResponseAsync(HandleUnsuccessfulResponseArgs args)
    {
        if (args.Response.StatusCode != HttpStatusCode.Unauthorized || !args.SupportsRetry || args.CurrentFailedTry > 1)
        {
            return false;
        }

        await tokens.RefreshAsync(args.Request.Headers.Authorization?.Parameter ?? "", args.CancellationToken);
        return true;
    }
}

using System.Net.Http;
using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Host.Channels.Tokens;

/// <summary>How OAuth's endpoints are reached: what goes there, and comes back, opens an account.</summary>
internal static class TokenHttp
{
    /// <summary>The longest that an endpoint may take, its body included.</summary>
    public static readonly TimeSpan AnswerLimit = TimeSpan.FromSeconds(10);

    public static HttpClient Create() =>
        new(
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

    /// <exception cref="AdapterException">Refused: neither https nor this machine.</exception>
    public static void RequireSafe(Uri address, string what)
    {
        if (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback))
        {
            throw new AdapterException(FailureKind.Refused, $"{what} must be https; http is for loopback alone.")
            {
                SignIn = SignInFailure.AppMisconfigured,
            };
        }
    }

    /// <summary>The request did not get as far as the platform, so that nothing was done.</summary>
    public static bool NeverLeft(Exception failure) =>
        failure is HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError };
}

using System.Net;
using System.Net.Http.Headers;
using LiveIp.Contracts;

namespace LiveIp.Plugins.Twitch.Api;

/// <summary>
/// Twitch's identity service. Twitch wants every token validated at start and hourly, and the answer is the only thing that
/// says whose token it is.
/// </summary>
internal sealed class IdClient(TwitchSettings settings, TwitchHttp http, IPlatformContext context)
{
    private static readonly TimeSpan CallTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Validates the channel's token, with another one if this one is refused.</summary>
    /// <exception cref="AdapterException">SignInRequired, RateLimited, Transient or ProtocolChanged.</exception>
    public async Task<TokenInfo> ValidateAsync(CancellationToken cancellationToken)
    {
        var token = await context.Tokens.GetAsync(cancellationToken);
        if (await ValidateAsync(token, cancellationToken) is { } info)
        {
            return info;
        }

        token = await context.Tokens.RefreshAsync(token, cancellationToken);
        return await ValidateAsync(token, cancellationToken)
            ?? throw new AdapterException(FailureKind.SignInRequired, "Twitch refuses the sign-in of this channel. Please sign in again.");
    }

    /// <summary>Null when the token is refused.</summary>
    private async Task<TokenInfo?> ValidateAsync(string token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(Root(settings) + "/oauth2/validate"));
        // Not "Bearer": the identity service has its own word.
        request.Headers.Authorization = new AuthenticationHeaderValue("OAuth", token);
        using var deadline = new CancellationTokenSource(CallTimeout, context.Clock);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        try
        {
            using var response = await http.Client.SendAsync(request, linked.Token);
            return response.StatusCode switch
            {
                HttpStatusCode.Unauthorized => null,
                HttpStatusCode.TooManyRequests => throw new AdapterException(
                    FailureKind.RateLimited,
                    "Twitch asks for fewer sign-in checks."
                ),
                HttpStatusCode.OK => Parse(await response.Content.ReadAsByteArrayAsync(linked.Token)),
                _ => throw new AdapterException(FailureKind.Transient, $"Twitch's identity service answered {(int)response.StatusCode}."),
            };
        }
        catch (HttpRequestException e)
        {
            throw new AdapterException(
                FailureKind.Transient,
                $"Twitch's identity service could not be reached ({e.HttpRequestError}).",
                innerException: e
            );
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AdapterException(FailureKind.Transient, "Twitch's identity service did not answer in time.", innerException: e);
        }
    }

    /// <summary>The service's address without a slash at its end.</summary>
    public static string Root(TwitchSettings settings) => settings.IdBaseUri.AbsoluteUri.TrimEnd('/');

    internal static TokenInfo Parse(byte[] bytes)
    {
        try
        {
            var json = JsonRead.ParseOrDefault(bytes);
            return new TokenInfo
            {
                UserId = json.Required("user_id"),
                Login = json.Required("login"),
                Scopes = json.Items("scopes").Select(static s => s.ToString()).ToHashSet(StringComparer.Ordinal),
            };
        }
        catch (FormatException e)
        {
            throw new AdapterException(
                FailureKind.ProtocolChanged,
                "Twitch's identity service does not say whose token this is. It must be a user's token, not an application's.",
                innerException: e
            );
        }
    }
}

/// <summary>Whose token it is and what it may do.</summary>
internal sealed record TokenInfo
{
    public required string UserId { get; init; }

    public required string Login { get; init; }

    public required IReadOnlySet<string> Scopes { get; init; }
}

using System.Net;
using System.Net.Http;
using Duende.IdentityModel.Client;
using LiveIp.Contracts;
using LiveIp.Host.Channels.Tokens;
using LiveIp.V1;

namespace LiveIp.Host.SignIn.Flows;

/// <summary>
/// The requests that a sign-in makes, by Duende.IdentityModel. Their answers are read by <see cref="TokenAnswer"/>, as those of a
/// refresh are: Twitch's are not those of the RFCs.
/// </summary>
internal sealed class OAuthRequests(TimeProvider clock) : IDisposable
{
    private const int Tries = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    private readonly HttpClient _http = TokenHttp.Create();

    /// <summary>
    /// Tokens for a code (RFC 6749, section 4.1.3). A code is good once: when its answer is lost it is not sent again, since a
    /// platform takes the second time for theft.
    /// </summary>
    /// <exception cref="SignInFailedException"/>
    /// <exception cref="AdapterException">The platform's refusal.</exception>
    public async Task<TokenAnswer> RedeemAsync(
        OAuthClient client,
        string code,
        string redirectUri,
        string verifier,
        CancellationToken cancellationToken
    )
    {
        TokenHttp.RequireSafe(client.TokenUri, "The token endpoint");
        for (var attempt = 1; ; attempt++)
        {
            var answer = await AskAsync(
                ct =>
                    _http.RequestAuthorizationCodeTokenAsync(
                        new AuthorizationCodeTokenRequest
                        {
                            Address = client.TokenUri.AbsoluteUri,
                            ClientId = client.ClientId,
                            ClientSecret = client.ClientSecret,
                            ClientCredentialStyle = ClientCredentialStyle.PostBody,
                            Code = code,
                            RedirectUri = redirectUri,
                            CodeVerifier = verifier,
                        },
                        ct
                    ),
                cancellationToken
            );
            if (answer.Tokens is { } tokens)
            {
                return tokens;
            }

            if (answer.Error.Contains("invalid_grant", StringComparison.Ordinal))
            {
                throw new SignInFailedException(
                    SignInFailure.Transient,
                    "invalid_grant",
                    "The platform does not take the code that came back; it may be too old. Begin again."
                );
            }

            if (answer.Status is { } status)
            {
                throw TokenRefusal.From(status, answer.Error, retryAfter: null, answerLost: false);
            }

            if (!answer.NeverLeft || attempt == Tries)
            {
                throw Lost(answer.NeverLeft);
            }

            await Task.Delay(Pause, clock, cancellationToken);
        }
    }

    /// <summary>A code for the person to enter (RFC 8628, section 3.1).</summary>
    /// <exception cref="SignInFailedException"/>
    /// <exception cref="AdapterException">The platform's refusal.</exception>
    public async Task<DeviceCode> StartDeviceAsync(OAuthClient client, CancellationToken cancellationToken)
    {
        TokenHttp.RequireSafe(client.DeviceAuthorizationUri!, "The device authorization endpoint");
        TokenHttp.RequireSafe(client.TokenUri, "The token endpoint");
        DeviceAuthorizationResponse? device = null;
        var answer = await AskAsync(
            async ct =>
                device = await _http.RequestDeviceAuthorizationAsync(
                    new DeviceAuthorizationRequest
                    {
                        Address = client.DeviceAuthorizationUri!.AbsoluteUri,
                        ClientId = client.ClientId,
                        ClientCredentialStyle = ClientCredentialStyle.PostBody,
                        Parameters = { { client.DeviceScopeParameter, string.Join(' ', client.Scopes) } },
                    },
                    ct
                ),
            cancellationToken
        );
        if (answer.Status is null)
        {
            throw Lost(answer.NeverLeft);
        }

        if (answer.Status != HttpStatusCode.OK || device is null)
        {
            throw TokenRefusal.From(answer.Status.Value, answer.Error, retryAfter: null, answerLost: false);
        }

        return new DeviceCode
        {
            Secret = device.DeviceCode ?? throw Undocumented(),
            UserCode = device.UserCode ?? throw Undocumented(),
            Address = Page(device.VerificationUriComplete ?? device.VerificationUri),
            ExpiresIn = TimeSpan.FromSeconds(device.ExpiresIn is { } s and > 0 ? s : throw Undocumented()),
            // Section 3.5: five seconds where nothing is said.
            Interval = TimeSpan.FromSeconds(device.Interval is > 0 and <= 60 and var i ? i : 5),
        };
    }

    /// <summary>Asks once whether the code has been entered (section 3.4).</summary>
    /// <exception cref="AdapterException">The platform refuses to be asked.</exception>
    public async Task<DevicePoll> PollDeviceAsync(OAuthClient client, string deviceCode, CancellationToken cancellationToken)
    {
        var answer = await AskAsync(
            ct =>
                _http.RequestDeviceTokenAsync(
                    new DeviceTokenRequest
                    {
                        Address = client.TokenUri.AbsoluteUri,
                        ClientId = client.ClientId,
                        ClientSecret = client.ClientSecret,
                        ClientCredentialStyle = ClientCredentialStyle.PostBody,
                        DeviceCode = deviceCode,
                        Parameters = { { client.DeviceScopeParameter, string.Join(' ', client.Scopes) } },
                    },
                    ct
                ),
            cancellationToken
        );
        return answer switch
        {
            { Tokens: { } tokens } => new DevicePoll(DevicePollState.Granted, tokens),
            { Status: null or >= HttpStatusCode.InternalServerError or HttpStatusCode.RequestTimeout } => new(DevicePollState.Unanswered),
            _ when Says("authorization_pending") => new(DevicePollState.Pending),
            _ when Says("slow_down") || answer.Status == HttpStatusCode.TooManyRequests => new(DevicePollState.SlowDown),
            _ when Says("access_denied") => new(DevicePollState.Denied),
            // Twitch says "invalid device code" of one that has expired, too.
            _ when Says("expired_token") || Says("invalid_device_code") || Says("invalid_grant") => new(DevicePollState.Expired),
            _ => throw TokenRefusal.From(answer.Status.Value, answer.Error, retryAfter: null, answerLost: false),
        };

        bool Says(string word) => answer.Error.Contains(word, StringComparison.Ordinal);
    }

    /// <summary>Takes a token back (RFC 7009). True when the platform said that it did.</summary>
    public async Task<bool> RevokeAsync(OAuthClient client, string token, string kind, CancellationToken cancellationToken)
    {
        TokenHttp.RequireSafe(client.RevocationUri!, "The revocation endpoint");
        var answer = await AskAsync(
            ct =>
                _http.RevokeTokenAsync(
                    new TokenRevocationRequest
                    {
                        Address = client.RevocationUri!.AbsoluteUri,
                        ClientId = client.ClientId,
                        ClientSecret = client.ClientSecret,
                        ClientCredentialStyle = ClientCredentialStyle.PostBody,
                        Token = token,
                        TokenTypeHint = kind,
                    },
                    ct
                ),
            cancellationToken
        );
        return answer.Status == HttpStatusCode.OK;
    }

    public void Dispose() => _http.Dispose();

    private async Task<Answer> AskAsync<TResponse>(Func<CancellationToken, Task<TResponse>> ask, CancellationToken cancellationToken)
        where TResponse : ProtocolResponse
    {
        using var limit = new CancellationTokenSource(TokenHttp.AnswerLimit, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            var response = await ask(either.Token);
            if (response.HttpResponse is not { } http)
            {
                return new Answer { NeverLeft = response.Exception is { } failure && TokenHttp.NeverLeft(failure) };
            }

            using (http)
            {
                var body = await http.Content.ReadAsByteArrayAsync(either.Token);
                return new Answer
                {
                    Status = http.StatusCode,
                    Error = TokenAnswer.ParseError(body),
                    Tokens = http.IsSuccessStatusCode ? TokenAnswer.Parse(body) : null,
                };
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new Answer();
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            return new Answer { NeverLeft = TokenHttp.NeverLeft(e) };
        }
    }

    private static Uri Page(string? address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var page) || page.Scheme is not ("https" or "http"))
        {
            throw Undocumented();
        }

        TokenHttp.RequireSafe(page, "The page to enter the code on");
        return page;
    }

    private static SignInFailedException Lost(bool neverLeft) =>
        neverLeft
            ? new(SignInFailure.Transient, "unreachable", "The platform cannot be reached; try again.")
            : new(SignInFailure.Transient, "answer_lost", "The platform's answer was lost on its way; begin again.");

    private static AdapterException Undocumented() =>
        new(FailureKind.ProtocolChanged, "The platform answered otherwise than documented; a newer plugin may be needed.");

    private sealed record Answer
    {
        /// <summary>Null when none came.</summary>
        public HttpStatusCode? Status { get; init; }

        public string Error { get; init; } = "";

        public TokenAnswer? Tokens { get; init; }

        public bool NeverLeft { get; init; }
    }
}

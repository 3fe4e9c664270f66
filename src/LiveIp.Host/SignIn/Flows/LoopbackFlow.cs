using Duende.IdentityModel.Client;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.Host.Channels.Tokens;
using LiveIp.V1;

namespace LiveIp.Host.SignIn.Flows;

/// <summary>
/// The authorization code flow of an installed application: the system's own browser, a port of the loopback, PKCE (RFC 8252). The
/// person's password is never near this program.
/// </summary>
internal sealed class LoopbackFlow(OAuthRequests requests)
{
    /// <param name="client">Its <see cref="OAuthClient.AuthorizationUri"/> is set.</param>
    /// <param name="port">0 takes a free one.</param>
    /// <param name="steps">For the person.</param>
    /// <exception cref="SignInFailedException"/>
    /// <exception cref="AdapterException">The platform's answer to the code.</exception>
    public async Task<TokenAnswer> RunAsync(OAuthClient client, int port, IFlowSteps steps, CancellationToken cancellationToken)
    {
        TokenHttp.RequireSafe(client.AuthorizationUri!, "The authorization endpoint");
        var (pkce, state) = (new Pkce(), Pkce.RandomText());
        await using var listener = await OpenAsync(port, state, cancellationToken);
        steps.Tell(
            new OpenAddress
            {
                Address = Address(client, listener.RedirectUri, state, pkce),
                LoopbackPort = listener.Port,
                ExpiresAt = steps.ExpiresAt.ToTimestamp(),
            }
        );
        steps.Tell(SignInWaiting.Types.Subject.Person);
        var answer = await listener.AnswerAsync(cancellationToken);
        if (answer.Code is not { } code)
        {
            throw Refusal(answer.Error!);
        }

        steps.Tell(SignInWaiting.Types.Subject.Tokens);
        return await requests.RedeemAsync(client, code, listener.RedirectUri, pkce.Verifier, cancellationToken);
    }

    private static async Task<LoopbackListener> OpenAsync(int port, string state, CancellationToken cancellationToken)
    {
        try
        {
            return await LoopbackListener.OpenAsync(port, state, cancellationToken);
        }
        catch (IOException)
        {
            throw new SignInFailedException(
                SignInFailure.Transient,
                "port_taken",
                port == 0 ? "No port of 127.0.0.1 could be opened." : $"Port {port} of 127.0.0.1 is taken; name another, or none."
            );
        }
    }

    private static string Address(OAuthClient client, string redirectUri, string state, Pkce pkce) =>
        new RequestUrl(client.AuthorizationUri!.AbsoluteUri).CreateAuthorizeUrl(
            client.ClientId,
            responseType: "code",
            scope: string.Join(' ', client.Scopes),
            redirectUri: redirectUri,
            state: state,
            codeChallenge: pkce.Challenge,
            codeChallengeMethod: "S256",
            extra: new Parameters(client.AuthorizationParameters)
        );

    // RFC 6749, section 4.1.2.1. The word comes from outside: it is told only as far as it can be a word.
    private static SignInFailedException Refusal(string error) =>
        error switch
        {
            "access_denied" => new(
                SignInFailure.MissingScope,
                error,
                "The platform was told not to allow it. Sign in again and allow LiveIp, if that was not meant."
            ),
            "temporarily_unavailable" or "server_error" => new(SignInFailure.Transient, error, "The platform could not answer; try again."),
            _ => new(
                SignInFailure.AppMisconfigured,
                Word(error),
                "The platform refuses the application's request; check its client id, its type (desktop) and its consent screen."
            ),
        };

    private static string Word(string error) =>
        error.Length <= AdapterException.MaxReasonLength && error.All(static c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.')
            ? error
            : "";
}

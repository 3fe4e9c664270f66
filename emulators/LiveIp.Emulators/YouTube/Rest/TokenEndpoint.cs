using System.Text.Json.Nodes;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.YouTube.Access;

namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>
/// Google's OAuth token endpoint, for codes and refresh tokens. Its errors are those of RFC 6749, section 5.2, not of the API:
/// <c>{"error","error_description"}</c>.
/// </summary>
internal sealed class TokenEndpoint(YouTubeStage stage)
{
    public async Task RunAsync(HttpContext http)
    {
        stage.Consents.CountTokenRequest(YouTubeStage.Name);
        await stage.Disturbances.DelayAsync(http.RequestAborted);
        if (stage.Disturbances.Take(FaultKind.ServerError))
        {
            await WriteAsync(http, 503, Error("internal_failure", "Backend Error"));
            return;
        }

        var (status, body) = Answer(
            http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty
        );
        foreach (var given in (string[])["access_token", "refresh_token"])
        {
            if ((string?)body[given] is { } token)
            {
                stage.Consents.Given.Enqueue(token);
            }
        }

        if (status == 200 && stage.Disturbances.Take(FaultKind.LoseAnswer))
        {
            http.Abort();
            return;
        }

        if (status == 200 && stage.Disturbances.Take(FaultKind.LoseTokenAnswer))
        {
            await http.CutAfterAsync(stage.Disturbances.LengthOf(FaultKind.LoseTokenAnswer));
            return;
        }

        await WriteAsync(http, status, body);
    }

    private (int Status, JsonObject Body) Answer(IFormCollection form)
    {
        var options = stage.Options;
        var grantType = form["grant_type"].ToString();
        if (grantType.Length == 0)
        {
            return (400, Error("invalid_request", "Required parameter is missing: grant_type"));
        }

        if (grantType is not ("refresh_token" or "authorization_code"))
        {
            return (400, Error("unsupported_grant_type", $"Invalid grant_type: {grantType}"));
        }

        var clientId = form["client_id"].ToString();
        if (clientId.Length == 0)
        {
            return (400, Error("invalid_request", "Could not determine client ID from request."));
        }

        if (clientId != options.ClientId)
        {
            return (401, Error("invalid_client", "The OAuth client was not found."));
        }

        var secret = form["client_secret"].ToString();
        if (secret.Length == 0)
        {
            return (400, Error("invalid_request", "client_secret is missing."));
        }

        if (secret != options.ClientSecret)
        {
            return (401, Error("invalid_client", "The provided client secret is invalid."));
        }

        return grantType == "refresh_token" ? Refresh(form) : Redeem(form);
    }

    private (int Status, JsonObject Body) Refresh(IFormCollection form)
    {
        var refreshToken = form["refresh_token"].ToString();
        if (refreshToken.Length == 0)
        {
            return (400, Error("invalid_request", "Missing required parameter: refresh_token"));
        }

        return stage.Grants.Find(refreshToken) is { } grant ? (200, Tokens(grant)) : (400, Error("invalid_grant", "Bad Request"));
    }

    private (int Status, JsonObject Body) Redeem(IFormCollection form)
    {
        var (code, verifier, redirectUri) = (form["code"].ToString(), form["code_verifier"].ToString(), form["redirect_uri"].ToString());
        if (code.Length == 0)
        {
            return (400, Error("invalid_request", "Missing required parameter: code"));
        }

        if (stage.Grants.Redeem(code) is not { } pending)
        {
            return (400, Error("invalid_grant", "Malformed auth code."));
        }

        if (redirectUri != pending.RedirectUri)
        {
            return (400, Error("redirect_uri_mismatch", "Bad Request"));
        }

        if (verifier.Length == 0)
        {
            return (400, Error("invalid_grant", "Missing code verifier."));
        }

        if (!GrantBook.Verifies(verifier, pending.Challenge))
        {
            return (400, Error("invalid_grant", "Invalid code verifier."));
        }

        var body = Tokens(pending.Grant);
        if (pending.Offline)
        {
            body["refresh_token"] = stage.Grants.GiveRefreshToken(pending.Grant);
        }

        return (200, body);
    }

    private JsonObject Tokens(Grant grant) =>
        new()
        {
            ["access_token"] = stage.Access.Issue(grant),
            ["expires_in"] = (long)stage.Options.AccessTokenLifetime.TotalSeconds,
            ["scope"] = string.Join(' ', grant.Scopes),
            ["token_type"] = "Bearer",
        };

    private static JsonObject Error(string error, string description) => new() { ["error"] = error, ["error_description"] = description };

    private static Task WriteAsync(HttpContext http, int status, JsonObject body)
    {
        http.Response.Headers.Pragma = "no-cache";
        return RestApi.WriteAsync(http, status, body.ToJsonString());
    }
}

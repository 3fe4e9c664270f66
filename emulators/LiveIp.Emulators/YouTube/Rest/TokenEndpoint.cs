using System.Text.Json.Nodes;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.YouTube.Access;

namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>
/// Google's OAuth token endpoint, for refresh tokens alone. Its errors are those of RFC 6749, section 5.2, not of the API:
/// <c>{"error","error_description"}</c>.
/// </summary>
internal sealed class TokenEndpoint(YouTubeStage stage)
{
    public async Task RunAsync(HttpContext http)
    {
        await stage.Disturbances.DelayAsync(http.RequestAborted);
        if (stage.Disturbances.Take(FaultKind.ServerError))
        {
            await WriteAsync(http, 503, Error("internal_failure", "Backend Error"));
            return;
        }

        var (status, body) = Answer(
            http.Request.HasFormContentType ? await http.Request.ReadFormAsync(http.RequestAborted) : FormCollection.Empty
        );
        if (status == 200 && stage.Disturbances.Take(FaultKind.LoseAnswer))
        {
            http.Abort();
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

        if (grantType != "refresh_token")
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

        var refreshToken = form["refresh_token"].ToString();
        if (refreshToken.Length == 0)
        {
            return (400, Error("invalid_request", "Missing required parameter: refresh_token"));
        }

        if (refreshToken != options.RefreshToken)
        {
            return (400, Error("invalid_grant", "Bad Request"));
        }

        return (
            200,
            new JsonObject
            {
                ["access_token"] = stage.Access.Issue(),
                ["expires_in"] = (long)options.AccessTokenLifetime.TotalSeconds,
                ["scope"] = string.Join(' ', options.Scopes),
                ["token_type"] = "Bearer",
            }
        );
    }

    private static JsonObject Error(string error, string description) => new() { ["error"] = error, ["error_description"] = description };

    private static Task WriteAsync(HttpContext http, int status, JsonObject body)
    {
        http.Response.Headers.Pragma = "no-cache";
        return RestApi.WriteAsync(http, status, body.ToJsonString());
    }
}

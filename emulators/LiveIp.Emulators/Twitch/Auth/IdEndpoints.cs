using System.Text.Json.Nodes;
using LiveIp.Emulators.Consent;
using LiveIp.Emulators.Faults;

namespace LiveIp.Emulators.Twitch.Auth;

/// <summary>id.twitch.tv: validate, token, device, revoke. Its errors carry status and message only, unlike Helix.</summary>
internal sealed class IdEndpoints(
    TokenStore tokens,
    DeviceCodes devices,
    ConsentBoard consents,
    FaultBoard faults,
    TwitchEmulatorOptions options,
    TimeProvider clock
)
{
    private const string DeviceGrant = "urn:ietf:params:oauth:grant-type:device_code";

    public void Map(IEndpointRouteBuilder endpoints)
    {
        endpoints.MapGet("/oauth2/validate", ValidateAsync);
        endpoints.MapPost("/oauth2/token", TokenAsync);
        endpoints.MapPost("/oauth2/device", DeviceAsync);
        endpoints.MapPost("/oauth2/revoke", RevokeAsync);
        endpoints.Map("/oauth2/{**rest}", context => ErrorAsync(context, 404, "Not Found"));
    }

    private Task ValidateAsync(HttpContext context)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (header.Length == 0)
        {
            return ErrorAsync(context, 401, "missing authorization token");
        }

        // The documents show "OAuth"; the platform takes "Bearer" as well.
        var parts = header.Split(' ', 2);
        var scheme = parts[0];
        var known =
            scheme.Equals("OAuth", StringComparison.OrdinalIgnoreCase) || scheme.Equals("Bearer", StringComparison.OrdinalIgnoreCase);
        if (!known || parts.Length < 2 || tokens.Find(parts[1]) is not { } token)
        {
            return ErrorAsync(context, 401, "invalid access token");
        }

        var answer = new JsonObject { ["client_id"] = token.ClientId };
        if (token.UserId is not null)
        {
            answer["login"] = token.UserId == options.BotUserId ? options.BotLogin : options.Login;
        }

        answer["scopes"] = Scopes(token);
        if (token.UserId is not null)
        {
            answer["user_id"] = token.UserId;
        }

        answer["expires_in"] = ExpiresIn(token);
        return Wire.AnswerAsync(context, 200, answer);
    }

    private async Task TokenAsync(HttpContext context)
    {
        consents.CountTokenRequest(TwitchStage.Name);
        var form = await FormAsync(context);
        if (await RefusedClientAsync(context, form))
        {
            return;
        }

        var grant = form.GetValueOrDefault("grant_type", "");
        if (grant.Length == 0)
        {
            await ErrorAsync(context, 400, "missing grant type");
            return;
        }

        // The device flow is made for clients that can keep no secret.
        var needsSecret = (options.ClientSecret is not null && grant != DeviceGrant) || grant == "client_credentials";
        if (needsSecret && form.GetValueOrDefault("client_secret") != (options.ClientSecret ?? ""))
        {
            await ErrorAsync(context, 403, "invalid client secret");
            return;
        }

        switch (grant)
        {
            case "refresh_token":
                await RefreshAsync(context, form);
                break;
            case DeviceGrant:
                await RedeemAsync(context, form);
                break;
            case "client_credentials" when options.ClientSecret is not null:
                var app = tokens.IssueApp();
                var body = new JsonObject
                {
                    ["access_token"] = app.Value,
                    ["expires_in"] = ExpiresIn(app),
                    ["token_type"] = "bearer",
                };
                await Wire.AnswerAsync(context, 200, body);
                break;
            default:
                await ErrorAsync(context, 400, "Invalid grant type");
                break;
        }
    }

    private async Task RefreshAsync(HttpContext context, Dictionary<string, string> form)
    {
        if (!form.TryGetValue("refresh_token", out var refresh) || refresh.Length == 0)
        {
            await ErrorAsync(context, 400, "missing refresh token");
            return;
        }

        if (tokens.Refresh(refresh) is not { } pair)
        {
            await ErrorAsync(context, 400, "Invalid refresh token");
            return;
        }

        await AnswerAsync(context, pair);
    }

    private async Task DeviceAsync(HttpContext context)
    {
        var form = await FormAsync(context);
        if (await RefusedClientAsync(context, form))
        {
            return;
        }

        var scopes = form.GetValueOrDefault("scopes", "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (scopes.Length == 0)
        {
            await ErrorAsync(context, 400, "missing scopes");
            return;
        }

        if (scopes.FirstOrDefault(static s => !TwitchScopes.Known.Contains(s)) is { } unknown)
        {
            await ErrorAsync(context, 400, $"invalid scope requested: '{unknown}'");
            return;
        }

        var device = devices.Begin(scopes);
        consents.Given.Enqueue(device.Code);
        await Wire.AnswerAsync(
            context,
            200,
            new JsonObject
            {
                ["device_code"] = device.Code,
                ["expires_in"] = (long)options.DeviceCodeLifetime.TotalSeconds,
                ["interval"] = (long)options.DevicePollInterval.TotalSeconds,
                ["user_code"] = device.UserCode,
                ["verification_uri"] =
                    $"{context.Request.Scheme}://{context.Request.Host}{ActivatePage.Path}?public=true&device-code={device.UserCode}",
            }
        );
    }

    private async Task RedeemAsync(HttpContext context, Dictionary<string, string> form)
    {
        if (form.GetValueOrDefault("scopes", "").Length == 0)
        {
            await ErrorAsync(context, 400, "missing scopes");
            return;
        }

        switch (devices.Ask(form.GetValueOrDefault("device_code", "")))
        {
            case (DeviceState.Allowed, { } device):
                await AnswerAsync(context, tokens.IssueUser(device.UserId!, device.Scopes));
                break;
            case (DeviceState.Pending, _):
                await ErrorAsync(context, 400, "authorization_pending");
                break;
            default:
                await ErrorAsync(context, 400, "invalid device code");
                break;
        }
    }

    private async Task AnswerAsync(HttpContext context, TokenPair pair)
    {
        consents.Given.Enqueue(pair.Access.Value);
        consents.Given.Enqueue(pair.RefreshToken);
        if (faults.Take(TwitchStage.Name, FaultKind.LoseTokenAnswer))
        {
            await context.CutAfterAsync(faults.LengthOf(TwitchStage.Name, FaultKind.LoseTokenAnswer));
            return;
        }

        var body = new JsonObject
        {
            ["access_token"] = pair.Access.Value,
            ["expires_in"] = ExpiresIn(pair.Access),
            ["refresh_token"] = pair.RefreshToken,
            ["scope"] = Scopes(pair.Access),
            ["token_type"] = "bearer",
        };
        await Wire.AnswerAsync(context, 200, body);
    }

    private async Task RevokeAsync(HttpContext context)
    {
        var form = await FormAsync(context);
        if (await RefusedClientAsync(context, form))
        {
            return;
        }

        if (!form.TryGetValue("token", out var token) || token.Length == 0)
        {
            await ErrorAsync(context, 400, "missing oauth token");
        }
        else if (!tokens.Revoke(token))
        {
            await ErrorAsync(context, 400, "Invalid token");
        }
    }

    private async Task<bool> RefusedClientAsync(HttpContext context, Dictionary<string, string> form)
    {
        if (!form.TryGetValue("client_id", out var client) || client.Length == 0)
        {
            await ErrorAsync(context, 400, "missing client id");
            return true;
        }

        if (client != options.ClientId)
        {
            await ErrorAsync(context, 400, "invalid client");
            return true;
        }

        return false;
    }

    /// <summary>The form, or the query: the platform reads both, and known clients use either.</summary>
    private static async Task<Dictionary<string, string>> FormAsync(HttpContext context)
    {
        var values = context.Request.Query.ToDictionary(p => p.Key, p => p.Value.ToString());
        if (context.Request.HasFormContentType)
        {
            foreach (var (name, value) in await context.Request.ReadFormAsync(context.RequestAborted))
            {
                values[name] = value.ToString();
            }
        }

        return values;
    }

    private long ExpiresIn(AccessToken token) => (long)(token.ExpiresAt - clock.GetUtcNow()).TotalSeconds;

    private static JsonArray Scopes(AccessToken token) => [.. token.Scopes.Select(s => JsonValue.Create(s))];

    private static Task ErrorAsync(HttpContext context, int status, string message) =>
        Wire.AnswerAsync(context, status, new JsonObject { ["status"] = status, ["message"] = message });
}

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.YouTube.Access;
using LiveIp.Emulators.YouTube.Chat;

namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>Takes a call through credentials, faults, quota and parameters, in this order, and writes what comes out of it.</summary>
internal sealed class RestApi(YouTubeStage stage, TimeProvider clock)
{
    // Answers are indented unless prettyPrint=false, and non-ASCII text comes as it is.
    private static readonly JsonSerializerOptions Pretty = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public void Map(IEndpointRouteBuilder routes)
    {
        ApiMethod[] methods =
        [
            new LiveBroadcastsList(stage).Method,
            new VideosList(stage).Method,
            new ChannelsList(stage).Method,
            new LiveChatMessagesList(stage, clock).Method,
        ];
        foreach (var method in methods)
        {
            routes.MapGet(method.Path, http => RunAsync(http, method));
        }

        routes.MapPost("/token", new TokenEndpoint(stage).RunAsync);
        routes.MapPost(YouTubeEmulatorOptions.RevocationPath, new RevocationEndpoint(stage).RunAsync);
        var authorization = new AuthorizationEndpoint(stage);
        routes.MapGet(YouTubeEmulatorOptions.AuthorizationPath, authorization.AskAsync);
        routes.MapPost(AuthorizationEndpoint.ConsentPath, authorization.AnswerAsync);
        routes.Map("/{**path}", http => WriteAsync(http, 404, Serialize(http, ApiErrors.NoSuchMethod().ToJson())));
    }

    /// <summary>Writes a JSON body with a length, as Google's front end does.</summary>
    public static async Task WriteAsync(HttpContext http, int status, string body)
    {
        var bytes = Encoding.UTF8.GetBytes(body);
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=UTF-8";
        http.Response.Headers.CacheControl = "private";
        http.Response.Headers.Vary = "Origin, X-Origin, Referer";
        http.Response.ContentLength = bytes.Length;
        await http.Response.Body.WriteAsync(bytes, http.RequestAborted);
    }

    private async Task RunAsync(HttpContext http, ApiMethod method)
    {
        var faults = stage.Disturbances;
        try
        {
            await faults.DelayAsync(http.RequestAborted);
            var caller = stage.Access.Admit(Credentials(http.Request), method.OwnerOnly);
            faults.Refuse();
            stage.Quota.Ensure();
            var answer = Ask(new ApiQuery(http.Request.Query), method, caller);
            var body = Serialize(http, WithEtag(answer.Body));
            if (faults.Take(FaultKind.LoseAnswer))
            {
                http.Abort();
                return;
            }

            if (faults.Take(FaultKind.Malformed))
            {
                await WriteAsync(http, 200, body[..(body.Length / 2)]);
                return;
            }

            // Before the write: whoever has the answer must find the truth up to date. If the write breaks, the page token serves it again.
            answer.Sent?.Invoke();
            await WriteAsync(http, 200, body);
        }
        catch (ApiException refusal)
        {
            if (refusal.Code == 401)
            {
                http.Response.Headers.WWWAuthenticate = "Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\"";
            }

            await WriteAsync(http, refusal.Code, Serialize(http, refusal.ToJson()));
        }
    }

    private Answer Ask(ApiQuery query, ApiMethod method, Caller caller)
    {
        try
        {
            query.OneOf("alt", "json", "json");
            var answer = method.Answer(query, caller);
            stage.Quota.Charge(method.Units);
            return answer;
        }
        catch (ApiException)
        {
            stage.Quota.Charge(Quota.InvalidUnits);
            throw;
        }
    }

    private static Presented Credentials(HttpRequest request)
    {
        var authorization = request.Headers.Authorization.ToString();
        if (authorization.Length == 0 && request.Query["access_token"].FirstOrDefault() is { Length: > 0 } token)
        {
            authorization = $"Bearer {token}";
        }

        var key = request.Headers["X-Goog-Api-Key"].FirstOrDefault() ?? request.Query["key"].FirstOrDefault();
        return new Presented(authorization, key);
    }

    private static JsonObject WithEtag(JsonObject body)
    {
        body.Insert(1, "etag", Identifiers.Etag(body.ToJsonString()));
        return body;
    }

    private static string Serialize(HttpContext http, JsonObject body) =>
        body.ToJsonString(http.Request.Query["prettyPrint"].FirstOrDefault() == "false" ? Compact : Pretty);
}

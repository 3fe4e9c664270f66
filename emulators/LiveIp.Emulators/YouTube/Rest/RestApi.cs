using System.IO.Compression;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.Memory;
using LiveIp.Emulators.YouTube.Access;
using LiveIp.Emulators.YouTube.Chat;
using LiveIp.Emulators.YouTube.Uploads;

namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>Takes a call through credentials, faults, quota and parameters, in this order, and writes what comes out of it.</summary>
internal sealed class RestApi(YouTubeStage stage, ActJournal acts, TimeProvider clock)
{
    private const int MaxBodyBytes = 1024 * 1024;
    private const int MaxMediaBytes = 2 * 1024 * 1024;

    // Answers are indented unless prettyPrint=false, and non-ASCII text comes as it is.
    private static readonly JsonSerializerOptions Pretty = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ApiMethod[] _methods = All(stage, clock);

    /// <summary>What was done over the API before the process was killed.</summary>
    public IEnumerable<PastAct> Past() =>
        acts.Past(
            _methods,
            (method, query, caller) =>
            {
                lock (stage.Live.Gate)
                {
                    stage.Live.Settle();
                    method.Answer(query, caller);
                }
            }
        );

    public void Map(IEndpointRouteBuilder routes)
    {
        foreach (var method in _methods)
        {
            routes.MapMethods(method.Path, [method.Verb], http => RunAsync(http, method));
        }

        var uploads = new VideosInsert(stage);
        routes.MapPost(VideosInsert.Path, uploads.BeginAsync);
        routes.MapPut(VideosInsert.Path, uploads.ContinueAsync);
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
            var caller = stage.Access.Admit(Credentials(http.Request), method.OwnerOnly, method.Acts, method.Scopes);
            faults.Refuse();
            QuotaOf(method)?.Ensure();
            var sent = method is { Acts: true, TakesMedia: false } ? await BodyAsync(http.Request) : null;
            var media = method.TakesMedia ? await MediaAsync(http.Request) : null;
            var answer = Ask(new ApiQuery(http.Request.Query, sent, media), method, caller);
            if (faults.LosesAnswer($"{method.Verb} {method.Path}", method.Acts))
            {
                http.Abort();
                return;
            }

            if (method.Acts && faults.Take(FaultKind.FailAfterActing))
            {
                throw ApiErrors.Backend();
            }

            if (answer.Body is null)
            {
                http.Response.StatusCode = StatusCodes.Status204NoContent;
                return;
            }

            var body = Serialize(http, WithEtag(answer.Body));

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
            if (method.ByOwner && !caller.IsOwner)
            {
                throw ApiErrors.NotOwner();
            }

            stage.Live.Settle();
            var answer = Do(query, method, caller);
            QuotaOf(method)?.Charge(method.Units);
            return answer;
        }
        catch (ApiException)
        {
            QuotaOf(method)?.Charge(Quota.InvalidUnits);
            throw;
        }
    }

    private Quota? QuotaOf(ApiMethod method) =>
        method.Bucket switch
        {
            QuotaBucket.Searches => stage.Searches,
            QuotaBucket.Units => stage.Quota,
            _ => null,
        };

    private Answer Do(ApiQuery query, ApiMethod method, Caller caller)
    {
        if (!method.Acts)
        {
            return method.Answer(query, caller);
        }

        lock (stage.Live.Gate)
        {
            var now = clock.GetUtcNow();
            var answer = method.Answer(query, caller);
            acts.Keep(now, method, query, caller);
            return answer;
        }
    }

    private static ApiMethod[] All(YouTubeStage stage, TimeProvider clock)
    {
        var videos = new VideosList(stage);
        return
        [
            new LiveBroadcastsList(stage).Method,
            .. new LiveBroadcastsWrite(stage, clock).Methods,
            .. new LiveStreamsApi(stage).Methods,
            videos.Method,
            new VideosUpdate(stage, videos).Method,
            new VideosDelete(stage).Method,
            VideoCategories.Method,
            new ThumbnailsSet(stage).Method,
            new ChannelsList(stage).Method,
            new SearchList(stage).Method,
            new AnalyticsReports(stage, clock).Method,
            new LiveChatMessagesList(stage, clock).Method,
            .. new LiveChatMessagesWrite(stage).Methods,
            .. new LiveChatBansApi(stage).Methods,
        ];
    }

    /// <summary>Null: there is none, or it is no JSON object.</summary>
    public static async Task<JsonObject?> BodyAsync(HttpRequest request)
    {
        if (request.ContentLength is > MaxBodyBytes)
        {
            return null;
        }

        try
        {
            // Google's client libraries pack what they send.
            var isPacked = request.Headers.ContentEncoding == "gzip";
            await using var body = isPacked ? new GZipStream(request.Body, CompressionMode.Decompress) : request.Body;
            return await JsonNode.ParseAsync(body, cancellationToken: request.HttpContext.RequestAborted) as JsonObject;
        }
        catch (Exception e) when (e is JsonException or InvalidDataException)
        {
            return null;
        }
    }

    private static async Task<byte[]> MediaAsync(HttpRequest request)
    {
        if (request.ContentLength is > MaxMediaBytes)
        {
            throw ApiErrors.UploadTooLarge();
        }

        using var media = new MemoryStream();
        await request.Body.CopyToAsync(media, request.HttpContext.RequestAborted);
        return media.ToArray();
    }

    public static Presented Credentials(HttpRequest request)
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
        // A resource alone has its own; lists get theirs when they are complete.
        if (!body.ContainsKey("etag"))
        {
            body.Insert(1, "etag", Identifiers.Etag(body.ToJsonString()));
        }

        return body;
    }

    private static string Serialize(HttpContext http, JsonObject body) =>
        body.ToJsonString(http.Request.Query["prettyPrint"].FirstOrDefault() == "false" ? Compact : Pretty);
}

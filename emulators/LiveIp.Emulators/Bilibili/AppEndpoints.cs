using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Faults;

namespace LiveIp.Emulators.Bilibili;

/// <summary>The four calls of the open platform: start, heartbeat, batchHeartbeat, end. All POST, HTTP 200 also for errors.</summary>
internal sealed class AppEndpoints(
    BilibiliEmulatorOptions options,
    GameRegistry games,
    FaultBoard faults,
    SlowAnswers slow,
    TimeProvider clock
)
{
    private const string Platform = BilibiliStage.PlatformId;

    private readonly RequestSignature _signature = new(options, clock);
    private int _requests;

    public void Map(IEndpointRouteBuilder routes)
    {
        Map(routes, "/v2/app/start", Start);
        Map(routes, "/v2/app/heartbeat", Heartbeat);
        Map(routes, "/v2/app/batchHeartbeat", BatchHeartbeat);
        Map(routes, "/v2/app/end", End);
        routes.MapFallback(context => AnswerAsync(context, BilibiliCode.NoSuchApi, null));
    }

    private void Map(IEndpointRouteBuilder routes, string path, Func<HttpContext, JsonObject, (int Code, JsonObject? Data)> act) =>
        routes.MapPost(path, context => HandleAsync(context, path, act));

    private async Task HandleAsync(HttpContext context, string path, Func<HttpContext, JsonObject, (int Code, JsonObject? Data)> act)
    {
        await slow.WaitAsync(context.RequestAborted);
        if (faults.Take(Platform, FaultKind.RateLimited))
        {
            await AnswerAsync(context, BilibiliCode.RateLimited, null);
            return;
        }

        if (faults.Take(Platform, FaultKind.ServerError))
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            return;
        }

        using var buffer = new MemoryStream();
        await context.Request.Body.CopyToAsync(buffer, context.RequestAborted);
        var code = _signature.Verify(context.Request.Headers, buffer.ToArray());
        if (code == BilibiliCode.Ok && faults.Take(Platform, FaultKind.Unauthorized))
        {
            // There is no token to run out; what a caller can meet is a clock that jumped.
            code = BilibiliCode.Expired;
        }

        JsonObject? data = null;
        if (code == BilibiliCode.Ok)
        {
            (code, data) = Parse(buffer.ToArray()) is { } request ? act(context, request) : (BilibiliCode.Parameters, null);
        }

        var withheld = path.EndsWith("eartbeat", StringComparison.Ordinal) && faults.Take(Platform, FaultKind.WithholdHeartbeat);
        if (withheld || faults.Take(Platform, FaultKind.LoseAnswer))
        {
            context.Abort();
            return;
        }

        await AnswerAsync(context, code, data);
    }

    private (int, JsonObject?) Start(HttpContext context, JsonObject request)
    {
        if (Text(request, "code") is not { Length: > 0 } code || Number(request, "app_id") is not { } app)
        {
            return (BilibiliCode.Parameters, null);
        }

        if (app != options.AppId)
        {
            return (BilibiliCode.App, null);
        }

        if (code != options.IdentityCode)
        {
            return (BilibiliCode.BadIdentityCode, null);
        }

        var result = games.Start(out var game);
        return game is null ? (result, null) : (result, Describe(context, game));
    }

    private (int, JsonObject?) Heartbeat(HttpContext context, JsonObject request)
    {
        if (Text(request, "game_id") is not { Length: > 0 } id)
        {
            return (BilibiliCode.Parameters, null);
        }

        return games.Heartbeat(id) ? (BilibiliCode.Ok, []) : (BilibiliCode.HeartbeatExpired, null);
    }

    private (int, JsonObject?) BatchHeartbeat(HttpContext context, JsonObject request)
    {
        if (
            request["game_ids"] is not JsonArray { Count: > 0 } array
            || array.Any(i => i is not JsonValue v || !v.TryGetValue<string>(out _))
        )
        {
            return (BilibiliCode.Parameters, null);
        }

        var ids = array.Select(i => i!.GetValue<string>()).ToList();
        if (ids.Count > 200)
        {
            return (BilibiliCode.BatchTooLarge, null);
        }

        if (ids.Distinct(StringComparer.Ordinal).Count() != ids.Count)
        {
            return (BilibiliCode.DuplicateIds, null);
        }

        var failed = ids.Where(id => !games.Heartbeat(id)).Select(id => (JsonNode)id).ToArray();
        return (BilibiliCode.Ok, new JsonObject { ["failed_game_ids"] = new JsonArray(failed) });
    }

    private (int, JsonObject?) End(HttpContext context, JsonObject request)
    {
        if (Text(request, "game_id") is not { Length: > 0 } id || Number(request, "app_id") is not { } app)
        {
            return (BilibiliCode.Parameters, null);
        }

        if (app != options.AppId)
        {
            return (BilibiliCode.App, null);
        }

        return games.End(id) ? (BilibiliCode.Ok, []) : (BilibiliCode.NotInSession, null);
    }

    private JsonObject Describe(HttpContext context, Game game) =>
        new()
        {
            ["anchor_info"] = new JsonObject
            {
                ["room_id"] = options.RoomId,
                ["uface"] = "https://example.invalid/anchor.png",
                ["uid"] = 0,
                ["open_id"] = options.AnchorOpenId,
                ["union_id"] = "",
                ["uname"] = options.AnchorName,
            },
            ["game_info"] = new JsonObject { ["game_id"] = game.Id },
            ["websocket_info"] = new JsonObject
            {
                ["auth_body"] = game.AuthBody,
                ["wss_link"] = new JsonArray($"ws://{context.Request.Host}/sub"),
            },
        };

    private async Task AnswerAsync(HttpContext context, int code, JsonObject? data)
    {
        var answer = new JsonObject
        {
            ["code"] = code,
            ["message"] = code == BilibiliCode.Ok ? "0" : $"error {code.ToString(CultureInfo.InvariantCulture)}",
            ["request_id"] = Interlocked.Increment(ref _requests).ToString(CultureInfo.InvariantCulture),
            ["data"] = data,
        };
        context.Response.ContentType = "application/json; charset=utf-8";
        await context.Response.WriteAsync(answer.ToJsonString(), Encoding.UTF8, context.RequestAborted);
    }

    private static JsonObject? Parse(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            // The caller answers with the platform's code for bad parameters.
            return null;
        }
    }

    private static string? Text(JsonObject request, string name) =>
        request[name] is JsonValue v && v.TryGetValue<string>(out var s) ? s : null;

    private static long? Number(JsonObject request, string name) =>
        request[name] is JsonValue v && v.TryGetValue<long>(out var n) ? n : null;
}

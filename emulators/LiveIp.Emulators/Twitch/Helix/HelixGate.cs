using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.Twitch.Auth;
using Microsoft.AspNetCore.WebUtilities;

namespace LiveIp.Emulators.Twitch.Helix;

/// <summary>A call that passed the gate.</summary>
internal sealed record HelixCall(HttpContext Context, AccessToken Token)
{
    private const int MaxBodyBytes = 64 * 1024;

    public IReadOnlyList<string> Query(string name) => [.. Context.Request.Query[name].OfType<string>().Where(v => v.Length > 0)];

    /// <summary>Null: there is none, or it is no JSON object, which the platform refuses in one way.</summary>
    public async Task<JsonObject?> BodyAsync()
    {
        if (Context.Request.ContentLength is > MaxBodyBytes)
        {
            return null;
        }

        try
        {
            return await JsonNode.ParseAsync(Context.Request.Body, cancellationToken: Context.RequestAborted) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <param name="Body">Null: none, as with 204.</param>
internal sealed record HelixAnswer(int Status, JsonNode? Body)
{
    public static HelixAnswer Ok(JsonObject body) => new(200, body);

    /// <summary>Every refusal of Helix has this body.</summary>
    public static HelixAnswer Refuse(int status, string message) =>
        new(
            status,
            new JsonObject
            {
                ["error"] = ReasonPhrases.GetReasonPhrase(status),
                ["status"] = status,
                ["message"] = message,
            }
        );

    /// <summary>As <see cref="HelixCall.BodyAsync"/> found none.</summary>
    public static HelixAnswer Unreadable => Refuse(400, "error unmarshalling request body");

    public static HelixAnswer NoContent => new(204, null);

    public static HelixAnswer Missing(string parameter) => Refuse(400, $"Missing required parameter \"{parameter}\"");
}

/// <summary>What every Helix call passes: faults, the two headers, the rate limit.</summary>
internal sealed class HelixGate(TokenStore tokens, RateLimiter limiter, FaultBoard faults, TimeProvider clock)
{
    private long _slowUntil;
    private int _slowBy;

    /// <summary>For so long, every answer comes late.</summary>
    public void Slow(TimeSpan duration, TimeSpan by)
    {
        Interlocked.Exchange(ref _slowBy, (int)by.TotalMilliseconds);
        Interlocked.Exchange(ref _slowUntil, (clock.GetUtcNow() + duration).Ticks);
    }

    /// <param name="acting">Changes something on the platform, so its answer can be lost with the work done.</param>
    public RequestDelegate Guard(Func<HelixCall, ValueTask<HelixAnswer>> handle, bool acting = false) =>
        async context =>
        {
            if (clock.GetUtcNow().Ticks < Interlocked.Read(ref _slowUntil))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(Volatile.Read(ref _slowBy)), clock, context.RequestAborted);
            }

            var answer = Refusal(context, out var call) ?? await handle(call!);
            if (acting && answer.Status < 300 && faults.LosesAnswer(TwitchStage.Name, Operation(context)))
            {
                context.Abort();
                return;
            }

            await Wire.AnswerAsync(context, answer.Status, answer.Body);
        };

    private static string Operation(HttpContext context) => $"{context.Request.Method} {context.Request.Path}";

    private HelixAnswer? Refusal(HttpContext context, out HelixCall? call)
    {
        call = null;
        if (faults.Take(TwitchStage.Name, FaultKind.ServerError))
        {
            return HelixAnswer.Refuse(503, "");
        }

        var headers = context.Request.Headers;
        var authorization = headers.Authorization.ToString();
        if (authorization.Length == 0)
        {
            return HelixAnswer.Refuse(401, "OAuth token is missing");
        }

        const string Bearer = "Bearer ";
        var value = authorization.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase) ? authorization[Bearer.Length..] : "";
        if (tokens.Find(value) is not { } token)
        {
            return HelixAnswer.Refuse(401, "Invalid OAuth token");
        }

        var client = headers["Client-Id"].ToString();
        if (client.Length == 0)
        {
            return HelixAnswer.Refuse(401, "Client ID is missing");
        }

        if (client != token.ClientId)
        {
            return HelixAnswer.Refuse(401, "Client ID and OAuth token do not match");
        }

        call = new HelixCall(context, token);
        return Limited(context, token);
    }

    private HelixAnswer? Limited(HttpContext context, AccessToken token)
    {
        var ordered = faults.Take(TwitchStage.Name, FaultKind.RateLimited);
        var (allowed, remaining, reset) = ordered
            ? (false, 0, clock.GetUtcNow().AddSeconds(1))
            : limiter.Take($"{token.ClientId}/{token.UserId}");
        var headers = context.Response.Headers;
        headers["Ratelimit-Limit"] = limiter.PerMinute.ToString(CultureInfo.InvariantCulture);
        headers["Ratelimit-Remaining"] = remaining.ToString(CultureInfo.InvariantCulture);
        // Unix seconds, rounded up: at that second the call is allowed.
        var seconds = (reset.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks + TimeSpan.TicksPerSecond - 1) / TimeSpan.TicksPerSecond;
        headers["Ratelimit-Reset"] = seconds.ToString(CultureInfo.InvariantCulture);
        return allowed ? null : HelixAnswer.Refuse(429, "Too Many Requests");
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LiveIp.Emulators.Consent;
using LiveIp.Emulators.Faults;
using LiveIp.Emulators.Memory;
using LiveIp.Emulators.Past;
using LiveIp.Emulators.Show;
using LiveIp.Emulators.Truth;
using LiveIp.Emulators.Twitch;
using LiveIp.Emulators.YouTube;

namespace LiveIp.Emulators.Control;

/// <summary>The stage manager's door: what truly happened, what is played, what goes wrong.</summary>
internal sealed class ControlEndpoints(
    JsonObject config,
    TruthLedger truth,
    FaultBoard faults,
    ConsentBoard consents,
    ShowRunner show,
    EmulatorClock clock,
    ChannelReport channels,
    PastBook past
)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false) },
    };

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/healthz", () => "ok");
        routes.MapGet("/config", () => Results.Text(config.ToJsonString(), "application/json"));
        routes.MapGet("/truth", WriteTruthAsync);
        routes.MapGet("/channels", () => Results.Text(channels.Describe().ToJsonString(), "application/json"));
        routes.MapGet("/show", () => Results.Json(show.Status, Json));
        routes.MapPost("/show/start", (Delegate)StartAsync);
        routes.MapPost(
            "/show/stop",
            async () =>
            {
                await show.StopAsync();
                return Results.Json(show.Status, Json);
            }
        );
        routes.MapPost("/show/burst", (Delegate)BurstAsync);
        routes.MapPost("/encoder", (Delegate)EncodeAsync);
        routes.MapPost("/say", (Delegate)SayAsync);
        routes.MapPost("/vote", (Delegate)VoteAsync);
        routes.MapPost("/past", (Delegate)RememberAsync);
        routes.MapGet("/clock", DescribeClock);
        routes.MapPost("/clock", (Delegate)SetClockAsync);
        routes.MapPost("/faults", (Delegate)OrderAsync);
        routes.MapGet("/faults", () => Results.Json(faults.Waiting, Json));
        routes.MapGet("/faults/lost", () => Results.Json(channels.Platforms.ToDictionary(static p => p, faults.Lost), Json));
        routes.MapPost("/consent", (Delegate)ConsentAsync);
        routes.MapGet("/secrets", () => Results.Json(consents.Given, Json));
        routes.MapGet("/token-requests", () => Results.Json(consents.TokenRequests, Json));
        routes.MapGet("/consent", () => Results.Json(consents.All, Json));
    }

    private async Task WriteTruthAsync(HttpContext context)
    {
        context.Response.ContentType = "application/x-ndjson";
        await using var buffered = new BufferedStream(context.Response.Body, 64 * 1024);
        await truth.WriteAsync(buffered, context.RequestAborted);
    }

    private async Task<IResult> StartAsync(HttpContext context)
    {
        try
        {
            var plan = await context.Request.ReadFromJsonAsync<ShowPlan>(Json, context.RequestAborted) ?? new ShowPlan();
            if (plan.Intensity?.Problem is { } problem)
            {
                return Results.BadRequest(problem);
            }

            show.Start(plan);
            return Results.Json(show.Status, Json);
        }
        catch (InvalidOperationException error)
        {
            return Results.Conflict(error.Message);
        }
        catch (Exception error) when (error is JsonException or IOException or UnauthorizedAccessException)
        {
            return Results.BadRequest(error.Message);
        }
    }

    private async Task<IResult> SetClockAsync(HttpContext context)
    {
        try
        {
            var setting = await context.Request.ReadFromJsonAsync<ClockSetting>(Json, context.RequestAborted) ?? new ClockSetting();
            if (setting.Problem is { } problem)
            {
                return Results.BadRequest(problem);
            }

            show.SetClock(setting);
            return DescribeClock();
        }
        catch (InvalidOperationException error)
        {
            return Results.Conflict(error.Message);
        }
        catch (JsonException error)
        {
            return Results.BadRequest(error.Message);
        }
    }

    private IResult DescribeClock() =>
        Results.Json(
            new
            {
                now = clock.GetUtcNow(),
                clock.Setting.OffsetSeconds,
                clock.Setting.Rate,
                clock.Setting.Since,
            },
            Json
        );

    private async Task<IResult> BurstAsync(HttpContext context)
    {
        try
        {
            var burst = await context.Request.ReadFromJsonAsync<Burst>(Json, context.RequestAborted);
            if (burst is null || config[burst.Platform] is null || burst.Events is < 1 or > 10_000)
            {
                return Results.BadRequest("platform: one of youtube, twitch, bilibili; events: 1 to 10000.");
            }

            await show.BurstAsync(burst);
            return Results.NoContent();
        }
        catch (InvalidOperationException error)
        {
            return Results.Conflict(error.Message);
        }
        catch (JsonException error)
        {
            return Results.BadRequest(error.Message);
        }
    }

    private async Task<IResult> EncodeAsync(HttpContext context)
    {
        try
        {
            var encoder = await context.Request.ReadFromJsonAsync<Encoder>(Json, context.RequestAborted);
            if (encoder is null || config[encoder.Platform] is null)
            {
                return Results.BadRequest("platform: one of youtube, twitch, bilibili; sending: true or false.");
            }

            show.Encode(encoder);
            return Results.NoContent();
        }
        catch (InvalidOperationException error)
        {
            return Results.Conflict(error.Message);
        }
        catch (JsonException error)
        {
            return Results.BadRequest(error.Message);
        }
    }

    private Task<IResult> SayAsync(HttpContext context) =>
        HappenAsync<Word>(
            context,
            "platform: one of youtube, twitch, bilibili; viewer: 1 to 1000000; text: 1 to 200 characters.",
            word => config[word.Platform] is not null && word is { Viewer: >= 1 and <= 1_000_000, Text.Length: >= 1 and <= 200 },
            word =>
                show.Happen(
                    word.Platform,
                    n => new ChatEvent(n, TimeSpan.Zero, new Viewer(word.Viewer, Phrases.Name(word.Viewer), false, false), word.Text)
                )
        );

    private Task<IResult> VoteAsync(HttpContext context) =>
        HappenAsync<Votes>(
            context,
            "platform: youtube or twitch, which have polls; option: 1 to 5; count: 1 to 1000000.",
            votes =>
                votes is { Platform: YouTubeStage.Name or TwitchStage.Name, Option: >= 1 and <= 5, Count: >= 1 and <= 1_000_000 }
                && config[votes.Platform] is not null,
            votes => show.Happen(votes.Platform, n => new VoteEvent(n, TimeSpan.Zero, votes.Option - 1, votes.Count))
        );

    private static async Task<IResult> HappenAsync<T>(HttpContext context, string rule, Func<T, bool> isFine, Action<T> happen)
    {
        try
        {
            var asked = await context.Request.ReadFromJsonAsync<T>(Json, context.RequestAborted);
            if (asked is null || !isFine(asked))
            {
                return Results.BadRequest(rule);
            }

            happen(asked);
            return Results.NoContent();
        }
        catch (InvalidOperationException error)
        {
            return Results.Conflict(error.Message);
        }
        catch (JsonException error)
        {
            return Results.BadRequest($"{error.Message} {rule}");
        }
    }

    private async Task<IResult> RememberAsync(HttpContext context)
    {
        try
        {
            var show = await context.Request.ReadFromJsonAsync<PastShow>(Json, context.RequestAborted) ?? new PastShow();
            if (show.Problem is { } problem)
            {
                return Results.BadRequest(problem);
            }

            past.Add(show);
            return Results.NoContent();
        }
        catch (JsonException error)
        {
            return Results.BadRequest(error.Message);
        }
    }

    private async Task<IResult> OrderAsync(HttpContext context)
    {
        try
        {
            var fault = await context.Request.ReadFromJsonAsync<Fault>(Json, context.RequestAborted);
            if (fault is null || config[fault.Platform] is null)
            {
                return Results.BadRequest("platform: one of youtube, twitch, bilibili.");
            }

            if (fault.Count is < 1 or > 10_000 || fault.Seconds is < 0 or > 3600)
            {
                return Results.BadRequest("count: 1 to 10000; seconds: 0 to 3600.");
            }

            faults.Order(fault);
            return Results.NoContent();
        }
        catch (JsonException error)
        {
            return Results.BadRequest(
                $"{error.Message} kind: one of {string.Join(", ", Enum.GetNames<FaultKind>().Select(JsonNamingPolicy.CamelCase.ConvertName))}."
            );
        }
    }

    private async Task<IResult> ConsentAsync(HttpContext context)
    {
        try
        {
            var consent = await context.Request.ReadFromJsonAsync<ConsentSetting>(Json, context.RequestAborted);
            if (consent?.Platform is not (YouTubeStage.Name or TwitchStage.Name))
            {
                return Results.BadRequest("platform: youtube or twitch, which ask for consent.");
            }

            consents.Set(consent);
            return Results.NoContent();
        }
        catch (JsonException error)
        {
            return Results.BadRequest($"{error.Message} answer: ask, allow or deny; account: broadcaster or bot; withheld: scopes.");
        }
    }
}

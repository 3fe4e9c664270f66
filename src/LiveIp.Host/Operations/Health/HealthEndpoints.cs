using System.Text.Json;
using System.Text.Json.Serialization;
using LiveIp.Host.Api.Security;

namespace LiveIp.Host.Operations.Health;

/// <summary>
/// <c>/healthz</c>: the process answers; what fails here is to be restarted. <c>/readyz</c>: it can do its work; 503 when not. Both
/// without the token, so that a supervisor needs none; with it, the platforms' own words are told too.
/// </summary>
internal static class HealthEndpoints
{
    public const string Live = "/healthz";
    public const string Ready = "/readyz";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static void MapHealth(this WebApplication app)
    {
        app.MapGrpcService<HealthServiceApi>();
        app.MapGet(Live, static () => "ok");
        app.MapGet(
            Ready,
            static (HttpContext context, HostHealth health, ApiToken token) =>
            {
                var report = health.Look();
                return Results.Json(
                    token.Accepts(context.Request.Headers.Authorization) ? report : report.Public(),
                    Json,
                    statusCode: report.Condition == HostCondition.Unready
                        ? StatusCodes.Status503ServiceUnavailable
                        : StatusCodes.Status200OK
                );
            }
        );
    }
}

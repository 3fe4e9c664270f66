using System.Globalization;
using Google.Protobuf;
using Google.Rpc;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Operations.Health;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace LiveIp.Host.Api.Security;

/// <summary>
/// Refuses every request without the token, on every port and path, health aside. In front of routing, so that what is added later
/// (reflection, web pages, a new service) is closed unless somebody opens it here.
/// </summary>
internal sealed class BearerTokenMiddleware(RequestDelegate next, ApiToken token)
{
    private const string Refusal =
        "Send the API token as 'Authorization: Bearer <token>'. It lies in the file api-token in the host's data directory.";

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        return IsHealth(request.Path) || token.Accepts(request.Headers.Authorization) ? next(context) : RefuseAsync(context);
    }

    private static bool IsHealth(PathString path) =>
        path == HealthEndpoints.Live
        || path == HealthEndpoints.Ready
        || path.Value?.StartsWith("/grpc.health.v1.Health/", StringComparison.Ordinal) == true;

    private static async Task RefuseAsync(HttpContext context)
    {
        var status = new Status
        {
            Code = (int)Code.Unauthenticated,
            Message = Refusal,
            Details = { Google.Protobuf.WellKnownTypes.Any.Pack(new ErrorInfo { Domain = "liveip", Reason = ErrorReasons.TokenRequired }) },
        };
        var response = context.Response;
        if (context.Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true)
        {
            // A gRPC answer without messages: headers and trailers in one ("Trailers-Only").
            response.ContentType = "application/grpc";
            response.Headers["grpc-status"] = ((int)Code.Unauthenticated).ToString(CultureInfo.InvariantCulture);
            response.Headers["grpc-message"] = Uri.EscapeDataString(Refusal);
            response.Headers["grpc-status-details-bin"] = Convert.ToBase64String(status.ToByteArray());
            return;
        }

        response.StatusCode = StatusCodes.Status401Unauthorized;
        response.ContentType = "application/json";
        response.Headers.WWWAuthenticate = new StringValues("Bearer realm=\"liveip\"");
        var types = Google.Protobuf.Reflection.TypeRegistry.FromMessages(ErrorInfo.Descriptor);
        await response.WriteAsync(new JsonFormatter(JsonFormatter.Settings.Default.WithTypeRegistry(types)).Format(status));
    }
}

using System.Globalization;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Microsoft.AspNetCore.Http.Features;

namespace LiveIp.Host.Api.Errors;

/// <summary>
/// Calls that end before they reach a service (unreadable, too large, no such method) are answered by the framework, without a reason
/// that a program can rely on. Here they get one.
/// </summary>
internal sealed class DetailsMiddleware(RequestDelegate next)
{
    private const string Reached = "LiveIp.Reached";
    private const string StatusHeader = "grpc-status";
    private const string MessageHeader = "grpc-message";
    private const string DetailsHeader = "grpc-status-details-bin";

    /// <summary>The request was read; what goes wrong from here on is no fault of its form.</summary>
    public static void MarkReached(HttpContext context) => context.Items[Reached] = true;

    public async Task InvokeAsync(HttpContext context)
    {
        if (context.Request.ContentType?.StartsWith("application/grpc", StringComparison.OrdinalIgnoreCase) == true)
        {
            await next(context);
            CompleteGrpc(context);
            return;
        }

        await CompleteJsonAsync(context);
    }

    private static void CompleteGrpc(HttpContext context)
    {
        var headers = context.Response.Headers;
        if (
            context.Response.HasStarted
            || context.Items.ContainsKey(Reached)
            || headers.ContainsKey(DetailsHeader)
            || !int.TryParse(headers[StatusHeader], NumberStyles.None, CultureInfo.InvariantCulture, out var code)
            || Describe((Code)code) is not { } status
        )
        {
            return;
        }

        headers[StatusHeader] = status.Code.ToString(CultureInfo.InvariantCulture);
        headers[MessageHeader] = Uri.EscapeDataString(status.Message);
        headers[DetailsHeader] = Convert.ToBase64String(status.ToByteArray());
    }

    private async Task CompleteJsonAsync(HttpContext context)
    {
        var response = context.Response;
        var original = response.Body;
        await using var body = new ErrorBody(response, original);
        response.Body = body;
        try
        {
            await CallAsync(context);
        }
        finally
        {
            response.Body = original;
        }

        if (response.HasStarted || response.StatusCode < StatusCodes.Status400BadRequest)
        {
            return;
        }

        var text = body.Text;
        var status = ReadStatus(text);
        // An error that is complete, or of another kind (a health page): as it is.
        if (
            status is { Details.Count: > 0 }
            || (status is null && text.Length > 0)
            || Describe(response.StatusCode, status?.Message, context.Request.ContentLength is > 0) is not { } complete
        )
        {
            await response.WriteAsync(text);
            return;
        }

        response.ContentType = "application/json";
        response.ContentLength = null;
        await response.WriteAsync(
            new JsonFormatter(JsonFormatter.Settings.Default.WithTypeRegistry(RpcErrors.DetailTypes)).Format(complete)
        );
    }

    // The limit that gRPC has; JSON knows none but the server's, which is made for files.
    private Task CallAsync(HttpContext context)
    {
        if (context.Request.ContentLength > ApiServices.MaxRequestBytes)
        {
            context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
            return Task.CompletedTask;
        }

        // For a body that does not say how long it is.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = ApiServices.MaxRequestBytes;
        }

        return next(context);
    }

    private static Google.Rpc.Status? Describe(Code code) =>
        code switch
        {
            // What cannot be parsed is UNKNOWN to the framework, and a broken frame INTERNAL. Both are the caller's.
            Code.Unknown or Code.Internal => Make(
                Code.InvalidArgument,
                ErrorReasons.RequestMalformed,
                "The request cannot be read as a message of this method."
            ),
            Code.ResourceExhausted => Make(
                code,
                ErrorReasons.RequestTooLarge,
                $"A request has at most {ApiServices.MaxRequestBytes} bytes."
            ),
            Code.Unimplemented => Make(code, ErrorReasons.MethodUnknown, "There is no such method. Reflection lists those that there are."),
            _ => null,
        };

    private static Google.Rpc.Status? Describe(int httpStatus, string? message, bool hasBody) =>
        httpStatus switch
        {
            StatusCodes.Status404NotFound => Make(
                Code.NotFound,
                ErrorReasons.MethodUnknown,
                "There is no such path. The files in proto/liveip/v1 list those that there are."
            ),
            StatusCodes.Status405MethodNotAllowed => Make(
                Code.Unimplemented,
                ErrorReasons.MethodUnknown,
                "This path takes another HTTP method."
            ),
            StatusCodes.Status413PayloadTooLarge => Make(
                Code.ResourceExhausted,
                ErrorReasons.RequestTooLarge,
                $"A request has at most {ApiServices.MaxRequestBytes} bytes."
            ),
            StatusCodes.Status500InternalServerError => Make(
                Code.Internal,
                ErrorReasons.HostFailed,
                "The host or a plugin made a mistake; the host's log says more."
            ),
            > StatusCodes.Status500InternalServerError => null,
            _ => Make(
                Code.InvalidArgument,
                ErrorReasons.RequestMalformed,
                message ?? "The request cannot be read.",
                hasBody ? "body" : "query"
            ),
        };

    private static Google.Rpc.Status Make(Code code, string reason, string message, string? field = null)
    {
        var status = new Google.Rpc.Status
        {
            Code = (int)code,
            Message = message,
            Details = { Any.Pack(new ErrorInfo { Domain = RpcErrors.Domain, Reason = reason }) },
        };
        if (code == Code.InvalidArgument)
        {
            var violation = new BadRequest.Types.FieldViolation
            {
                Field = field ?? "",
                Description = message,
                Reason = reason,
            };
            status.Details.Add(Any.Pack(new BadRequest { FieldViolations = { violation } }));
        }

        return status;
    }

    private static Google.Rpc.Status? ReadStatus(string text)
    {
        try
        {
            return text.Length == 0
                ? null
                : new JsonParser(JsonParser.Settings.Default.WithTypeRegistry(RpcErrors.DetailTypes)).Parse<Google.Rpc.Status>(text);
        }
        catch (InvalidProtocolBufferException)
        {
            return null;
        }
    }
}

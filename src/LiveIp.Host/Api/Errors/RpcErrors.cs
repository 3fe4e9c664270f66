using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Google.Rpc;
using Grpc.Core;

namespace LiveIp.Host.Api.Errors;

/// <summary>
/// The errors of the API: google.rpc.Status with one ErrorInfo whose reason a program can rely on (UPPER_SNAKE), and for invalid
/// arguments a BadRequest that names each field. Messages are for people and may change.
/// </summary>
internal static class RpcErrors
{
    // An error travels in the headers, of which gRPC's C core (Python, Ruby, PHP) takes 8 KB; a message in Chinese takes nine times
    // its letters there. What callers sent is often repeated in it, so its length is theirs to choose.
    private const int LongestMessage = 300;
    private const int LongestField = 200;
    private const int LongestDescription = 600;
    private const int MostDetails = 3000;

    public const string Domain = "liveip";

    /// <summary>What stands in the details of an error, so that it can be written as JSON.</summary>
    public static TypeRegistry DetailTypes { get; } = TypeRegistry.FromMessages(ErrorInfo.Descriptor, BadRequest.Descriptor);

    /// <summary>One or more fields are wrong. Field paths as in the proto: "filter.kinds[0]".</summary>
    public static RpcException InvalidArgument(params IReadOnlyList<(string Field, string Description)> violations) =>
        InvalidArgument(ErrorReasons.InvalidField, violations);

    /// <summary>As above, with a reason of its own.</summary>
    public static RpcException InvalidArgument(string reason, params IReadOnlyList<(string Field, string Description)> violations) =>
        InvalidArgument(reason, string.Join("; ", violations.Select(static v => $"{v.Field}: {v.Description}")), violations);

    /// <summary>As above, with a sentence of its own.</summary>
    public static RpcException InvalidArgument(
        string reason,
        string message,
        params IReadOnlyList<(string Field, string Description)> violations
    )
    {
        var details = new BadRequest();
        foreach (var (field, description) in violations)
        {
            var violation = new BadRequest.Types.FieldViolation
            {
                Field = Cut(field, LongestField),
                Description = Cut(description, LongestDescription),
                Reason = reason,
            };
            if (details.FieldViolations.Count > 0 && details.CalculateSize() + violation.CalculateSize() > MostDetails)
            {
                break;
            }

            details.FieldViolations.Add(violation);
        }

        return Build(Code.InvalidArgument, reason, message, details: details);
    }

    public static RpcException NotFound(string reason, string message) => Build(Code.NotFound, reason, message);

    public static RpcException AlreadyExists(string reason, string message) => Build(Code.AlreadyExists, reason, message);

    /// <summary>The state of the host does not allow it now.</summary>
    public static RpcException FailedPrecondition(string reason, string message) => Build(Code.FailedPrecondition, reason, message);

    public static RpcException PermissionDenied(string reason, string message) => Build(Code.PermissionDenied, reason, message);

    public static RpcException ResourceExhausted(string reason, string message) => Build(Code.ResourceExhausted, reason, message);

    /// <summary>Trying again later may help.</summary>
    public static RpcException Unavailable(string reason, string message) => Build(Code.Unavailable, reason, message);

    public static RpcException Internal(string reason, string message) => Build(Code.Internal, reason, message);

    /// <summary>Any code; <paramref name="metadata"/> must hold no secrets.</summary>
    public static RpcException Build(
        Code code,
        string reason,
        string message,
        IReadOnlyDictionary<string, string>? metadata = null,
        BadRequest? details = null
    )
    {
        var info = new ErrorInfo { Reason = reason, Domain = Domain };
        foreach (var (key, value) in metadata ?? new Dictionary<string, string>())
        {
            info.Metadata[key] = value;
        }

        var status = new Google.Rpc.Status { Code = (int)code, Message = Cut(message, LongestMessage) };
        status.Details.Add(Any.Pack(info));
        if (details is not null)
        {
            status.Details.Add(Any.Pack(details));
        }

        return status.ToRpcException();
    }

    // Never between the halves of a letter outside the basic plane: half a letter cannot be written as UTF-8.
    private static string Cut(string text, int most) =>
        text.Length <= most ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[most - 1]) ? most - 1 : most), "…");
}

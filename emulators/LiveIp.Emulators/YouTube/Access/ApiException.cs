using System.Text.Json.Nodes;
using Grpc.Core;

namespace LiveIp.Emulators.YouTube.Access;

/// <summary>
/// A refusal in Google's words: <c>{"error":{"code","message","errors":[{"message","domain","reason","location","locationType"}],
/// "status","details"}}</c> over REST, a status over gRPC.
/// </summary>
internal sealed class ApiException(int code, string reason, string domain, string message, StatusCode grpc) : Exception(message)
{
    public int Code => code;

    public string Reason => reason;

    /// <summary>Name of the parameter or header at fault.</summary>
    public string? Location { get; init; }

    /// <summary>"parameter", "header" or "other".</summary>
    public string LocationType { get; init; } = "parameter";

    /// <summary>Canonical status name, which only some of the errors carry.</summary>
    public string? Status { get; init; }

    /// <summary>Reason in a google.rpc.ErrorInfo.</summary>
    public string? InfoReason { get; init; }

    /// <summary>The short text inside <c>errors[0]</c>, where it differs from the outer one.</summary>
    public string? ShortMessage { get; init; }

    /// <summary>An address that the live methods' refusals carry.</summary>
    public string? ExtendedHelp { get; init; }

    public JsonObject ToJson()
    {
        var item = new JsonObject
        {
            ["message"] = ShortMessage ?? Message,
            ["domain"] = domain,
            ["reason"] = reason,
        };
        if (Location is not null)
        {
            item["location"] = Location;
            item["locationType"] = LocationType;
        }

        if (ExtendedHelp is not null)
        {
            item["extendedHelp"] = ExtendedHelp;
        }

        var error = new JsonObject
        {
            ["code"] = code,
            ["message"] = Message,
            ["errors"] = new JsonArray(item),
        };
        if (Status is not null)
        {
            error["status"] = Status;
        }

        if (InfoReason is not null)
        {
            error["details"] = new JsonArray(
                new JsonObject
                {
                    ["@type"] = "type.googleapis.com/google.rpc.ErrorInfo",
                    ["reason"] = InfoReason,
                    ["domain"] = "googleapis.com",
                    ["metadata"] = new JsonObject { ["service"] = "youtube.googleapis.com" },
                }
            );
        }

        return new JsonObject { ["error"] = error };
    }

    public RpcException ToRpc() => new(new Status(grpc, Message));
}

using System.Text.Json;
using System.Text.Json.Nodes;
using LiveIp.Emulators.Twitch.Auth;
using LiveIp.Emulators.Twitch.Helix;

namespace LiveIp.Emulators.Twitch.EventSub;

/// <summary>A creation request that is well formed and allowed to its caller; whether it fits the limits, the book says.</summary>
internal sealed record SubscriptionRequest(SubscriptionType Type, IReadOnlyDictionary<string, string> Condition, string SessionId)
{
    /// <summary>A refusal, or the request.</summary>
    public static HelixAnswer? Read(AccessToken token, JsonObject body, out SubscriptionRequest? request)
    {
        request = null;
        if (Text(body["type"]) is not { Length: > 0 } name)
        {
            return HelixAnswer.Missing("type");
        }

        if (Text(body["version"]) is not { Length: > 0 } version)
        {
            return HelixAnswer.Missing("version");
        }

        if (body["condition"] is not JsonObject given)
        {
            return HelixAnswer.Missing("condition");
        }

        if (body["transport"] is not JsonObject transport)
        {
            return HelixAnswer.Missing("transport");
        }

        if (SubscriptionTypes.Find(name, version) is not { } type)
        {
            return HelixAnswer.Refuse(400, "invalid subscription type and version");
        }

        if (Text(transport["method"]) != "websocket")
        {
            return HelixAnswer.Refuse(400, "invalid transport method");
        }

        // The platform says so when an app token meets a WebSocket.
        if (token.UserId is not { } user)
        {
            return HelixAnswer.Refuse(400, "invalid transport and auth combination");
        }

        if (Text(transport["session_id"]) is not { Length: > 0 } session)
        {
            return HelixAnswer.Missing("session_id");
        }

        if (ReadCondition(type, given, out var condition) is { } refusal)
        {
            return refusal;
        }

        request = new SubscriptionRequest(type, condition, session);
        return Allowed(token, user, type, condition) ? null : HelixAnswer.Refuse(403, "subscription missing proper authorization");
    }

    private static HelixAnswer? ReadCondition(SubscriptionType type, JsonObject given, out Dictionary<string, string> condition)
    {
        condition = [];
        foreach (var field in type.Condition)
        {
            var names = field.Split('|');
            var present = names.Where(n => Text(given[n]) is { Length: > 0 }).ToList();
            if (present.Count != 1)
            {
                return HelixAnswer.Refuse(400, $"The condition must have exactly one of: {string.Join(", ", names)}");
            }

            condition[present[0]] = Text(given[present[0]])!;
        }

        foreach (var field in type.Optional)
        {
            if (Text(given[field]) is { Length: > 0 } value)
            {
                condition[field] = value;
            }
        }

        return condition.Any(c => c.Key.EndsWith("user_id", StringComparison.Ordinal) && !c.Value.All(char.IsAsciiDigit))
            ? HelixAnswer.Refuse(400, "the user specified in the condition does not exist")
            : null;
    }

    /// <summary>Who reads (moderator, chatter) is the token's user; without one, the broadcaster is; and the scope is there.</summary>
    private static bool Allowed(AccessToken token, string user, SubscriptionType type, Dictionary<string, string> condition)
    {
        if (type.Scopes.Count == 0)
        {
            return true;
        }

        var reader =
            condition.GetValueOrDefault("moderator_user_id")
            ?? condition.GetValueOrDefault("user_id")
            ?? condition.GetValueOrDefault("broadcaster_user_id");
        return reader == user && token.HasAny(type.Scopes);
    }

    private static string? Text(JsonNode? node) => node?.GetValueKind() == JsonValueKind.String ? node.GetValue<string>() : null;
}

using System.Net;
using System.Text;
using System.Text.Json;
using LiveIp.Contracts;

namespace LiveIp.Plugins.Twitch.Api;

/// <summary>/eventsub/subscriptions: what a session is to be told of.</summary>
internal sealed class SubscriptionsClient(HelixClient helix)
{
    /// <summary>More pages than 300 subscriptions on each of 3 connections can fill.</summary>
    private const int MaxPages = 50;

    /// <summary>Ids of subscriptions of earlier sessions. They stay listed for a while and count against the limits.</summary>
    public async Task<IReadOnlyList<string>> ListDisconnectedAsync(CancellationToken cancellationToken)
    {
        const string query = "/eventsub/subscriptions?status=websocket_disconnected";
        var ids = new List<string>();
        var cursor = "";
        for (var page = 0; page < MaxPages; page++)
        {
            var path = cursor.Length == 0 ? query : $"{query}&after={Uri.EscapeDataString(cursor)}";
            var answer = await helix.SendAsync(HttpMethod.Get, path, null, cancellationToken);
            if (!answer.IsSuccess)
            {
                throw new AdapterException(
                    FailureKind.Transient,
                    $"Twitch does not list subscriptions ({(int)answer.Status}{answer.Explanation})."
                );
            }

            (var listed, cursor) = DisconnectedIn(answer);
            ids.AddRange(listed);
            if (cursor.Length == 0)
            {
                break;
            }
        }

        return ids;
    }

    internal static (IReadOnlyList<string> Ids, string Cursor) DisconnectedIn(HelixAnswer answer) =>
        (
            [
                .. answer
                    .Json.Items("data")
                    .Where(static s => s.Text("status") == "websocket_disconnected" && s.Text("id").Length > 0)
                    .Select(static s => s.Text("id")),
            ],
            answer.Json.Object("pagination").Text("cursor")
        );

    /// <summary>Deletes one; that it is already gone is fine.</summary>
    public Task DeleteAsync(string id, CancellationToken cancellationToken) =>
        helix.SendAsync(HttpMethod.Delete, $"/eventsub/subscriptions?id={Uri.EscapeDataString(id)}", null, cancellationToken);

    /// <summary>Asks for one kind of event on the session; the answer's status says how it went.</summary>
    public Task<HelixAnswer> CreateAsync(SubscriptionKind kind, string channelId, string sessionId, CancellationToken cancellationToken) =>
        helix.SendAsync(HttpMethod.Post, "/eventsub/subscriptions", Body(kind, channelId, sessionId), cancellationToken);

    /// <summary>Whether Twitch has it now: made, or there already.</summary>
    public static bool IsThere(HelixAnswer answer) => answer.IsSuccess || answer.Status == HttpStatusCode.Conflict;

    private static string Body(SubscriptionKind kind, string channelId, string sessionId)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("type", kind.Type);
            json.WriteString("version", kind.Version);
            json.WriteStartObject("condition");
            foreach (var field in Fields(kind.Condition))
            {
                json.WriteString(field, channelId);
            }

            json.WriteEndObject();
            json.WriteStartObject("transport");
            json.WriteString("method", "websocket");
            json.WriteString("session_id", sessionId);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static string[] Fields(ConditionShape shape) =>
        shape switch
        {
            ConditionShape.BroadcasterAndUser => ["broadcaster_user_id", "user_id"],
            ConditionShape.BroadcasterAndModerator => ["broadcaster_user_id", "moderator_user_id"],
            ConditionShape.RaidTo => ["to_broadcaster_user_id"],
            ConditionShape.RaidFrom => ["from_broadcaster_user_id"],
            _ => ["broadcaster_user_id"],
        };
}

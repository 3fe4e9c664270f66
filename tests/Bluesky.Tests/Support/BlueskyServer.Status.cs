using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace LiveIp.Plugins.Bluesky.Tests.Support;

// Keeps the one record that says what the account is doing (lexicon app.bsky.actor.status).
internal sealed partial class BlueskyServer
{
    private const string StatusCollection = "app.bsky.actor.status";

    /// <summary>Null for none.</summary>
    public JsonObject? Status { get; set; }

    /// <summary>As everyone sees it: it is over by itself.</summary>
    public bool IsLive =>
        Status is { } status
        && _clock.GetUtcNow()
            < DateTimeOffset.Parse((string)status["createdAt"]!, CultureInfo.InvariantCulture).AddMinutes((int)status["durationMinutes"]!);

    private Task PutStatusAsync(HttpContext http, JsonObject input)
    {
        if (StatusRules.Refuse(input, Did) is { } words)
        {
            return ErrorAsync(http, 400, "InvalidRequest", words);
        }

        return PublishAsync(
            http,
            () =>
            {
                Status = (JsonObject)input["record"]!.DeepClone();
                return JsonAsync(http, 200, StatusReference(Status));
            }
        );
    }

    private Task DeleteStatusAsync(HttpContext http, JsonObject input)
    {
        if (input.TryGetPropertyValue("swapRecord", out var swap) && (Status is not { } now || (string?)swap != Cid(now)))
        {
            return ErrorAsync(http, 400, "InvalidSwap", "Record was at another");
        }

        return PublishAsync(
            http,
            () =>
            {
                Status = null;
                return JsonAsync(http, 200, new JsonObject());
            }
        );
    }

    private Task GetStatusAsync(HttpContext http)
    {
        if (Status is not { } status)
        {
            return ErrorAsync(http, 400, "RecordNotFound", $"Could not locate record: at://{Did}/{StatusCollection}/self");
        }

        var answer = StatusReference(status);
        answer["value"] = status.DeepClone();
        AfterRead?.Invoke();
        AfterRead = null;
        return JsonAsync(http, 200, answer);
    }

    private static JsonObject StatusReference(JsonObject status) =>
        new() { ["uri"] = $"at://{Did}/{StatusCollection}/self", ["cid"] = Cid(status) };
}

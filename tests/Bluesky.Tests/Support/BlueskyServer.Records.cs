using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace LiveIp.Plugins.Bluesky.Tests.Support;

// Keeps the records of the account.
internal sealed partial class BlueskyServer
{
    private readonly Lock _gate = new();

    /// <summary>By key.</summary>
    public ConcurrentDictionary<string, JsonObject> Records { get; } = new();

    /// <summary>How often a record truly changed.</summary>
    public int Commits { get; private set; }

    /// <summary>Happens once, after a record was read.</summary>
    public Action? AfterRead { get; set; }

    private async Task PutAsync(HttpContext http)
    {
        var input = await BodyAsync(http);
        if (RefuseWrite(http) is { } refused)
        {
            await refused;
        }
        else if ((string?)input?["collection"] == StatusCollection)
        {
            await PutStatusAsync(http, input);
        }
        else if (input is null || PostRules.Refuse(input, Did) is not null)
        {
            await ErrorAsync(http, 400, "InvalidRequest", input is null ? "Invalid JSON" : PostRules.Refuse(input, Did)!);
        }
        else if (RefuseBlobs((JsonObject)input["record"]!) is { } refusal)
        {
            await ErrorAsync(http, 400, refusal.Error, refusal.Message);
        }
        else if (input.TryGetPropertyValue("swapRecord", out var swap) && (string?)swap != Cid((string)input["rkey"]!))
        {
            await ErrorAsync(http, 400, "InvalidSwap", $"Record was at {Cid((string)input["rkey"]!) ?? "null"}");
        }
        else
        {
            await PublishAsync(http, () => StoreAsync(http, (string)input["rkey"]!, (JsonObject)input["record"]!.DeepClone()));
        }
    }

    private async Task DeleteAsync(HttpContext http)
    {
        var input = await BodyAsync(http);
        if (RefuseWrite(http) is { } refused)
        {
            await refused;
        }
        else if ((string?)input?["collection"] == StatusCollection && (string?)input["repo"] == Did && (string?)input["rkey"] == "self")
        {
            await DeleteStatusAsync(http, input);
        }
        else if ((string?)input?["repo"] != Did || (string?)input["collection"] != "app.bsky.feed.post" || input["rkey"] is null)
        {
            await ErrorAsync(http, 400, "InvalidRequest", "Input/repo must be the signed in account");
        }
        else
        {
            await PublishAsync(
                http,
                () =>
                {
                    // One that is not there is answered the same.
                    Records.TryRemove((string)input["rkey"]!, out _);
                    CollectBlobs();
                    return JsonAsync(http, 200, new JsonObject());
                }
            );
        }
    }

    private Task StoreAsync(HttpContext http, string key, JsonObject record)
    {
        bool changed;
        lock (_gate)
        {
            changed = !Records.TryGetValue(key, out var old) || !JsonNode.DeepEquals(old, record);
            Records[key] = record;
            Commits += changed ? 1 : 0;
            CollectBlobs();
        }

        var answer = Reference(key, record);
        if (changed)
        {
            answer["commit"] = new JsonObject { ["cid"] = "bafycommit", ["rev"] = key };
        }

        answer["validationStatus"] = "valid";
        return JsonAsync(http, 200, answer);
    }

    private Task GetAsync(HttpContext http)
    {
        var key = (string?)http.Request.Query["rkey"] ?? "";
        if (http.Request.Query["repo"] == Did && http.Request.Query["collection"] == StatusCollection && key == "self")
        {
            return GetStatusAsync(http);
        }

        if (
            http.Request.Query["repo"] != Did
            || http.Request.Query["collection"] != "app.bsky.feed.post"
            || !Records.TryGetValue(key, out var record)
        )
        {
            return ErrorAsync(http, 400, "RecordNotFound", $"Could not locate record: at://{Did}/app.bsky.feed.post/{key}");
        }

        var answer = Reference(key, record);
        answer["value"] = record.DeepClone();
        AfterRead?.Invoke();
        AfterRead = null;
        return JsonAsync(http, 200, answer);
    }

    private static JsonObject Reference(string key, JsonObject record) =>
        new() { ["uri"] = $"at://{Did}/app.bsky.feed.post/{key}", ["cid"] = Cid(record) };

    private string? Cid(string key) => Records.TryGetValue(key, out var record) ? Cid(record) : null;

    private static string Cid(JsonObject record) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(record.ToJsonString())));
}

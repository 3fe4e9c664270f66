using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace LiveIp.Plugins.Bluesky.Tests.Support;

// Keeps files: those that stand in a record for as long as one shows them, the others for some hours.
internal sealed partial class BlueskyServer
{
    private readonly ConcurrentDictionary<string, JsonObject> _blobs = new();
    private readonly ConcurrentDictionary<string, bool> _shown = new();

    /// <summary>Bytes of one file: the default of a server of one's own.</summary>
    public long MaxBlob { get; set; } = 5 * 1024 * 1024;

    /// <summary>The hours of files that stand in no record are over.</summary>
    public void ForgetBlobs() => _blobs.Clear();

    private async Task UploadBlobAsync(HttpContext http)
    {
        var body = await BytesAsync(http);
        if (RefuseWrite(http) is { } refused)
        {
            await refused;
        }
        else if (string.IsNullOrEmpty(http.Request.ContentType))
        {
            await ErrorAsync(http, 400, "InvalidRequest", "Request encoding (Content-Type) required but not provided");
        }
        else if (body.Length > MaxBlob)
        {
            await ErrorAsync(http, 413, "PayloadTooLarge", "request entity too large");
        }
        else
        {
            await JsonAsync(http, 200, new JsonObject { ["blob"] = Keep(body, http.Request.ContentType) });
        }
    }

    private JsonObject Keep(byte[] body, string type)
    {
        var cid = $"bafkrei{Convert.ToHexStringLower(SHA256.HashData(body))}";
        var blob = new JsonObject
        {
            ["$type"] = "blob",
            ["ref"] = new JsonObject { ["$link"] = cid },
            ["mimeType"] = type,
            ["size"] = body.Length,
        };
        _blobs[cid] = blob;
        return (JsonObject)blob.DeepClone();
    }

    /// <summary>A file that is named has to be there, and to be what it is named.</summary>
    private (string Error, string Message)? RefuseBlobs(JsonObject record)
    {
        foreach (var blob in Blobs(record["embed"]))
        {
            var cid = (string)blob["ref"]!["$link"]!;
            if (!_blobs.TryGetValue(cid, out var kept))
            {
                return ("BlobNotFound", $"Could not find blob: {cid}");
            }

            if (!JsonNode.DeepEquals(kept, blob))
            {
                return ("InvalidMimeType", $"Referenced blob does not match stored blob: {cid}");
            }
        }

        return null;
    }

    /// <summary>With the last record that shows a file, the file goes.</summary>
    private void CollectBlobs()
    {
        var now = Records.Values.SelectMany(static r => Blobs(r["embed"])).Select(static b => (string)b["ref"]!["$link"]!).ToHashSet();
        foreach (var cid in _shown.Keys.Where(c => !now.Contains(c)))
        {
            _shown.TryRemove(cid, out _);
            _blobs.TryRemove(cid, out _);
        }

        foreach (var cid in now)
        {
            _shown[cid] = true;
        }
    }

    private static IEnumerable<JsonObject> Blobs(JsonNode? node) =>
        node switch
        {
            JsonObject blob when (string?)blob["$type"] == "blob" => [blob],
            JsonObject other => other.SelectMany(static member => Blobs(member.Value)),
            JsonArray list => list.SelectMany(Blobs),
            _ => [],
        };

    private static async Task<byte[]> BytesAsync(HttpContext http)
    {
        using var body = new MemoryStream();
        await http.Request.Body.CopyToAsync(body);
        return body.ToArray();
    }
}

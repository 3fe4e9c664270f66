using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using LiveIp.Contracts;

namespace LiveIp.Plugins.Mastodon.Media;

/// <summary>Which files of a post are uploaded, in their order.</summary>
internal sealed class MediaCheckpoint
{
    private readonly string _form;
    private readonly IDeliveryContext _context;

    private MediaCheckpoint(IDeliveryContext context, string form) => (_context, _form) = (context, form);

    public List<UploadedFile> Files { get; } = [];

    /// <summary>All may be attached.</summary>
    public bool IsReady => Files.Count == _context.Media.Count && Files.TrueForAll(static f => f.IsReady);

    /// <summary>What was kept of these files for this account; nothing where either is another by now.</summary>
    public static MediaCheckpoint Of(IDeliveryContext context, MastodonSettings settings)
    {
        var now = new MediaCheckpoint(context, FormOf(context, settings));
        if (Parse(context.Checkpoint) is { } kept && (string?)kept["form"] == now._form)
        {
            now.Files.AddRange(kept["files"]!.AsArray().Select(static f => new UploadedFile((string)f!["id"]!, (bool)f["ready"]!)));
        }

        return now;
    }

    /// <summary>Makes it durable.</summary>
    public Task SaveAsync(CancellationToken cancellationToken)
    {
        var files = Files.Select(JsonNode? (f) => new JsonObject { ["id"] = f.Id, ["ready"] = f.IsReady });
        var kept = new JsonObject { ["form"] = _form, ["files"] = new JsonArray([.. files]) };
        return _context.SaveCheckpointAsync(kept.ToJsonString(), cancellationToken);
    }

    private static JsonObject? Parse(string? text)
    {
        try
        {
            return text is null ? null : JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static string FormOf(IDeliveryContext context, MastodonSettings settings)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{settings.Instance}\n{settings.AccessToken}"));
        foreach (var media in context.Media)
        {
            hash.AppendData(media.File.ToByteArray());
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

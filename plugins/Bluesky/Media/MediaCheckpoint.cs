using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using LiveIp.Contracts;
using LiveIp.Plugins.Bluesky.Sessions;

namespace LiveIp.Plugins.Bluesky.Media;

/// <summary>Which files of a post are uploaded.</summary>
internal sealed class MediaCheckpoint
{
    private readonly string _form;

    private MediaCheckpoint(string form) => _form = form;

    /// <summary>What the server calls the files ("blob"), in the order of <see cref="PostEmbed.Uploaded"/>.</summary>
    public List<JsonObject> Blobs { get; } = [];

    /// <summary>The video service's, of the video that it is at work on; null for none.</summary>
    public string? Job { get; set; }

    /// <summary>What was kept of these files in this account; nothing where they, or the account, are others by now.</summary>
    public static MediaCheckpoint Of(IDeliveryContext context, Session session)
    {
        var files = new MediaCheckpoint(FormOf(context, session));
        if (Parse(context.Checkpoint) is not { } kept || (string?)kept["form"] != files._form)
        {
            return files;
        }

        files.Blobs.AddRange(kept["blobs"]!.AsArray().Select(static b => (JsonObject)b!.DeepClone()));
        files.Job = (string?)kept["job"];
        return files;
    }

    public bool IsComplete(IDeliveryContext context) => Blobs.Count == PostEmbed.Uploaded(context.Media).Count;

    /// <summary>Makes it durable.</summary>
    public Task SaveAsync(IDeliveryContext context, CancellationToken cancellationToken)
    {
        var kept = new JsonObject
        {
            ["form"] = _form,
            ["blobs"] = new JsonArray([.. Blobs.Select(static b => b.DeepClone())]),
            ["job"] = Job,
        };
        return context.SaveCheckpointAsync(kept.ToJsonString(), cancellationToken);
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

    private static string FormOf(IDeliveryContext context, Session session)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{session.Pds}\n{session.Did}"));
        foreach (var media in context.Media)
        {
            hash.AppendData(media.File.ToByteArray());
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}

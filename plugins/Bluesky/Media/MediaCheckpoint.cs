using System.Text.Json.Nodes;
using LiveIp.Contracts;
using LiveIp.Plugins.Bluesky.Sessions;
using LiveIp.Plugins.Preparing;

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
        var files = new MediaCheckpoint(UploadedFiles.FormOf(context, $"{session.Pds}\n{session.Did}"));
        if (UploadedFiles.Kept(context, files._form) is { } kept)
        {
            files.Blobs.AddRange(kept["blobs"]!.AsArray().Select(static b => (JsonObject)b!.DeepClone()));
            files.Job = (string?)kept["job"];
        }

        return files;
    }

    public bool IsComplete(IDeliveryContext context) => Blobs.Count == PostEmbed.Uploaded(context.Media).Count;

    /// <summary>Makes it durable.</summary>
    public Task SaveAsync(IDeliveryContext context, CancellationToken cancellationToken) =>
        UploadedFiles.SaveAsync(
            context,
            _form,
            new JsonObject { ["blobs"] = new JsonArray([.. Blobs.Select(static b => b.DeepClone())]), ["job"] = Job },
            cancellationToken
        );
}

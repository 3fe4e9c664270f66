using System.Text.Json.Nodes;
using LiveIp.Contracts;
using LiveIp.Plugins.Preparing;

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
        var now = new MediaCheckpoint(context, UploadedFiles.FormOf(context, $"{settings.Instance}\n{settings.AccessToken}"));
        if (UploadedFiles.Kept(context, now._form) is { } kept)
        {
            now.Files.AddRange(kept["files"]!.AsArray().Select(static f => new UploadedFile((string)f!["id"]!, (bool)f["ready"]!)));
        }

        return now;
    }

    /// <summary>Makes it durable.</summary>
    public Task SaveAsync(CancellationToken cancellationToken)
    {
        var files = Files.Select(JsonNode? (f) => new JsonObject { ["id"] = f.Id, ["ready"] = f.IsReady });
        return UploadedFiles.SaveAsync(_context, _form, new JsonObject { ["files"] = new JsonArray([.. files]) }, cancellationToken);
    }
}

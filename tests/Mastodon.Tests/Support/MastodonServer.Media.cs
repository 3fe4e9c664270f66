using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace LiveIp.Plugins.Mastodon.Tests.Support;

// Takes files, works on videos, and forgets a file as one of its own once a status has it.
internal sealed partial class MastodonServer
{
    private const string OneFile = "/api/v1/media/";

    /// <summary>Ids of what is attached to every status.</summary>
    public IReadOnlyList<string> Media { get; set; } = [];

    /// <summary>By id.</summary>
    public ConcurrentDictionary<string, StoredFile> Files { get; } = new();

    /// <summary>The token has write:media.</summary>
    public bool MayUpload { get; set; } = true;

    /// <summary>How often a video is asked for before it is ready.</summary>
    public int WorkRounds { get; set; } = 2;

    private async Task UploadAsync(HttpContext http)
    {
        if (!MayUpload)
        {
            await ErrorAsync(http, 403, "This action is outside the authorized scopes");
            return;
        }

        var form = http.Request.HasFormContentType ? await http.Request.ReadFormAsync() : null;
        var description = (string?)form?["description"];
        if (form?.Files is not [{ Name: "file", Length: > 0, FileName.Length: > 0 } file])
        {
            await ErrorAsync(http, 422, "Validation failed: File can't be blank");
        }
        else if (file.ContentType is not ("image/jpeg" or "image/png" or "video/mp4"))
        {
            await ErrorAsync(http, 422, "Validation failed: File content type is invalid");
        }
        else if (file.ContentType != "video/mp4" && file.Length > MaxImage)
        {
            await ErrorAsync(http, 422, $"Validation failed: File file size must be less than {MaxImage}");
        }
        else if (description?.Length > 1500)
        {
            await ErrorAsync(http, 422, "Validation failed: Description is too long");
        }
        else
        {
            var rounds = file.ContentType == "video/mp4" ? WorkRounds : 0;
            var id = $"9a7a/{Files.Count}.png";
            Files[id] = new StoredFile(file.ContentType, description, rounds);
            await JsonAsync(http, rounds > 0 ? 202 : 200, new JsonObject { ["id"] = id });
        }
    }

    private Task FileAsync(HttpContext http, string path)
    {
        var id = Uri.UnescapeDataString(path);
        if (!Files.TryGetValue(id, out var file) || file.Status is not null)
        {
            return ErrorAsync(http, 404, "Record not found");
        }

        Files[id] = file with { Rounds = Math.Max(0, file.Rounds - 1) };
        return JsonAsync(http, file.Rounds > 0 ? 206 : 200, new JsonObject { ["id"] = id });
    }

    private string? RefuseFiles(Dictionary<string, string> form)
    {
        var files = Ids(form).Select(id => Files.GetValueOrDefault(id)).ToList();
        return files.Count > 4 ? "Validation failed: Cannot attach more than 4 files"
            : files.Exists(static f => f is null || f.Status is not null) ? "Validation failed: Media not found or already attached"
            : files.Exists(static f => f!.Rounds > 0) ? "Cannot attach files that have not finished processing. Try again in a moment!"
            : files.Count > 1 && files.Exists(static f => f!.Type == "video/mp4")
                ? "Cannot attach a video to a post that already contains images"
            : null;
    }

    private void Attach(Dictionary<string, string> form, string status)
    {
        foreach (var id in Ids(form))
        {
            Files[id] = Files[id] with { Status = status };
        }
    }

    private IEnumerable<string> AttachedTo(string status) => Files.Where(f => f.Value.Status == status).Select(static f => f.Key).Order();

    private static string[] Ids(Dictionary<string, string> form) =>
        form.GetValueOrDefault("media_ids[]", "").Split(',', StringSplitOptions.RemoveEmptyEntries);
}

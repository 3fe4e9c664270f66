using System.Text.Json;
using LiveIp.Plugins.Testing;

namespace LiveIp.Plugins.Discord.Tests.Support;

/// <summary>
/// What a message is made of, as Discord reads it: JSON, or a form with payload_json and files[n]
/// (https://docs.discord.com/developers/reference#uploading-files).
/// </summary>
internal sealed record DiscordForm(string Content, bool Rings, IReadOnlyList<DiscordForm.Attachment> Attachments)
{
    private const int MaxFiles = 10;

    /// <summary>One of the list "attachments", with the part of the form that has its number.</summary>
    internal sealed record Attachment(string Id, string? Name, string? Description, FormPart? Part);

    public IEnumerable<SavedFile> Files(Func<string> nextId) =>
        Attachments
            .Where(static a => a.Part is not null)
            .Select(a => new SavedFile(nextId(), a.Name ?? a.Part!.FileName!, a.Description, a.Part!.Body));

    /// <summary>What is wrong with the form, or null.</summary>
    public static Reply? Read(Received request, int maxFileBytes, out DiscordForm form)
    {
        form = new DiscordForm("", false, []);
        var parts = FormPart.Of(request);
        var json = parts is null ? request.Body : parts.FirstOrDefault(static p => p.Name == "payload_json")?.Body;
        if (json is null || (parts is null && !IsJson(request)))
        {
            return DiscordStandIn.Error(400, 50035, "Invalid Form Body");
        }

        JsonElement body;
        try
        {
            body = JsonElement.Parse(json);
        }
        catch (JsonException)
        {
            return DiscordStandIn.Error(400, 50109, "The request body contains invalid JSON.");
        }

        var files = parts?.Where(static p => p.Name.StartsWith("files[", StringComparison.Ordinal)).ToArray() ?? [];
        if (files.Any(f => f.Body.Length > maxFileBytes))
        {
            return DiscordStandIn.Error(413, 40005, "Request entity too large");
        }

        var attachments = Listed(body, files).ToArray();
        if (files.Length > MaxFiles || attachments.Length > MaxFiles)
        {
            return DiscordStandIn.Invalid("attachments", "BASE_TYPE_MAX_LENGTH", "Must be 10 or fewer in length.");
        }

        if (attachments.Any(static a => a.Description?.Length > 1024))
        {
            return DiscordStandIn.Invalid("attachments", "BASE_TYPE_MAX_LENGTH", "Must be 1024 or fewer in length.");
        }

        var content = body.TryGetProperty("content", out var text) ? text.GetString()! : "";
        if (string.IsNullOrWhiteSpace(content) && attachments.Length == 0)
        {
            return DiscordStandIn.Error(400, 50006, "Cannot send an empty message");
        }

        if (content.Length > 2000)
        {
            return DiscordStandIn.Invalid("content", "BASE_TYPE_MAX_LENGTH", "Must be 2000 or fewer in length.");
        }

        // Without allowed_mentions all of them ring.
        var isAsked =
            !body.TryGetProperty("allowed_mentions", out var allowed)
            || allowed.GetProperty("parse").EnumerateArray().Any(kind => kind.GetString() == "everyone");
        form = new DiscordForm(content, isAsked && content.Contains("@everyone", StringComparison.Ordinal), attachments);
        return null;
    }

    private static bool IsJson(Received request) =>
        request.Headers.GetValueOrDefault("Content-Type", "").StartsWith("application/json", StringComparison.Ordinal);

    private static IEnumerable<Attachment> Listed(JsonElement body, FormPart[] files)
    {
        if (!body.TryGetProperty("attachments", out var listed))
        {
            return files.Select(static f => new Attachment("", null, null, f));
        }

        return listed
            .EnumerateArray()
            .Select(a =>
            {
                // A number, or a snowflake in quotes.
                var id = a.GetProperty("id").ToString();
                return new Attachment(
                    id,
                    a.TryGetProperty("filename", out var name) ? name.GetString() : null,
                    a.TryGetProperty("description", out var description) ? description.GetString() : null,
                    files.FirstOrDefault(f => f.Name == $"files[{id}]")
                );
            });
    }
}

using System.Text.Json;
using LiveIp.Plugins.YouTube.Api;

namespace LiveIp.Plugins.YouTube.Uploads;

/// <summary>An upload that is under way.</summary>
/// <param name="Address">Of the session. It is as good as a key.</param>
/// <param name="Form">What it was begun for: <see cref="VideoForm.Hash"/>.</param>
internal sealed record UploadCheckpoint(string Address, string Form)
{
    /// <summary>Null when it is none.</summary>
    public static UploadCheckpoint? Parse(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize(text, YouTubeJson.Default.UploadCheckpoint);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public override string ToString() => JsonSerializer.Serialize(this, YouTubeJson.Default.UploadCheckpoint);
}

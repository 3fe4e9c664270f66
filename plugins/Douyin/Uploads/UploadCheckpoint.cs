using System.Text.Json;
using System.Text.Json.Serialization;

namespace LiveIp.Plugins.Douyin.Uploads;

/// <summary>How far the file is. It does not depend on what is said of it: that goes along when the video is made.</summary>
internal sealed record UploadCheckpoint
{
    /// <summary>Of the file, once all of it is there.</summary>
    public string? Video { get; init; }

    /// <summary>Of an upload in parts.</summary>
    public string? Upload { get; init; }

    /// <summary>When that began: it is worth two hours.</summary>
    public DateTimeOffset Begun { get; init; }

    /// <summary>Parts that are there.</summary>
    public int Parts { get; init; }

    /// <summary>Null when it is none.</summary>
    public static UploadCheckpoint? Parse(string? text)
    {
        try
        {
            return text is null ? null : JsonSerializer.Deserialize(text, CheckpointJson.Default.UploadCheckpoint);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public override string ToString() => JsonSerializer.Serialize(this, CheckpointJson.Default.UploadCheckpoint);
}

/// <summary>Source generated: serializing by reflection would keep the plugin loaded for ever.</summary>
[JsonSerializable(typeof(UploadCheckpoint))]
internal sealed partial class CheckpointJson : JsonSerializerContext;

using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Google.Protobuf;
using LiveIp.Contracts;

namespace LiveIp.Plugins.Preparing;

/// <summary>What is kept of a post's files that are uploaded one by one: it is worth nothing for other files, or in another account.</summary>
internal static class UploadedFiles
{
    private const string Form = "form";

    /// <summary>The same for the same files in the same account.</summary>
    /// <param name="account">What tells it from every other; it does not come out of this.</param>
    public static string FormOf(IDeliveryContext context, string account)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(account));
        foreach (var media in context.Media)
        {
            hash.AppendData(media.File.ToByteArray());
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Null where nothing was kept, or not of this form.</summary>
    public static JsonObject? Kept(IDeliveryContext context, string form)
    {
        try
        {
            return context.Checkpoint is { } text && JsonNode.Parse(text) is JsonObject kept && (string?)kept[Form] == form ? kept : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>Makes it durable, with the form that it is worth something for.</summary>
    public static Task SaveAsync(IDeliveryContext context, string form, JsonObject files, CancellationToken cancellationToken)
    {
        files[Form] = form;
        return context.SaveCheckpointAsync(files.ToJsonString(), cancellationToken);
    }
}

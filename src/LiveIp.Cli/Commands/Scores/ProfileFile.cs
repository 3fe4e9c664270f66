using System.Text.Json;

namespace LiveIp.Cli.Commands.Scores;

/// <summary>A profile in a file.</summary>
internal static class ProfileFile
{
    public static async Task<string> ReadAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            return await File.ReadAllTextAsync(path, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new CliException($"{path} cannot be read: {error.Message}", ExitCodes.Usage);
        }
    }

    /// <summary>The id in it; empty when there is none, which the host then says better.</summary>
    public static string IdOf(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return
                document.RootElement is { ValueKind: JsonValueKind.Object } profile
                && profile.TryGetProperty("id", out var id)
                && id.ValueKind == JsonValueKind.String
                ? id.GetString()!
                : "";
        }
        catch (JsonException error)
        {
            throw new CliException($"This is no JSON: {error.Message}", ExitCodes.Usage);
        }
    }
}

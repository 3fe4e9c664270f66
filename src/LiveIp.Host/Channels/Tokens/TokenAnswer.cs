using System.Globalization;
using System.Text.Json;

namespace LiveIp.Host.Channels.Tokens;

/// <summary>What a token endpoint said, as far as it matters here (RFC 6749, sections 5.1 and 5.2).</summary>
internal sealed record TokenAnswer
{
    public required string AccessToken { get; init; }

    /// <summary>Null: the one that was used goes on working.</summary>
    public string? RefreshToken { get; init; }

    public TimeSpan? ExpiresIn { get; init; }

    /// <summary>What was granted; null when the answer does not say.</summary>
    public IReadOnlyList<string>? Scopes { get; init; }

    /// <summary>Null when the body is no token answer.</summary>
    public static TokenAnswer? Parse(ReadOnlyMemory<byte> body) =>
        Read(
            body,
            static root =>
                Text(root, "access_token") is { } token
                    ? new TokenAnswer
                    {
                        AccessToken = token,
                        RefreshToken = Text(root, "refresh_token"),
                        Scopes = ScopesOf(root),
                        ExpiresIn = Seconds(root) is { } s and > 0 and < int.MaxValue ? TimeSpan.FromSeconds(s) : null,
                    }
                    : null
        );

    /// <summary>
    /// The error code in lower case, words joined by underscores: RFC 6749 has "error": "invalid_grant", Twitch has
    /// "message": "Invalid refresh token". Only compared, never shown: the body is not ours.
    /// </summary>
    public static string ParseError(ReadOnlyMemory<byte> body) =>
        Read(body, static root => string.Join(' ', Text(root, "error"), Text(root, "message")).Trim().Replace(' ', '_').ToLowerInvariant())
        ?? "";

    private static T? Read<T>(ReadOnlyMemory<byte> body, Func<JsonElement, T?> take)
        where T : class
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.ValueKind == JsonValueKind.Object ? take(document.RootElement) : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a string in it is not valid Unicode.
            return null;
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : null;

    // RFC 6749 has one string with spaces, Twitch a list.
    private static string[]? ScopesOf(JsonElement root) =>
        !root.TryGetProperty("scope", out var value) ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString()!.Split(' ', StringSplitOptions.RemoveEmptyEntries)
        : value.ValueKind == JsonValueKind.Array
            ? [.. value.EnumerateArray().Where(static s => s.ValueKind == JsonValueKind.String).Select(static s => s.GetString()!)]
        : null;

    private static double? Seconds(JsonElement root) =>
        !root.TryGetProperty("expires_in", out var value) ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) ? number
        : value.ValueKind == JsonValueKind.String && double.TryParse(value.GetString(), CultureInfo.InvariantCulture, out var parsed)
            ? parsed
        : null;
}

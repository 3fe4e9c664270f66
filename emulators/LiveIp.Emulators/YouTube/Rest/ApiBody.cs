using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveIp.Emulators.YouTube.Access;

namespace LiveIp.Emulators.YouTube.Rest;

/// <summary>Reads fields of a resource that was sent. Fields of another type than documented are refused as the front end does.</summary>
internal static class ApiBody
{
    /// <summary>Null when it is not there.</summary>
    public static JsonObject? Part(this JsonObject body, string name) =>
        body[name] switch
        {
            null => null,
            JsonObject part => part,
            _ => throw Wrong(name),
        };

    /// <summary>Null when it is not there.</summary>
    public static string? Text(this JsonObject? part, string name) =>
        part?[name] switch
        {
            null => null,
            JsonValue value when value.GetValueKind() == JsonValueKind.String => value.GetValue<string>(),
            _ => throw Wrong(name),
        };

    public static bool? Flag(this JsonObject? part, string name) =>
        part?[name]?.GetValueKind() switch
        {
            null => null,
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => throw Wrong(name),
        };

    public static IReadOnlyList<string>? Texts(this JsonObject? part, string name) =>
        part?[name] switch
        {
            null => null,
            JsonArray array when array.All(static i => i?.GetValueKind() == JsonValueKind.String) =>
            [
                .. array.Select(static i => i!.GetValue<string>()),
            ],
            _ => throw Wrong(name),
        };

    /// <param name="part">Where it is.</param>
    /// <param name="name">Of the field.</param>
    /// <param name="invalid">Thrown when it is no time.</param>
    public static DateTimeOffset? Time(this JsonObject? part, string name, Func<ApiException> invalid) =>
        part.Text(name) is not { } text ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time
        : throw invalid();

    private static ApiException Wrong(string name) => ApiErrors.Invalid(name, $"Invalid JSON payload received. Invalid value at '{name}'.");
}

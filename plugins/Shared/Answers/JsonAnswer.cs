using System.Text.Json;

namespace LiveIp.Plugins.Answers;

/// <summary>The body of an answer, if it is what it should be.</summary>
internal static class JsonAnswer
{
    /// <summary>Bytes. The answers of the networks are some hundreds; what is longer is none of theirs.</summary>
    public const int MaxBytes = 65_536;

    /// <summary>
    /// The object or the list. Undefined where the body broke off, is too long or is not JSON: proxies answer in HTML, and then the status is all
    /// that is known.
    /// </summary>
    /// <param name="maxBytes">For answers that are lists, and longer.</param>
    public static async Task<JsonElement> ReadAsync(
        HttpResponseMessage response,
        CancellationToken cancellationToken,
        int maxBytes = MaxBytes
    )
    {
        try
        {
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            var body = new byte[maxBytes + 1];
            var length = await stream.ReadAtLeastAsync(body, body.Length, throwOnEndOfStream: false, cancellationToken);
            if (length > maxBytes)
            {
                return default;
            }

            using var json = JsonDocument.Parse(body.AsMemory(0, length));
            Check(json.RootElement);
            return json.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? json.RootElement.Clone() : default;
        }
        catch (Exception fault)
            when (fault is HttpRequestException or IOException or OperationCanceledException or JsonException or InvalidOperationException)
        {
            return default;
        }
    }

    /// <summary>A member of an object; undefined where there is none, or no object.</summary>
    public static JsonElement Member(this JsonElement json, string name) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(name, out var member) ? member : default;

    /// <summary>A member that is a text.</summary>
    public static string? Text(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.String } member ? member.GetString() : null;

    /// <summary>A member that is a whole number.</summary>
    public static long? Integer(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetInt64(out var number) ? number : null;

    /// <summary>A member that is a number of seconds.</summary>
    public static double? Seconds(this JsonElement json, string name) =>
        json.Member(name) is { ValueKind: JsonValueKind.Number } member && member.TryGetDouble(out var number) ? number : null;

    /// <summary>Half a character in a text is found only when the text is read; here, so that nobody later has to expect it.</summary>
    /// <exception cref="InvalidOperationException">There is one.</exception>
    private static void Check(JsonElement json)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.String:
                _ = json.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in json.EnumerateArray())
                {
                    Check(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject())
                {
                    _ = member.Name;
                    Check(member.Value);
                }

                break;
        }
    }
}

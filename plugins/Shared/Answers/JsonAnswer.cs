using System.Text.Json;

namespace LiveIp.Plugins.Answers;

/// <summary>The body of an answer, if it is what it should be.</summary>
internal static class JsonAnswer
{
    /// <summary>Bytes. The answers of the networks are some hundreds; what is longer is none of theirs.</summary>
    public const int MaxBytes = 65_536;

    /// <summary>Where the buffer begins to grow: most answers are far shorter than the longest that is taken.</summary>
    private const int FirstBytes = 4096;

    /// <summary>
    /// The object or the list. Undefined where the body broke off, is too long or is not JSON: proxies answer in HTML, and then the status is all
    /// that is known.
    /// </summary>
    public static async Task<JsonElement> ReadAsync(HttpResponseMessage response, CancellationToken cancellationToken) =>
        (await ReadWholeAsync(response, MaxBytes, cancellationToken)).Json;

    /// <summary>As <see cref="ReadAsync"/>, and what ended the body early, where something did.</summary>
    /// <param name="maxBytes">For answers that are lists, and longer.</param>
    public static async Task<(JsonElement Json, Exception? Cut)> ReadWholeAsync(
        HttpResponseMessage response,
        int maxBytes,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var body = await ReadBytesAsync(response, maxBytes, cancellationToken);
            return (body is { } whole ? Parse(whole) : default, null);
        }
        catch (Exception fault) when (fault is HttpRequestException or IOException or OperationCanceledException)
        {
            return (default, fault);
        }
    }

    /// <summary>Null where there are more than that.</summary>
    private static async Task<ReadOnlyMemory<byte>?> ReadBytesAsync(
        HttpResponseMessage response,
        int maxBytes,
        CancellationToken cancellationToken
    )
    {
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        var body = new byte[Math.Min(FirstBytes, maxBytes + 1)];
        var length = 0;
        while (true)
        {
            length += await stream.ReadAtLeastAsync(
                body.AsMemory(length),
                body.Length - length,
                throwOnEndOfStream: false,
                cancellationToken
            );
            if (length < body.Length)
            {
                return body.AsMemory(0, length);
            }

            if (length > maxBytes)
            {
                return null;
            }

            Array.Resize(ref body, Math.Min(2 * body.Length, maxBytes + 1));
        }
    }

    private static JsonElement Parse(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            Check(json.RootElement);
            return json.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? json.RootElement.Clone() : default;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
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

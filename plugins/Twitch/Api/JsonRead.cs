using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace LiveIp.Plugins.Twitch.Api;

/// <summary>
/// Reads fields leniently: what is absent, null or of another type is the default. Twitch's own examples disagree with its
/// tables (numbers as strings, ids as numbers), so both are taken everywhere.
/// </summary>
internal static class JsonRead
{
    /// <summary>The whole of a text, all of whose strings can be had; undefined when it is no such thing.</summary>
    public static JsonElement ParseOrDefault(ReadOnlySpan<byte> json)
    {
        try
        {
            var root = JsonElement.Parse(json);
            Touch(root);
            return root;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: JSON by its grammar, with half a character in it.
            return default;
        }
    }

    /// <summary>The object under <paramref name="name"/>, or a default element, whose fields all read as absent.</summary>
    public static JsonElement Object(this JsonElement parent, string name) =>
        TryGet(parent, name, out var value) && value.ValueKind == JsonValueKind.Object ? value : default;

    /// <summary>The elements of the array under <paramref name="name"/>; none when there is no such array.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement parent, string name) =>
        TryGet(parent, name, out var value) && value.ValueKind == JsonValueKind.Array ? value.EnumerateArray() : [];

    /// <summary>Whether there is an array under <paramref name="name"/>.</summary>
    public static bool IsList(this JsonElement parent, string name) =>
        TryGet(parent, name, out var value) && value.ValueKind == JsonValueKind.Array;

    /// <summary>A string, or a number in its own digits; "" when absent.</summary>
    public static string Text(this JsonElement parent, string name)
    {
        if (!TryGet(parent, name, out var value))
        {
            return "";
        }

        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString() ?? "",
            JsonValueKind.Number => value.GetRawText(),
            _ => "",
        };
    }

    /// <summary>As <see cref="Text"/>, for what an event makes no sense without.</summary>
    /// <exception cref="FormatException">It is absent or empty.</exception>
    public static string Required(this JsonElement parent, string name)
    {
        var text = parent.Text(name);
        return text.Length > 0 ? text : throw new FormatException($"{name} is missing");
    }

    /// <summary>A whole number, also when written as a string; null when absent or not one.</summary>
    public static long? Whole(this JsonElement parent, string name)
    {
        if (!TryGet(parent, name, out var value))
        {
            return null;
        }

        return value.ValueKind switch
        {
            JsonValueKind.Number when value.TryGetInt64(out var number) => number,
            JsonValueKind.String
                when long.TryParse(value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var n) => n,
            _ => null,
        };
    }

    /// <summary>As <see cref="Whole"/>, for amounts and counts that must not be guessed.</summary>
    /// <exception cref="FormatException">It is absent or no whole number of zero or more.</exception>
    public static long RequiredCount(this JsonElement parent, string name) =>
        parent.Whole(name) is { } value and >= 0 ? value : throw new FormatException($"{name} is missing or no count");

    /// <summary>A count that fits 32 bits; 0 when absent or out of range.</summary>
    public static int Small(this JsonElement parent, string name) =>
        parent.Whole(name) is { } value and >= 0 and <= int.MaxValue ? (int)value : 0;

    /// <summary>True, also when written as a string.</summary>
    public static bool Flag(this JsonElement parent, string name) =>
        TryGet(parent, name, out var value)
        && (
            value.ValueKind == JsonValueKind.True
            || (value.ValueKind == JsonValueKind.String && string.Equals(value.GetString(), "true", StringComparison.OrdinalIgnoreCase))
        );

    /// <summary>An RFC 3339 time. Twitch writes up to nine fractional digits; the parser cuts at 100 ns.</summary>
    public static DateTimeOffset? Time(this JsonElement parent, string name) =>
        TryGet(parent, name, out var value)
        && value.ValueKind == JsonValueKind.String
        && DateTimeOffset.TryParse(
            value.GetString(),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal,
            out var time
        )
            ? time
            : null;

    /// <summary>Whether there is something other than null under <paramref name="name"/>.</summary>
    public static bool Has(this JsonElement parent, string name) =>
        TryGet(parent, name, out var value) && value.ValueKind is not JsonValueKind.Null;

    /// <summary>As <see cref="RequiredCount"/>, and 0 when it is absent or null: what is there and no count is not guessed at.</summary>
    /// <exception cref="FormatException">It is there and no whole number of zero or more.</exception>
    public static long Count(this JsonElement parent, string name) => parent.Has(name) ? parent.RequiredCount(name) : 0;

    private static void Touch(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var property in element.EnumerateObject())
                {
                    _ = property.Name;
                    Touch(property.Value);
                }

                break;
            case JsonValueKind.Array:
                foreach (var item in element.EnumerateArray())
                {
                    Touch(item);
                }

                break;
            case JsonValueKind.String:
                element.GetString();
                break;
        }
    }

    private static bool TryGet(JsonElement parent, string name, [MaybeNullWhen(false)] out JsonElement value)
    {
        value = default;
        return parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(name, out value);
    }
}

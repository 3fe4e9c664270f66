using System.Globalization;
using System.Text.Json;
using LiveIp.Contracts;

namespace LiveIp.Host.Import.Formats;

/// <summary>Members of a JSON object; what is absent or of another type is empty.</summary>
/// <exception cref="InvalidOperationException">From its methods: a string is not valid Unicode.</exception>
internal readonly struct JsonFields(JsonElement element)
{
    /// <summary>As it stands in the file.</summary>
    public string Raw => element.GetRawText();

    public string Text(string name) => Get(name) is { ValueKind: JsonValueKind.String } text ? text.GetString()! : "";

    /// <summary>A text or a whole number, as text; zero is no id, and neither is what is longer than ids are.</summary>
    public string Id(string name) =>
        Get(name) switch
        {
            { ValueKind: JsonValueKind.String } text when text.GetString() is { } id and not "0" && UnreadableSample.IsId(id) => id,
            { ValueKind: JsonValueKind.Number } number when number.TryGetInt64(out var id) && id != 0 => id.ToString(
                CultureInfo.InvariantCulture
            ),
            _ => "",
        };

    /// <summary>Finite; a number that is written as text counts.</summary>
    public double? Number(string name) =>
        Get(name) switch
        {
            { ValueKind: JsonValueKind.Number } number when number.TryGetDouble(out var value) && double.IsFinite(value) => value,
            { ValueKind: JsonValueKind.String } text when RecordedText.Number(text.GetString()) is { } value => value,
            _ => null,
        };

    /// <summary>A time without an offset is UTC.</summary>
    public DateTimeOffset? Time(string name) =>
        DateTimeOffset.TryParse(Text(name), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    public JsonFields Within(string name) => new(Get(name) ?? default);

    /// <summary>An item of a list by its place.</summary>
    public JsonFields At(int index) =>
        element.ValueKind == JsonValueKind.Array && index < element.GetArrayLength() ? new(element[index]) : default;

    public IEnumerable<JsonFields> Items(string name) =>
        Get(name) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray().Select(static e => new JsonFields(e)) : [];

    /// <summary>The value itself, if it is a whole number.</summary>
    public long? Whole() => element.ValueKind == JsonValueKind.Number && element.TryGetInt64(out var value) ? value : null;

    private JsonElement? Get(string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : null;
}

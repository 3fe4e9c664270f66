using System.Globalization;
using System.Text.Json;
using Google.Protobuf.WellKnownTypes;

namespace LiveIp.Plugins.Bilibili.Normalize;

/// <summary>A field that the meaning depends on is missing or is not what it should be. The message names it.</summary>
internal sealed class UnreadableException(string message) : Exception(message);

/// <summary>
/// Reads the fields of an event leniently (numbers may be strings, flags may be 0 and 1), because the platform's test tool and its
/// mirrors differ in such things. What is optional is empty or 0 when it is missing.
/// </summary>
internal readonly struct Fields(JsonElement data)
{
    /// <summary>A string, or a number as it is written; empty when there is neither.</summary>
    public string Text(string name) =>
        !Find(name, out var value) ? ""
        : value.ValueKind == JsonValueKind.String ? value.GetString() ?? ""
        : value.ValueKind == JsonValueKind.Number ? value.GetRawText()
        : "";

    /// <exception cref="UnreadableException">Missing or empty.</exception>
    public string Required(string name) => Text(name) is { Length: > 0 } text ? text : throw Missing(name);

    /// <summary>0 when it is missing or no whole number.</summary>
    public long Number(string name) => TryNumber(name, out var number) ? number : 0;

    /// <exception cref="UnreadableException">Missing, or not a whole number from 0.</exception>
    public long Count(string name) => TryNumber(name, out var number) && number >= 0 ? number : throw Missing(name);

    /// <summary>Whole or not, in millionths.</summary>
    /// <exception cref="UnreadableException">Missing, negative or beyond any amount.</exception>
    public long Micros(string name) =>
        decimal.TryParse(Text(name), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var amount)
        && amount < long.MaxValue / 1_000_000
            ? (long)(amount * 1_000_000)
            : throw Missing(name);

    public bool Flag(string name) => Find(name, out var value) && (value.ValueKind == JsonValueKind.True || Number(name) != 0);

    /// <summary>The fields of an object within; empty ones when there is none.</summary>
    public Fields Within(string name) => Find(name, out var value) ? new Fields(value) : default;

    /// <summary>The items of a list, numbers as they are written.</summary>
    /// <exception cref="UnreadableException">There is no such list.</exception>
    public IEnumerable<string> List(string name) =>
        Find(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.String ? item.GetString() ?? "" : item.GetRawText())
            : throw Missing(name);

    /// <summary>
    /// A moment. The platform mixes seconds with finer units from one event to the next, so the unit is told by the size: seconds
    /// have 10 digits until the year 2286. Null when it is missing.
    /// </summary>
    public Timestamp? Time(string name)
    {
        if (!TryNumber(name, out var time) || time <= 0)
        {
            return null;
        }

        var nanos = time switch
        {
            < 100_000_000_000 => (Int128)time * 1_000_000_000,
            < 100_000_000_000_000 => (Int128)time * 1_000_000,
            < 100_000_000_000_000_000 => (Int128)time * 1_000,
            _ => time,
        };
        return new Timestamp { Seconds = (long)(nanos / 1_000_000_000), Nanos = (int)(nanos % 1_000_000_000) };
    }

    private bool TryNumber(string name, out long number) =>
        long.TryParse(Text(name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);

    private bool Find(string name, out JsonElement value)
    {
        value = default;
        return data.ValueKind == JsonValueKind.Object && data.TryGetProperty(name, out value);
    }

    private static UnreadableException Missing(string name) => new($"{name} is missing or unreadable.");
}

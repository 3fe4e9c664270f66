using System.Text.Json;

namespace LiveIp.Fuzz.Mutation;

/// <summary>One value of a JSON text, with the name before it where it has one.</summary>
/// <param name="Start">Where the value begins.</param>
/// <param name="NameStart">Where its name begins; the same as <paramref name="Start"/> when it has none.</param>
internal readonly record struct JsonSpot(int Start, int Length, int NameStart, JsonTokenType Kind)
{
    public int End => Start + Length;

    public bool HasName => NameStart < Start;
}

/// <summary>Where the values of a valid JSON text lie; found once, used for every mutation of it.</summary>
internal static class JsonShape
{
    /// <summary>All values, the whole first; empty for what is no JSON.</summary>
    public static JsonSpot[] Of(ReadOnlySpan<byte> json)
    {
        var spots = new List<JsonSpot>();
        var open = new Stack<int>();
        var name = -1;
        var reader = new Utf8JsonReader(json);
        try
        {
            while (reader.Read())
            {
                var start = (int)reader.TokenStartIndex;
                switch (reader.TokenType)
                {
                    case JsonTokenType.PropertyName:
                        name = start;
                        continue;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        var at = open.Pop();
                        spots[at] = spots[at] with { Length = start + 1 - spots[at].Start };
                        break;
                    default:
                        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                        {
                            open.Push(spots.Count);
                        }

                        spots.Add(new JsonSpot(start, (int)reader.BytesConsumed - start, name < 0 ? start : name, reader.TokenType));
                        break;
                }

                name = -1;
            }
        }
        catch (JsonException)
        {
            // A regression that is kept need not be JSON.
            return [];
        }

        return [.. spots];
    }
}

using System.Buffers;

namespace LiveIp.Fuzz.Mutation;

/// <summary>Words between what separates in XML, in JSON and in tables, and lines with their ends; found once, used for every mutation.</summary>
internal static class TextShape
{
    private static readonly SearchValues<byte> Separators = SearchValues.Create(" \t\r\n<>\"'=&;,:/{}[]"u8);

    public static Range[] Words(ReadOnlySpan<byte> text)
    {
        var words = new List<Range>();
        for (var at = 0; at < text.Length; )
        {
            var length = text[at..].IndexOfAny(Separators);
            var end = length < 0 ? text.Length : at + length;
            if (end > at)
            {
                words.Add(at..end);
            }

            at = end + 1;
        }

        return [.. words];
    }

    public static Range[] Lines(ReadOnlySpan<byte> text)
    {
        var lines = new List<Range>();
        for (var at = 0; at < text.Length; )
        {
            var length = text[at..].IndexOf((byte)'\n');
            var end = length < 0 ? text.Length : at + length + 1;
            lines.Add(at..end);
            at = end;
        }

        return [.. lines];
    }
}

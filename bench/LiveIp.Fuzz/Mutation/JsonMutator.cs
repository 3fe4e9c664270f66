using System.Text;
using LiveIp.Fuzz.Corpora;

namespace LiveIp.Fuzz.Mutation;

/// <summary>Damage within the grammar of JSON: other types, extreme numbers, missing, doubled and renamed fields, nesting.</summary>
internal static class JsonMutator
{
    private static readonly byte[][] Values =
    [
        .. new[]
        {
            "null",
            "true",
            "false",
            "[]",
            "{}",
            "\"\"",
            "0",
            "-1",
            "1",
            "1.5",
            "-0",
            "1e400",
            "-1e400",
            "1e-400",
            "1E5",
            "NaN",
            "Infinity",
            "9223372036854775807",
            "9223372036854775808",
            "-9223372036854775808",
            "18446744073709551615",
            "18446744073709551616",
            "2147483647",
            "2147483648",
            "4294967296",
            "9223372036854",
            "9223372036855",
            "99999999999999999999999999999999999999999",
            "0.1234567890123456789",
            "79228162514264337593543950335",
            "79228162514264337593543950336",
            "\"-1\"",
            "\"1e400\"",
            "\"NaN\"",
            "\"9223372036854775808\"",
            "\" 12 \"",
            "\"0x10\"",
            "\"12,5\"",
            "\"true\"",
            "\"\\ud800\"",
            "\"\\udc00\\ud800\"",
            "\"\\u0000\"",
            "\"\\ud83d\\ude00\"",
            "\"0001-01-01T00:00:00Z\"",
            "\"0001-01-01T00:00:00+14:00\"",
            "\"9999-12-31T23:59:59.9999999Z\"",
            "\"9999-12-31T23:59:59-14:00\"",
            "\"2026-13-45T99:99:99Z\"",
            "\"1795464000\"",
            "\"2026-11-23T20:00:00.123456789012345Z\"",
            "[[[[[[[[]]]]]]]]",
            "[null]",
            "[1,\"2\",{}]",
            "{\"a\":{\"a\":{\"a\":1}}}",
            "{\"\":null}",
            "{\"\\ud800\":1}",
            "\"https://x\"",
            "\"a:b:c\"",
            "\"\t\"",
            "'x'",
            "tru",
            "",
            "//",
            "\"",
            "[",
            "{",
            "]",
            "}",
            ",",
            ":",
            "1 1",
        }.Select(Encoding.UTF8.GetBytes),
        [(byte)'"', 0xFF, 0xFE, (byte)'"'],
        [(byte)'"', 0xC0, 0x80, (byte)'"'],
        [(byte)'"', 0xED, 0xA0, 0x80, (byte)'"'],
        [(byte)'"', 0xE6, 0x98, (byte)'"'],
    ];

    /// <summary>Some values of <paramref name="seed"/> changed; <paramref name="other"/> gives values to swap in.</summary>
    public static void Mutate(Seed seed, Seed other, FrameBuffer frame, Rng rng)
    {
        frame.Load(seed.Bytes);
        if (seed.Json.Length == 0)
        {
            return;
        }

        // From the back to the front, so that the places before stay where they are.
        var before = int.MaxValue;
        for (var left = rng.OneIn(8) ? 4 : 1 + rng.Below(2); left > 0; left--)
        {
            var spot = seed.Json[rng.Below(seed.Json.Length)];
            if (spot.End <= before)
            {
                Change(seed, other, spot, frame, rng);
                before = spot.NameStart;
            }
        }
    }

    private static void Change(Seed seed, Seed other, JsonSpot spot, FrameBuffer frame, Rng rng)
    {
        switch (rng.Below(12))
        {
            case 0 when spot.HasName:
                Remove(spot, frame);
                break;
            case 1 when spot.HasName:
                // The same name twice, the second with another value.
                frame.Replace(spot.End, 0, rng.Pick(Values));
                frame.Replace(spot.End, 0, seed.Bytes.AsSpan(spot.NameStart, spot.Start - spot.NameStart));
                frame.Replace(spot.End, 0, ","u8);
                break;
            case 2 when spot.HasName:
                frame.Span[spot.NameStart + 1 + rng.Below(Math.Max(1, spot.Start - spot.NameStart - 3))] = (byte)('a' + rng.Below(26));
                break;
            case 3 when other.Json.Length > 0:
                var swapped = other.Json[rng.Below(other.Json.Length)];
                frame.Replace(spot.Start, spot.Length, other.Bytes.AsSpan(swapped.Start, swapped.Length));
                break;
            case 4:
                Nest(spot, frame, rng);
                break;
            case 5 when spot.Length > 2 && frame.Span[spot.Start] == '"':
                // A string without its quotes, or with strange bytes in it.
                if (rng.OneIn(2))
                {
                    frame.Replace(spot.Start, spot.Length, seed.Bytes.AsSpan(spot.Start + 1, spot.Length - 2));
                }
                else
                {
                    frame.Replace(spot.Start + 1 + rng.Below(spot.Length - 2), 0, [(byte)rng.Next(), (byte)rng.Next()]);
                }

                break;
            case 6:
                frame.Replace(spot.End, 0, "\""u8);
                frame.Replace(spot.Start, 0, "\""u8);
                break;
            case 7 when rng.OneIn(256):
                Swell(spot, frame, rng);
                break;
            default:
                frame.Replace(spot.Start, spot.Length, rng.Pick(Values));
                break;
        }
    }

    private static void Remove(JsonSpot spot, FrameBuffer frame)
    {
        var (start, end) = (spot.NameStart, spot.End);
        if (end < frame.Length && frame.Span[end] == ',')
        {
            end++;
        }
        else if (start > 0 && frame.Span[start - 1] == ',')
        {
            start--;
        }

        frame.Replace(start, end - start, []);
    }

    private static void Nest(JsonSpot spot, FrameBuffer frame, Rng rng)
    {
        var depth = rng.OneIn(16) ? 1000 : 1 + rng.Below(70);
        var list = rng.OneIn(2);
        var open = list ? "["u8 : "{\"a\":"u8;
        var close = list ? "]"u8 : "}"u8;
        for (var i = 0; i < depth; i++)
        {
            frame.Replace(spot.End, 0, close);
        }

        for (var i = 0; i < depth; i++)
        {
            frame.Replace(spot.Start, 0, open);
        }
    }

    /// <summary>A text, or a list, of up to half a mebibyte.</summary>
    private static void Swell(JsonSpot spot, FrameBuffer frame, Rng rng)
    {
        Span<byte> piece = stackalloc byte[4096];
        var list = rng.OneIn(2);
        for (var i = 0; i < piece.Length; i++)
        {
            piece[i] = (byte)(list ? (i % 2 == 0 ? '1' : ',') : 'a' + (i % 26));
        }

        frame.Replace(spot.Start, spot.Length, list ? "[1]"u8 : "\"x\""u8);
        for (var left = 1 + rng.Below(128); left > 0; left--)
        {
            frame.Replace(spot.Start + 1, 0, piece);
        }
    }
}

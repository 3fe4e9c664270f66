using System.Text;
using LiveIp.Fuzz.Corpora;

namespace LiveIp.Fuzz.Mutation;

/// <summary>Damage within text of lines and words: other values, lost, doubled and swapped lines, tags, quotes, entities and tabs astray.</summary>
internal static class TextMutator
{
    private static readonly byte[][] Values =
    [
        .. new[]
        {
            "",
            "0",
            "-1",
            "1.5",
            "00",
            "1e5",
            "NaN",
            "Infinity",
            "2147483648",
            "9223372036854775808",
            "99999999999999999999999999999",
            "79228162514264337593543950335",
            "0.0000001",
            "9999999.999",
            "4102444800",
            "253402300799",
            "0001-01-01T00:00:00+14:00",
            "9999-12-31T23:59:59.9999999Z",
            "9999-12-31T23:59:59-14:00",
            "2026-13-45T99:99:99Z",
            "bilibili",
            "张***",
            "\ud83d\ude00",
            "\u0000",
            "\u001f",
            "\ufeff",
            "\uffff",
        }.Select(Encoding.UTF8.GetBytes),
        [0xFF, 0xFE],
        [0xC0, 0x80],
        [0xED, 0xA0, 0x80],
        [0xE6, 0x98],
    ];

    private static readonly byte[][] Marks =
    [
        .. new[]
        {
            "<",
            ">",
            "/>",
            "\"",
            "'",
            "=",
            "&",
            "&amp;",
            "&lt;",
            "&quot;",
            "&#0;",
            "&#xD800;",
            "&#x1F600;",
            "&#99999999;",
            "&none;",
            "<i>",
            "</i>",
            "<d>",
            "</d>",
            "<d ",
            "<sc ",
            "<gift/>",
            "<metadata>",
            "<b>x</b>",
            "<x:y>",
            " xmlns=\"urn:x\" ",
            " a=\"1\" a=\"2\" ",
            "<!--",
            "-->",
            "<![CDATA[",
            "]]>",
            "<?x",
            "?>",
            "<!DOCTYPE i [<!ENTITY e \"x\">]>&e;",
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\\",
            "{\"_id\":\"",
            "{\"_id\":\"1\",\"created_at\":",
            "],",
            "\t",
            "\t\t",
            "\r",
            "\n",
            "\r\n",
            "\u2028",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    /// <summary>Some words or lines of <paramref name="seed"/> changed; <paramref name="other"/> gives such to swap in.</summary>
    public static void Mutate(Seed seed, Seed other, FrameBuffer frame, Rng rng)
    {
        frame.Load(seed.Bytes);
        // From the back to the front, so that the places before stay where they are.
        var before = int.MaxValue;
        for (var left = 1 + rng.Below(4); left > 0; left--)
        {
            var ofLine = rng.OneIn(4);
            var (at, length) = rng.Pick(ofLine ? seed.Lines : seed.Words).GetOffsetAndLength(seed.Bytes.Length);
            if (at + length > before)
            {
                continue;
            }

            before = at;
            if (ofLine)
            {
                ChangeLine(other, at, length, frame, rng);
            }
            else
            {
                ChangeWord(other, at, length, frame, rng);
            }
        }
    }

    private static void ChangeLine(Seed other, int at, int length, FrameBuffer frame, Rng rng)
    {
        switch (rng.Below(5))
        {
            case 0:
                frame.Replace(at, length, []);
                break;
            case 1:
                frame.Replace(at, 0, other.Bytes.AsSpan(rng.Pick(other.Lines)));
                break;
            case 2:
                // Joined with the next.
                frame.Replace(at + length - 1, 1, rng.Pick(Marks));
                break;
            default:
                var line = frame.Span.Slice(at, length).ToArray();
                for (var left = 1 + rng.Below(rng.OneIn(128) ? 1000 : 3); left > 0; left--)
                {
                    frame.Replace(at, 0, line);
                }

                break;
        }
    }

    private static void ChangeWord(Seed other, int at, int length, FrameBuffer frame, Rng rng)
    {
        switch (rng.Below(8))
        {
            case 0:
                frame.Replace(at, length, other.Bytes.AsSpan(rng.Pick(other.Words)));
                break;
            case 1:
                // What separates it from the next word is another mark.
                frame.Replace(at + length, 1, rng.Pick(Marks));
                break;
            case 2:
                frame.Replace(at + rng.Below(length), 0, rng.Pick(Marks));
                break;
            case 3:
                frame.Replace(at + length, 0, rng.Pick(Marks));
                break;
            case 4 when rng.OneIn(128):
                Swell(at, frame, rng);
                break;
            default:
                frame.Replace(at, length, rng.Pick(Values));
                break;
        }
    }

    /// <summary>A word, or a mark over and over, of up to half a mebibyte: past the longest record, and past the reader's buffer.</summary>
    private static void Swell(int at, FrameBuffer frame, Rng rng)
    {
        Span<byte> piece = stackalloc byte[4096];
        var mark = rng.OneIn(2) ? "word"u8 : rng.Pick(Marks);
        for (var i = 0; i < piece.Length; i++)
        {
            piece[i] = mark[i % mark.Length];
        }

        for (var left = 1 + rng.Below(rng.OneIn(4) ? 128 : 20); left > 0; left--)
        {
            frame.Replace(at, 0, piece);
        }
    }
}

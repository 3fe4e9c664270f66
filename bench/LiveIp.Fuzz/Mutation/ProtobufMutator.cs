using LiveIp.Fuzz.Corpora;

namespace LiveIp.Fuzz.Mutation;

/// <summary>Damage within the grammar of protobuf: other numbers and wire types, extreme values, lying lengths, groups, repeats.</summary>
internal static class ProtobufMutator
{
    private static readonly ulong[] Extremes =
    [
        0,
        1,
        2,
        21,
        99,
        127,
        128,
        int.MaxValue,
        1UL << 31,
        uint.MaxValue,
        long.MaxValue,
        1UL << 63,
        ulong.MaxValue,
        ulong.MaxValue - 1,
    ];

    private static readonly byte[][] Texts =
    [
        [],
        [0xFF],
        [0xC0, 0x80],
        [0xED, 0xA0, 0x80],
        [0xE6, 0x98],
        [0],
        "2026-13-45"u8.ToArray(),
        "9999-12-31T23:59:59-14:00"u8.ToArray(),
        "0001-01-01T00:00:00+14:00"u8.ToArray(),
        "textMessageEvent"u8.ToArray(),
    ];

    /// <summary>One or two fields of <paramref name="seed"/> changed; <paramref name="other"/> gives fields to swap in.</summary>
    public static void Mutate(Seed seed, Seed other, FrameBuffer frame, Rng rng)
    {
        if (seed.AllFields.Length == 0)
        {
            frame.Load(seed.Bytes);
            return;
        }

        frame.Clear();
        var first = rng.Pick(seed.AllFields);
        var second = rng.OneIn(3) ? rng.Pick(seed.AllFields) : null;
        WriteAll(seed.Fields, first, second, other, frame, rng);
    }

    private static void WriteAll(ProtobufField[] fields, ProtobufField first, ProtobufField? second, Seed other, FrameBuffer frame, Rng rng)
    {
        foreach (var field in fields)
        {
            if (field == first || field == second)
            {
                WriteChanged(field, other, frame, rng);
            }
            else if (field.Children.Length == 0)
            {
                Write(field, frame);
            }
            else
            {
                Tag(field.Number, ProtobufShape.Delimited, frame);
                var at = frame.Length;
                frame.Append([0x80, 0x80, 0x80, 0x80, 0]);
                WriteAll(field.Children, first, second, other, frame, rng);
                Length(frame.Span[at..], frame.Length - at - 5);
            }
        }
    }

    private static void WriteChanged(ProtobufField field, Seed other, FrameBuffer frame, Rng rng)
    {
        switch (rng.Below(10))
        {
            case 0:
                break;
            case 1:
                for (var left = 2 + rng.Below(rng.OneIn(64) ? 2000 : 3); left > 0; left--)
                {
                    Write(field, frame);
                }

                break;
            case 2 when other.AllFields.Length > 0:
                Write(rng.Pick(other.AllFields), frame);
                break;
            case 3 when other.AllFields.Length > 0:
                // The number of another field.
                Tag(rng.Pick(other.AllFields).Number, field.Wire, frame);
                Content(field, frame);
                break;
            case 4:
                Tag(field.Number, rng.Below(8), frame);
                Content(field, frame);
                break;
            case 5:
                // Groups within groups, which any parser must follow somehow.
                for (var left = 1 + rng.Below(rng.OneIn(8) ? 2000 : 150); left > 0; left--)
                {
                    Tag(1 + rng.Below(40), 3, frame);
                }

                break;
            case 6 when field.Wire == ProtobufShape.Delimited:
                Tag(field.Number, ProtobufShape.Delimited, frame);
                Number(rng.OneIn(2) ? (ulong)Math.Max(0, field.Bytes.Length + rng.Below(9) - 4) : rng.Pick(Extremes), frame);
                frame.Append(field.Bytes);
                break;
            case 7 when field.Wire == ProtobufShape.Delimited:
                var text = rng.Pick(Texts);
                Tag(field.Number, ProtobufShape.Delimited, frame);
                Number((ulong)text.Length, frame);
                frame.Append(text);
                break;
            default:
                Tag(field.Number, ProtobufShape.Varint, frame);
                Number(rng.Pick(Extremes), frame);
                break;
        }
    }

    private static void Write(ProtobufField field, FrameBuffer frame)
    {
        Tag(field.Number, field.Wire, frame);
        Content(field, frame);
    }

    private static void Content(ProtobufField field, FrameBuffer frame)
    {
        if (field.Wire == ProtobufShape.Varint)
        {
            Number(field.Value, frame);
            return;
        }

        Number((ulong)field.Bytes.Length, frame);
        frame.Append(field.Bytes);
    }

    private static void Tag(int number, int wire, FrameBuffer frame) => Number(((ulong)number << 3) | (uint)wire, frame);

    private static void Number(ulong value, FrameBuffer frame)
    {
        Span<byte> bytes = stackalloc byte[10];
        var count = 0;
        for (; value > 0x7F; value >>= 7)
        {
            bytes[count++] = (byte)(value | 0x80);
        }

        bytes[count++] = (byte)value;
        frame.Append(bytes[..count]);
    }

    /// <summary>In five bytes, however short: a length is known only after what it counts.</summary>
    private static void Length(Span<byte> at, int length)
    {
        for (var i = 0; i < 5; i++)
        {
            at[i] = (byte)(((length >> (7 * i)) & 0x7F) | (i < 4 ? 0x80 : 0));
        }
    }
}

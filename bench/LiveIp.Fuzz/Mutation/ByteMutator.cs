using System.Buffers.Binary;

namespace LiveIp.Fuzz.Mutation;

/// <summary>Damage that knows nothing of what the bytes mean: flips, holes, repeats, cuts, splices and lying lengths.</summary>
internal static class ByteMutator
{
    private static readonly uint[] Extremes = [0, 1, 15, 16, 17, 0x7F, 0x80, 0xFF, 0xFFFF, 0x10000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF];

    /// <param name="other">A frame to splice with.</param>
    public static void Mutate(FrameBuffer frame, ReadOnlySpan<byte> other, Rng rng)
    {
        for (var left = 1 + rng.Below(4); left > 0; left--)
        {
            One(frame, other, rng);
        }
    }

    private static void One(FrameBuffer frame, ReadOnlySpan<byte> other, Rng rng)
    {
        var at = rng.Below(frame.Length);
        var length = Math.Min(1 + rng.Below(16), frame.Length - at);
        switch (rng.Below(10))
        {
            case 0 when frame.Length > 0:
                frame.Span[at] ^= (byte)(1 << rng.Below(8));
                break;
            case 1 when frame.Length > 0:
                frame.Span[at] = (byte)rng.Next();
                break;
            case 2:
                frame.Replace(at, 0, Noise(rng, stackalloc byte[1 + rng.Below(16)]));
                break;
            case 3:
                frame.Replace(at, length, []);
                break;
            case 4:
                Repeat(frame, at, length, 1 + rng.Below(rng.OneIn(64) ? 4096 : 4));
                break;
            case 5:
                frame.Truncate(at);
                break;
            case 6:
                // The head of this one and the tail of the other.
                frame.Truncate(at);
                frame.Append(other[rng.Below(other.Length)..]);
                break;
            case 7 when other.Length > 0:
                var from = rng.Below(other.Length);
                frame.Replace(at, length, other.Slice(from, Math.Min(1 + rng.Below(32), other.Length - from)));
                break;
            case 8 when frame.Length >= 4:
                Lie(frame.Span, rng);
                break;
            default:
                frame.Append(Noise(rng, stackalloc byte[1 + rng.Below(8)]));
                break;
        }
    }

    private static void Repeat(FrameBuffer frame, int at, int length, int times)
    {
        Span<byte> piece = stackalloc byte[16];
        frame.Span.Slice(at, length).CopyTo(piece);
        for (; times > 0; times--)
        {
            frame.Replace(at, 0, piece[..length]);
        }
    }

    /// <summary>A number of four bytes, at its own place more often than elsewhere, becomes an extreme or a near miss.</summary>
    private static void Lie(Span<byte> frame, Rng rng)
    {
        var at = rng.OneIn(2) ? 0 : rng.Below(frame.Length - 3);
        var field = frame.Slice(at, 4);
        var value = rng.OneIn(2) ? rng.Pick(Extremes) : BinaryPrimitives.ReadUInt32BigEndian(field) + (uint)(rng.Below(9) - 4);
        BinaryPrimitives.WriteUInt32BigEndian(field, value);
    }

    private static ReadOnlySpan<byte> Noise(Rng rng, Span<byte> bytes)
    {
        foreach (ref var value in bytes)
        {
            value = (byte)rng.Next();
        }

        return bytes;
    }
}

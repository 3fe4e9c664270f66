using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace LiveIp.Host.Privacy.Forgetting;

/// <summary>Makes marks with the log's own key.</summary>
internal sealed class MarkMaker
{
    private const int Longest = 512;

    private readonly byte[] _key;
    private readonly uint _seed;

    /// <param name="key">The log's; another is derived from it, so that no two hashes of one text meet.</param>
    public MarkMaker(byte[] key)
    {
        _key = HMACSHA256.HashData(key, "forgotten"u8);
        _seed = BinaryPrimitives.ReadUInt32BigEndian(HMACSHA256.HashData(_key, "quick"u8));
    }

    /// <summary>Null for a text that cannot be anybody's: empty or of absurd length.</summary>
    public Mark? Of(MarkKind kind, string text)
    {
        var plain = Plain(kind, text);
        return plain.Length is > 0 and <= Longest ? new Mark(kind, plain.Length, Quick(plain), Full(kind, plain)) : null;
    }

    /// <summary>As a text is compared: ids of people by the letter, everything else without the difference of capitals.</summary>
    public static string Plain(MarkKind kind, string text) =>
        kind switch
        {
            MarkKind.Person => text,
            MarkKind.Token => Small(text),
            // YouTube shows handles as names, with the @ that everybody puts before a name anyway.
            _ => Small(text.Trim().TrimStart('@').Trim()),
        };

    /// <summary>Small letters, one for one, so that places in it are places in the text.</summary>
    public static string Small(string text) =>
        string.Create(
            text.Length,
            text,
            static (span, source) =>
            {
                for (var i = 0; i < span.Length; i++)
                {
                    span[i] = char.ToLowerInvariant(source[i]);
                }
            }
        );

    /// <summary>The cheap hash of nothing: FNV-1a with a secret start.</summary>
    public uint Start => 2166136261u ^ _seed;

    /// <summary>The cheap hash of a text with one letter more.</summary>
    public static uint Next(uint quick, char letter) => (quick ^ letter) * 16777619u;

    public uint Quick(ReadOnlySpan<char> plain)
    {
        var quick = Start;
        foreach (var letter in plain)
        {
            quick = Next(quick, letter);
        }

        return quick;
    }

    public UInt128 Full(MarkKind kind, ReadOnlySpan<char> plain)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Span<byte> input = stackalloc byte[1 + (Longest * sizeof(char))];
        input[0] = (byte)kind;
        var text = MemoryMarshal.AsBytes(plain);
        text.CopyTo(input[1..]);
        HMACSHA256.HashData(_key, input[..(1 + text.Length)], hash);
        return BinaryPrimitives.ReadUInt128BigEndian(hash);
    }
}

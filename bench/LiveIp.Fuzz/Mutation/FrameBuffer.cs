namespace LiveIp.Fuzz.Mutation;

/// <summary>Bytes that are cut and filled in place; one per worker, so that making a frame allocates nothing.</summary>
internal sealed class FrameBuffer
{
    /// <summary>No mutation makes a frame longer than this.</summary>
    public const int MaxLength = 2 * 1024 * 1024;

    private byte[] _bytes = new byte[64 * 1024];

    public int Length { get; private set; }

    public Span<byte> Span => _bytes.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    public void Clear() => Length = 0;

    public void Load(ReadOnlySpan<byte> bytes)
    {
        Length = 0;
        Append(bytes);
    }

    public void Append(ReadOnlySpan<byte> bytes) => Replace(Length, 0, bytes);

    public void Append(byte value) => Append([value]);

    public void Truncate(int length) => Length = Math.Min(Length, length);

    /// <summary>Puts <paramref name="bytes"/> (which lie elsewhere) in the place of what is there; nothing happens when it would grow too long.</summary>
    public void Replace(int start, int length, ReadOnlySpan<byte> bytes)
    {
        length = Math.Min(length, Length - start);
        var next = Length - length + bytes.Length;
        if (next > MaxLength)
        {
            return;
        }

        if (next > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(next, _bytes.Length * 2));
        }

        _bytes.AsSpan(start + length, Length - start - length).CopyTo(_bytes.AsSpan(start + bytes.Length));
        bytes.CopyTo(_bytes.AsSpan(start));
        Length = next;
    }
}

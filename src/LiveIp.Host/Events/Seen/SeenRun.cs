using System.Buffers.Binary;

namespace LiveIp.Host.Events.Seen;

/// <summary>
/// Ids of one channel and one second that were stored in one transaction, side by side in one row: an index entry for each would cost
/// the writer more than the event itself. 14 bytes an id: hash, sequence behind the first, milliseconds within the second.
/// </summary>
internal sealed class SeenRun(long firstSequence)
{
    private const int HashAt = 0;
    private const int BehindAt = 8;
    private const int MillisecondAt = 12;

    /// <summary>Bytes of one id.</summary>
    public const int EntrySize = 14;

    private byte[] _bytes = new byte[EntrySize * 4];
    private int _length;

    public long FirstSequence => firstSequence;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Adds an id.</summary>
    /// <param name="moment">Unix milliseconds.</param>
    public void Add(long hash, long sequence, long moment)
    {
        if (_length == _bytes.Length)
        {
            Array.Resize(ref _bytes, _length * 2);
        }

        var entry = _bytes.AsSpan(_length, EntrySize);
        BinaryPrimitives.WriteInt64LittleEndian(entry[HashAt..], hash);
        BinaryPrimitives.WriteUInt32LittleEndian(entry[BehindAt..], checked((uint)(sequence - firstSequence)));
        BinaryPrimitives.WriteUInt16LittleEndian(entry[MillisecondAt..], (ushort)(moment - (SeenSecond.Of(moment) * 1000)));
        _length += EntrySize;
    }

    /// <summary>The ids of a stored run, in the order in which they were added.</summary>
    public static IEnumerable<SeenEntry> Read(long second, long firstSequence, ReadOnlyMemory<byte> bytes)
    {
        for (var at = 0; at + EntrySize <= bytes.Length; at += EntrySize)
        {
            yield return new(
                BinaryPrimitives.ReadInt64LittleEndian(bytes.Span[(at + HashAt)..]),
                (second * 1000) + BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span[(at + MillisecondAt)..]),
                firstSequence + BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[(at + BehindAt)..])
            );
        }
    }

    /// <summary>The ids so far.</summary>
    public IEnumerable<SeenEntry> Entries(long second) => Read(second, firstSequence, _bytes.AsMemory(0, _length));
}

/// <summary>An id that was stored.</summary>
/// <param name="Moment">See <see cref="EventMoment"/>.</param>
/// <param name="Sequence">Of the event, or of its newest revision.</param>
internal readonly record struct SeenEntry(long Hash, long Moment, long Sequence);

using System.Buffers.Binary;

namespace LiveIp.Host.Metrics;

/// <summary>
/// Who wrote in one channel and minute, as one transaction saw it, side by side in one row: a row for each person would touch another page
/// for each, and cost the writer more than the messages themselves. 9 bytes a message: person, and whether it counts or is taken back.
/// </summary>
internal sealed class SpeakerRun
{
    /// <summary>Bytes of one message.</summary>
    public const int EntrySize = 9;

    private const int SignAt = 8;

    private byte[] _bytes = new byte[EntrySize * 4];
    private int _length;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <param name="person">Keyed hash of the id.</param>
    /// <param name="sign">1, or -1 for a message that was counted and is not to be.</param>
    public void Add(long person, int sign)
    {
        if (_length == _bytes.Length)
        {
            Array.Resize(ref _bytes, _length * 2);
        }

        var entry = _bytes.AsSpan(_length, EntrySize);
        BinaryPrimitives.WriteInt64LittleEndian(entry, person);
        entry[SignAt] = (byte)(sbyte)sign;
        _length += EntrySize;
    }

    /// <summary>Adds what the stored run says to the messages of each person.</summary>
    public static void Count(ReadOnlySpan<byte> run, Dictionary<long, long> messages)
    {
        for (; run.Length >= EntrySize; run = run[EntrySize..])
        {
            var person = BinaryPrimitives.ReadInt64LittleEndian(run);
            messages[person] = messages.GetValueOrDefault(person) + (sbyte)run[SignAt];
        }
    }

    /// <summary>Whether the stored run has messages of the person.</summary>
    public static bool Has(ReadOnlySpan<byte> run, long person)
    {
        for (; run.Length >= EntrySize; run = run[EntrySize..])
        {
            if (BinaryPrimitives.ReadInt64LittleEndian(run) == person)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Puts another number in the place of a person's.</summary>
    public static void Replace(Span<byte> run, long person, long by)
    {
        for (; run.Length >= EntrySize; run = run[EntrySize..])
        {
            if (BinaryPrimitives.ReadInt64LittleEndian(run) == person)
            {
                BinaryPrimitives.WriteInt64LittleEndian(run, by);
            }
        }
    }
}

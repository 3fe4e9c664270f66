using System.Buffers;
using System.Runtime.InteropServices;

namespace LiveIp.Host.Import.Formats;

/// <summary>
/// Walks through JSON by its brackets and quotes alone, so that a file of any size is read record by record, and one broken record
/// costs only itself. What is inside a record is left to a real parser.
/// </summary>
internal sealed class JsonRecords(RecordBytes bytes)
{
    private static readonly SearchValues<byte> EndsText = SearchValues.Create("\"\\"u8);

    private const int MaxKey = 256;

    // Longer than any record that is whole, and short enough to be read again for each that is not.
    private const int FirstLook = 8 * 1024;

    /// <summary>Takes the byte if it comes next, white space aside.</summary>
    public bool Take(char expected)
    {
        if (bytes.PeekPastSpace() != expected)
        {
            return false;
        }

        bytes.Next();
        return true;
    }

    /// <summary>The name of the next member, with the colon taken; null when there is none that can be read.</summary>
    public string? Key()
    {
        if (!Take('"'))
        {
            return null;
        }

        var key = new List<byte>();
        while (bytes.Next() is var next and >= 0 && next != '"')
        {
            if (next == '\\' || key.Count == MaxKey)
            {
                return null;
            }

            key.Add((byte)next);
        }

        return Take(':') ? RecordedText.Decode(CollectionsMarshal.AsSpan(key)) : null;
    }

    /// <summary>Takes one value into <paramref name="record"/>, or past it when that is null. False when the data ends in it; a full record has not all of it.</summary>
    /// <param name="isLost">
    /// Asked of the beginning of a long record now and then as it grows: whether it has run into the next one. Then that is as if the
    /// data ended. Without it a file of nothing but beginnings would be read through <see cref="RecordBytes.MaxRecord"/> for each of them.
    /// </param>
    public bool Value(RecordBuffer? record, Func<ReadOnlyMemory<byte>, bool>? isLost = null)
    {
        record?.Clear();
        var first = bytes.PeekPastSpace();
        if (first is not ('{' or '[' or '"'))
        {
            return Plain(record);
        }

        var depth = 0;
        var inText = false;
        var look = FirstLook;
        while (record is not { IsFull: true } && bytes.Next() is var next and >= 0)
        {
            record?.Add((byte)next);
            for (; isLost is not null && record?.Memory.Length >= look; look *= 2)
            {
                // Of what has been taken only so much, that it does not matter in which pieces the stream gives it.
                if (isLost(record.Memory[..look]))
                {
                    return false;
                }
            }

            if (inText && next is not ('"' or '\\'))
            {
                bytes.TakeTo(EndsText, record, record?.Room ?? int.MaxValue);
                continue;
            }

            switch (next)
            {
                case '\\' when inText:
                    if (bytes.Next() is var escaped and >= 0)
                    {
                        record?.Add((byte)escaped);
                    }

                    break;
                case '"':
                    inText = !inText;
                    break;
                case '{' or '[' when !inText:
                    depth++;
                    break;
                case '}' or ']' when !inText:
                    depth--;
                    break;
            }

            if (depth == 0 && !inText)
            {
                return true;
            }
        }

        return record is { IsFull: true };
    }

    // A number, true, false, null, or what is none of these.
    private bool Plain(RecordBuffer? record)
    {
        while (bytes.Peek() is var next)
        {
            switch (next)
            {
                case < 0:
                    return false;
                case ',' or '}' or ']' or '{' or '[' or '"' or ' ' or '\t' or '\r' or '\n':
                    return true;
            }

            if (record is { IsFull: true })
            {
                return true;
            }

            record?.Add((byte)next);
            bytes.Next();
        }

        return false;
    }
}

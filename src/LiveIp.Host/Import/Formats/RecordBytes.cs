using System.Buffers;
using System.Runtime.CompilerServices;

namespace LiveIp.Host.Import.Formats;

/// <summary>
/// A stream byte by byte, with the position, and with the way back for a reader that took too much. Compressed input that breaks off
/// or is damaged ends here; <see cref="Damage"/> then says so.
/// </summary>
internal sealed class RecordBytes(Stream stream)
{
    /// <summary>Longest record that is read; a chat message is a few hundred bytes, one with its raw form a few thousand.</summary>
    public const int MaxRecord = 256 * 1024;

    private const int BufferSize = 64 * 1024;

    private byte[] _buffer = new byte[BufferSize];
    private int _at;
    private int _end;
    private long _before;
    private bool _ended;

    /// <summary>Line of the next byte, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>Bytes before the next one.</summary>
    public long Offset => _before + _at;

    /// <summary>Null while nothing is wrong.</summary>
    public string? Damage { get; private set; }

    public RecordingPosition Position => new(Line, Offset);

    /// <summary>-1 at the end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Next()
    {
        if (_at == _end && !Fill())
        {
            return -1;
        }

        var value = _buffer[_at++];
        if (value == '\n')
        {
            Line++;
        }

        return value;
    }

    /// <summary>-1 at the end.</summary>
    public int Peek() => _at == _end && !Fill() ? -1 : _buffer[_at];

    /// <summary>The next byte that is no white space, not taken; -1 at the end.</summary>
    public int PeekPastSpace()
    {
        while (Peek() is ' ' or '\t' or '\r' or '\n')
        {
            Next();
        }

        return Peek();
    }

    /// <summary>
    /// Takes what lies ready up to, and without, one of <paramref name="stops"/>; at most <paramref name="most"/> bytes. What comes by
    /// the thousand and means nothing is not looked at byte by byte.
    /// </summary>
    public void TakeTo(SearchValues<byte> stops, RecordBuffer? record, int most = int.MaxValue)
    {
        var ready = _buffer.AsSpan(_at, Math.Min(_end - _at, most));
        var length = ready.IndexOfAny(stops);
        var taken = length < 0 ? ready : ready[..length];
        record?.Add(taken);
        Line += taken.Count((byte)'\n');
        _at += taken.Length;
    }

    /// <summary>Past a byte order mark, if there is one.</summary>
    public void SkipMark()
    {
        // Byte by byte: a stream may give fewer at first.
        var mark = "\uFEFF"u8;
        for (var i = 0; i < mark.Length; i++)
        {
            if (Peek() != mark[i])
            {
                Unread(mark[..i]);
                return;
            }

            Next();
        }
    }

    /// <summary>
    /// Up to the next line end, which is taken and not kept. False at the end. A line past <see cref="MaxRecord"/> is passed over:
    /// <paramref name="record"/> then holds its beginning, and <see cref="RecordBuffer.TooLong"/> is set.
    /// </summary>
    public bool ReadLine(RecordBuffer record, out bool complete)
    {
        record.Clear();
        complete = false;
        var any = false;
        while (_at < _end || Fill())
        {
            any = true;
            var rest = _buffer.AsSpan(_at, _end - _at);
            var length = rest.IndexOf((byte)'\n');
            record.Add(length < 0 ? rest : rest[..length]);
            if (length >= 0)
            {
                _at += length + 1;
                Line++;
                complete = true;
                return true;
            }

            _at = _end;
        }

        return any;
    }

    /// <summary>Puts back what was taken last, to be read again.</summary>
    public void Unread(ReadOnlySpan<byte> taken)
    {
        Line -= taken.Count((byte)'\n');
        if (taken.Length <= _at)
        {
            _at -= taken.Length;
            return;
        }

        var buffer = new byte[Math.Max(BufferSize, taken.Length + _end - _at)];
        taken.CopyTo(buffer);
        _buffer.AsSpan(_at, _end - _at).CopyTo(buffer.AsSpan(taken.Length));
        _before = Offset - taken.Length;
        (_end, _at, _buffer) = (taken.Length + _end - _at, 0, buffer);
    }

    private bool Fill()
    {
        if (_ended)
        {
            return false;
        }

        _before += _end;
        (_at, _end) = (0, 0);
        try
        {
            _end = stream.Read(_buffer, 0, _buffer.Length);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            Damage = "the compressed data is damaged or breaks off";
        }

        _ended = _end == 0;
        return !_ended;
    }
}

/// <summary>The bytes of one record, up to <see cref="RecordBytes.MaxRecord"/>.</summary>
internal sealed class RecordBuffer
{
    private byte[] _bytes = new byte[4096];
    private int _length;

    /// <summary>Bytes until it is full.</summary>
    public int Room => RecordBytes.MaxRecord - 1 - _length;

    /// <summary>There is no room for two more bytes.</summary>
    public bool IsFull => Room <= 0;

    /// <summary>Bytes came that were not kept.</summary>
    public bool TooLong { get; private set; }

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, _length);

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, _length);

    public void Clear() => (_length, TooLong) = (0, false);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(byte value)
    {
        if (_length == _bytes.Length && !Grow(1))
        {
            TooLong = true;
            return;
        }

        _bytes[_length++] = value;
    }

    public void Add(ReadOnlySpan<byte> values)
    {
        if (_length + values.Length > _bytes.Length && !Grow(values.Length))
        {
            TooLong = true;
            values = values[..Math.Min(values.Length, _bytes.Length - _length)];
        }

        values.CopyTo(_bytes.AsSpan(_length));
        _length += values.Length;
    }

    public void Add(RecordBuffer other)
    {
        Add(other.Span);
        TooLong |= other.TooLong;
    }

    private bool Grow(int more)
    {
        var needed = _length + more;
        if (_bytes.Length < RecordBytes.MaxRecord)
        {
            Array.Resize(ref _bytes, Math.Min(RecordBytes.MaxRecord, Math.Max(_bytes.Length * 2, needed)));
        }

        return needed <= _bytes.Length;
    }
}

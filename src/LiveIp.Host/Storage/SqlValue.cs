namespace LiveIp.Host.Storage;

/// <summary>A value for a parameter, without a box around every number.</summary>
internal readonly struct SqlValue
{
    private readonly long _number;
    private readonly object? _other;

    private SqlValue(SqlKind kind, long number, object? other) => (Kind, _number, _other) = (kind, number, other);

    public SqlKind Kind { get; }

    /// <summary>Of a <see cref="SqlKind.Number"/>.</summary>
    public long Number => _number;

    /// <summary>Of a <see cref="SqlKind.Text"/>.</summary>
    public string Text => (string)_other!;

    /// <summary>Of <see cref="SqlKind.Bytes"/>.</summary>
    public ReadOnlySpan<byte> Bytes => new((byte[])_other!, (int)(_number >> 32), (int)_number);

    public static implicit operator SqlValue(long value) => new(SqlKind.Number, value, null);

    public static implicit operator SqlValue(long? value) => value is { } number ? number : default(SqlValue);

    public static implicit operator SqlValue(string? value) => value is null ? default : new(SqlKind.Text, 0, value);

    public static implicit operator SqlValue(byte[]? value) => value is null ? default : new ArraySegment<byte>(value);

    public static implicit operator SqlValue(ArraySegment<byte> value) =>
        new(SqlKind.Bytes, ((long)value.Offset << 32) | (uint)value.Count, value.Array);
}

internal enum SqlKind
{
    Null,
    Number,
    Text,
    Bytes,
}

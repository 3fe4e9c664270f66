namespace LiveIp.Host.Storage;

/// <summary>A value for a parameter, without a box around every number.</summary>
internal readonly struct SqlValue
{
    private SqlValue(long? number, object? other) => (Number, Other) = (number, other);

    /// <summary>Set when it is a number.</summary>
    public long? Number { get; }

    /// <summary>A string or bytes; null together with <see cref="Number"/> is NULL.</summary>
    public object? Other { get; }

    public static implicit operator SqlValue(long value) => new(value, null);

    public static implicit operator SqlValue(long? value) => new(value, null);

    public static implicit operator SqlValue(string? value) => new(null, value);

    public static implicit operator SqlValue(byte[]? value) => new(null, value);
}

namespace LiveIp.Fuzz.Mutation;

/// <summary>One field on the wire. A length-delimited one that reads as a message has its fields as children.</summary>
internal sealed class ProtobufField
{
    public required int Number { get; init; }

    public required int Wire { get; init; }

    public ulong Value { get; init; }

    public byte[] Bytes { get; init; } = [];

    public ProtobufField[] Children { get; init; } = [];
}

/// <summary>Reads protobuf without its schema.</summary>
internal static class ProtobufShape
{
    public const int Varint = 0;
    public const int Fixed64 = 1;
    public const int Delimited = 2;
    public const int Fixed32 = 5;

    /// <summary>The fields, or null when the bytes are no message.</summary>
    public static ProtobufField[]? Of(ReadOnlySpan<byte> bytes)
    {
        var fields = new List<ProtobufField>();
        while (!bytes.IsEmpty)
        {
            if (!TryVarint(ref bytes, out var tag) || tag >> 3 is 0 or > 200_000)
            {
                return null;
            }

            var (number, wire) = ((int)(tag >> 3), (int)(tag & 7));
            if (wire == Varint && TryVarint(ref bytes, out var value))
            {
                fields.Add(
                    new ProtobufField
                    {
                        Number = number,
                        Wire = wire,
                        Value = value,
                    }
                );
            }
            else if (wire == Delimited && TryVarint(ref bytes, out var length) && length <= (ulong)bytes.Length)
            {
                var body = bytes[..(int)length].ToArray();
                fields.Add(
                    new ProtobufField
                    {
                        Number = number,
                        Wire = wire,
                        Bytes = body,
                        Children = Of(body) ?? [],
                    }
                );
                bytes = bytes[(int)length..];
            }
            else
            {
                return null;
            }
        }

        return [.. fields];
    }

    /// <summary>A field and all those within it.</summary>
    public static IEnumerable<ProtobufField> All(IEnumerable<ProtobufField> fields) =>
        fields.SelectMany(static f => All(f.Children).Prepend(f));

    private static bool TryVarint(ref ReadOnlySpan<byte> bytes, out ulong value)
    {
        value = 0;
        for (var i = 0; i < bytes.Length && i < 10; i++)
        {
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
            if (bytes[i] < 0x80)
            {
                bytes = bytes[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}

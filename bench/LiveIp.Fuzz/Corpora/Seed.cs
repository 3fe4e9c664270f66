using LiveIp.Fuzz.Mutation;

namespace LiveIp.Fuzz.Corpora;

/// <summary>One frame of the corpus, taken apart once.</summary>
internal sealed class Seed(string name, byte[] bytes, FrameFormat format)
{
    public string Name { get; } = name;

    public byte[] Bytes { get; } = bytes;

    /// <summary>Its values, when it is JSON.</summary>
    public JsonSpot[] Json { get; } = format == FrameFormat.Json ? JsonShape.Of(bytes) : [];

    /// <summary>Its fields, when it is protobuf.</summary>
    public ProtobufField[] Fields { get; } = format == FrameFormat.Protobuf ? ProtobufShape.Of(bytes) ?? [] : [];

    /// <summary>Its fields and those within them.</summary>
    public ProtobufField[] AllFields => field ??= [.. ProtobufShape.All(Fields)];

    /// <summary>Its words, when it is text.</summary>
    public Range[] Words { get; } = format == FrameFormat.Text ? TextShape.Words(bytes) : [];

    /// <summary>Its lines, when it is text.</summary>
    public Range[] Lines { get; } = format == FrameFormat.Text ? TextShape.Lines(bytes) : [];
}

/// <summary>What the bytes of a door are, as far as mutation knows.</summary>
internal enum FrameFormat
{
    Bytes,
    Json,
    Protobuf,
    Text,
}

using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using LiveIp.V1;

namespace LiveIp.Host.Channels.Acting;

/// <summary>How an act's answer is kept: with its type, so that it can be looked through when a person is to be forgotten.</summary>
internal static class KeptAnswer
{
    /// <summary>Begins every kept answer; it may have no bytes at all.</summary>
    public const string Prefix = "answer:";

    private static readonly TypeRegistry Known = TypeRegistry.FromFiles(
        ChatServiceReflection.Descriptor,
        MomentServiceReflection.Descriptor,
        PredictionServiceReflection.Descriptor
    );

    public static string Of(IMessage answer) => Prefix + Convert.ToBase64String(Any.Pack(answer).ToByteArray());

    /// <summary>Null where there is none.</summary>
    public static T? Read<T>(string kept)
        where T : class, IMessage<T>, new() => kept.StartsWith(Prefix, StringComparison.Ordinal) ? Parse(kept).Unpack<T>() : null;

    /// <summary>The answer after <paramref name="clean"/>: itself when nothing had to go, null when nobody knows what is in it.</summary>
    /// <param name="kept">As <see cref="Of"/> made it.</param>
    /// <param name="clean">Changes it in place, and says whether it did.</param>
    public static string? Cleaned(string kept, Func<IMessage, bool> clean) =>
        Parse(kept).Unpack(Known) is not { } answer ? null
        : clean(answer) ? Of(answer)
        : kept;

    private static Any Parse(string kept) => Any.Parser.ParseFrom(Convert.FromBase64String(kept[Prefix.Length..]));
}

using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using LiveIp.V1;

namespace LiveIp.Host.Privacy;

/// <summary>Blanks personal content: exactly the fields that the schema marks as personal, wherever they stand.</summary>
internal static class PersonalContent
{
    // Fields that this version does not know cannot be told to be harmless.
    private static readonly MessageParser<LiveEvent> Known = LiveEvent.Parser.WithDiscardUnknownFields(true);

    /// <summary>An event as it may be blanked and written again: without fields that this version does not know.</summary>
    public static LiveEvent Read(ReadOnlyMemory<byte> bytes) => Known.ParseFrom(bytes.Span);

    /// <inheritdoc cref="Read"/>
    public static LiveEvent Copy(LiveEvent source) => Known.ParseFrom(source.ToByteArray());

    /// <summary>Blanks all personal content and marks the event. False, and nothing changed, when there was none.</summary>
    public static bool Redact(LiveEvent item)
    {
        if (!Blank(item))
        {
            return false;
        }

        item.Redacted = true;
        return true;
    }

    /// <summary>Blanks the message's personal fields and those of the messages in it. True when there was something in one.</summary>
    public static bool Blank(IMessage message)
    {
        var plan = MessagePlan.Of(message.Descriptor);
        var blanked = false;
        foreach (var field in plan.Personal)
        {
            if (Holds(message, field))
            {
                field.Accessor.Clear(message);
                blanked = true;
            }
        }

        foreach (var child in Children(message, plan))
        {
            blanked |= Blank(child);
        }

        return blanked;
    }

    /// <summary>The messages directly inside.</summary>
    public static IEnumerable<IMessage> Children(IMessage message, MessagePlan plan)
    {
        foreach (var field in plan.Children)
        {
            switch (field.Accessor.GetValue(message))
            {
                case IList many:
                    foreach (var one in many)
                    {
                        yield return (IMessage)one!;
                    }

                    break;
                case IMessage one:
                    yield return one;
                    break;
            }
        }
    }

    /// <summary>Whether there is anything in a field of text, bytes, or many or a map of them.</summary>
    public static bool Holds(IMessage message, FieldDescriptor field) =>
        field.Accessor.GetValue(message) switch
        {
            string text => text.Length > 0,
            ByteString bytes => bytes.Length > 0,
            ICollection many => many.Count > 0,
            _ => false,
        };
}

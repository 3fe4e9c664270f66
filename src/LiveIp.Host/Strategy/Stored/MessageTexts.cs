using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace LiveIp.Host.Strategy.Stored;

/// <summary>Changes every text in a message: what a person is called stands in labels, and these in every reason.</summary>
internal static class MessageTexts
{
    /// <summary>Whether anything changed.</summary>
    public static bool Clean(IMessage message, Func<string, string> clean)
    {
        var changed = false;
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            var value = field.Accessor.GetValue(message);
            changed |= value switch
            {
                // A resource name is no text, and has to go on naming.
                _ when field.Name is "name" => false,
                IDictionary<string, string> map => Map(map, clean),
                IList list => List(list, clean),
                IMessage inner => Clean(inner, clean),
                string text => Text(message, field, text, clean),
                _ => false,
            };
        }

        return changed;
    }

    private static bool Text(IMessage message, FieldDescriptor field, string text, Func<string, string> clean)
    {
        if (clean(text) is var cleaned && cleaned == text)
        {
            return false;
        }

        field.Accessor.SetValue(message, cleaned);
        return true;
    }

    private static bool List(IList list, Func<string, string> clean)
    {
        var changed = false;
        foreach (var inner in list.OfType<IMessage>())
        {
            changed |= Clean(inner, clean);
        }

        return changed;
    }

    private static bool Map(IDictionary<string, string> map, Func<string, string> clean)
    {
        var dirty = map.Where(l => clean(l.Key) != l.Key || clean(l.Value) != l.Value).ToArray();
        foreach (var (key, value) in dirty)
        {
            map.Remove(key);
            map[clean(key)] = clean(value);
        }

        return dirty.Length > 0;
    }
}

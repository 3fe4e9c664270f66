using System.Collections;
using Google.Protobuf;
using Google.Protobuf.Reflection;

namespace LiveIp.Host.Api.Errors;

/// <summary>
/// Looks through all texts of a request. Control characters have no place in a name, an address or a post, and what shows them (a
/// terminal, a log) may obey them. U+FFFD is what the decoder makes of bytes that are no UTF-8: the caller meant something else.
/// </summary>
internal static class RequestText
{
    /// <summary>What is wrong is noted in <paramref name="checks"/>, by the path of the field.</summary>
    public static void Check(IMessage message, FieldChecks checks) => Check(message, "", checks);

    private static void Check(IMessage message, string prefix, FieldChecks checks)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder())
        {
            if (field.FieldType is FieldType.String or FieldType.Message && field.Accessor.GetValue(message) is { } value)
            {
                CheckValue(value, prefix + field.Name, checks);
            }
        }
    }

    private static void CheckValue(object value, string path, FieldChecks checks)
    {
        switch (value)
        {
            case string text:
                checks.Require(!text.Any(IsControl), path, "must not hold control characters, tab and line ends aside");
                checks.Require(!text.Contains('\ufffd'), path, "must be UTF-8");
                break;
            case IMessage message:
                Check(message, path + ".", checks);
                break;
            case IDictionary map:
                foreach (DictionaryEntry entry in map)
                {
                    CheckValue(entry.Key, path, checks);
                    CheckValue(entry.Value!, $"{path}.{entry.Key}", checks);
                }

                break;
            case IList list:
                for (var i = 0; i < list.Count; i++)
                {
                    CheckValue(list[i]!, $"{path}[{i}]", checks);
                }

                break;
        }
    }

    private static bool IsControl(char letter) => char.IsControl(letter) && letter is not ('\t' or '\n' or '\r');
}

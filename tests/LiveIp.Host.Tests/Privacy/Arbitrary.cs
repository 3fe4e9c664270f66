using System.Collections;
using CsCheck;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using LiveIp.V1;

namespace LiveIp.Host.Tests.Privacy;

/// <summary>Any event that the schema allows, from its descriptors.</summary>
internal static class Arbitrary
{
    private static readonly string[] Texts = ["", "hi", "@Anna hello", "安娜", "twitch:123", "{\"a\":\"b\"}", "Anna"];

    public static Gen<LiveEvent> Event { get; } =
        Gen.Int[0, int.MaxValue].Select(static seed => (LiveEvent)Fill(new LiveEvent(), new Random(seed)));

    private static IMessage Fill(IMessage message, Random random)
    {
        foreach (var field in message.Descriptor.Fields.InDeclarationOrder().OrderBy(_ => random.Next()).Where(_ => random.Next(3) > 0))
        {
            if (field.IsMap)
            {
                ((IDictionary)field.Accessor.GetValue(message)).Add($"k{random.Next()}", Texts[random.Next(Texts.Length)]);
            }
            else if (field.IsRepeated)
            {
                var list = (IList)field.Accessor.GetValue(message);
                for (var i = random.Next(3); i > 0; i--)
                {
                    list.Add(Value(field, random));
                }
            }
            else
            {
                field.Accessor.SetValue(message, Value(field, random));
            }
        }

        return message;
    }

    private static object Value(FieldDescriptor field, Random random) =>
        field.FieldType switch
        {
            FieldType.Message => Fill((IMessage)Activator.CreateInstance(field.MessageType.ClrType)!, random),
            FieldType.String => Texts[random.Next(Texts.Length)],
            FieldType.Bool => random.Next(2) == 0,
            FieldType.Int32 => random.Next(),
            FieldType.Int64 => random.NextInt64(),
            FieldType.Enum => Enum.ToObject(field.EnumType.ClrType, field.EnumType.Values[random.Next(field.EnumType.Values.Count)].Number),
            _ => throw new NotSupportedException($"{field.FullName} is of a type that no event had yet."),
        };
}

using System.Collections.Immutable;
using CsCheck;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Grpc.Core;

namespace LiveIp.Host.Tests.Api.Hostile;

/// <summary>Whatever is sent, no mistake of the host's shows, and nothing of its insides.</summary>
public sealed class RandomRequestTests(WholeHost host) : IClassFixture<WholeHost>
{
    private const int Requests = 1000;

    private static readonly string[] Texts =
    [
        "",
        "-",
        "x",
        "channels/one",
        "channels/-",
        "channels/../one",
        "posts/-",
        "plugins/webhook",
        "webhook",
        "likes",
        "SeedPrinted",
        "chat_message",
        "p1",
        "cDE=",
        "MSB4",
        "'; DROP TABLE events; --",
        "%00%s%n",
        "\u202e\ufeff",
        "\u0000",
        "💥",
        "/etc/passwd",
        "9223372036854775807",
        new string('长', 2000),
    ];

    private static readonly long[] Numbers =
    [
        0,
        1,
        -1,
        100,
        int.MaxValue,
        int.MinValue,
        long.MaxValue,
        long.MinValue,
        253_402_300_800,
        62_135_596_800,
    ];

    private static readonly Gen<MethodDescriptor> AnyRpc = OneOf(Rpcs.All);
    private static readonly Gen<string> AnyText = Gen.Frequency((4, OneOf(Texts)), (1, Gen.String));
    private static readonly Gen<long> AnyNumber = Gen.Frequency((3, OneOf(Numbers)), (1, Gen.Long));

    [Fact]
    public Task Random_bytes() =>
        Gen.Select(AnyRpc, Gen.Byte.Array[0, 200])
            .SampleAsync(async (rpc, bytes) => await SendAsync(rpc, bytes), iter: Requests, threads: 2);

    [Fact]
    public Task Random_values_of_the_right_types() =>
        AnyRpc
            .SelectMany(static rpc => Message(rpc.InputType, depth: 0).Select(message => (Rpc: rpc, Bytes: message.ToByteArray())))
            .SampleAsync(async request => await SendAsync(request.Rpc, request.Bytes), iter: Requests, threads: 2);

    private async Task SendAsync(MethodDescriptor rpc, byte[] bytes)
    {
        if (await Rpcs.CallAsync(host.Invoker, rpc, bytes) is not { } error)
        {
            return;
        }

        var refusal = Refusal.Check(error, host);
        Assert.False(
            refusal.Code is StatusCode.Internal or StatusCode.Unknown or StatusCode.DeadlineExceeded or StatusCode.DataLoss,
            $"{rpc.FullName} answered {refusal.Code} {refusal.Reason}"
        );
    }

    private static Gen<T> OneOf<T>(IReadOnlyList<T> values) => Gen.Int[0, values.Count - 1].Select(i => values[i]);

    private static Gen<IMessage> Message(MessageDescriptor type, int depth) =>
        type
            .Fields.InDeclarationOrder()
            .Aggregate(
                Gen.Const(ImmutableList<Action<IMessage>>.Empty),
                (setters, field) => Gen.Select(setters, Field(field, depth), static (all, one) => all.Add(one))
            )
            .Select(setters =>
            {
                var message = type.Parser.ParseFrom(ByteString.Empty);
                foreach (var set in setters)
                {
                    set(message);
                }

                return message;
            });

    private static Gen<Action<IMessage>> Field(FieldDescriptor field, int depth)
    {
        var nothing = Gen.Const<Action<IMessage>>(static _ => { });
        if (depth > 2)
        {
            return nothing;
        }

        if (field.IsMap)
        {
            return Gen.Select(AnyText, AnyText).Array[0, 3].Select(entries => Put(entries, field));
        }

        if (field.IsRepeated)
        {
            return Value(field, depth).Array[0, 4].Select(values => Add(values, field));
        }

        return Gen.Frequency((1, nothing), (3, Value(field, depth).Select(value => Set(value, field))));
    }

    private static Gen<object> Value(FieldDescriptor field, int depth) =>
        field.FieldType switch
        {
            FieldType.String => AnyText.Select(static t => (object)t),
            FieldType.Message => Message(field.MessageType, depth + 1).Select(static m => (object)m),
            FieldType.Bool => Gen.Bool.Select(static b => (object)b),
            FieldType.Int64 => AnyNumber.Select(static n => (object)n),
            FieldType.UInt64 => AnyNumber.Select(static n => (object)unchecked((ulong)n)),
            FieldType.Int32 => AnyNumber.Select(static n => (object)unchecked((int)n)),
            FieldType.Double => Gen.Double.Select(static d => (object)d),
            FieldType.Bytes => Gen.Byte.Array[0, 50].Select(static b => (object)ByteString.CopyFrom(b)),
            FieldType.Enum => AnyNumber.Select(n => System.Enum.ToObject(field.EnumType.ClrType, unchecked((int)n))),
            _ => throw new InvalidOperationException($"{field.FullName}: requests have no {field.FieldType} so far"),
        };

    private static Action<IMessage> Put((string, string)[] entries, FieldDescriptor field) =>
        message =>
        {
            var map = (System.Collections.IDictionary)field.Accessor.GetValue(message);
            foreach (var (key, value) in entries)
            {
                map[key] = value;
            }
        };

    private static Action<IMessage> Add(object[] values, FieldDescriptor field) =>
        message =>
        {
            var list = (System.Collections.IList)field.Accessor.GetValue(message);
            foreach (var value in values)
            {
                list.Add(value);
            }
        };

    private static Action<IMessage> Set(object value, FieldDescriptor field) => message => field.Accessor.SetValue(message, value);
}

using System.Buffers;
using Google.Protobuf;
using Grpc.Core;
using LiveIp.V1;

namespace LiveIp.Bench.Load;

/// <summary>WatchEvents for clients that look at no more of a response than they need, so that the server is measured and not they.</summary>
internal static class WatchCall
{
    /// <summary>Calls it from the beginning of the log.</summary>
    /// <param name="read">From a response's payload to what is wanted of it.</param>
    public static AsyncServerStreamingCall<T> Start<T>(
        ChannelBase channel,
        Func<DeserializationContext, T> read,
        CancellationToken cancellationToken
    )
        where T : class
    {
        var method = new Method<WatchEventsRequest, T>(
            MethodType.ServerStreaming,
            EventService.Descriptor.FullName,
            "WatchEvents",
            Marshallers.Create(static request => request.ToByteArray(), WatchEventsRequest.Parser.ParseFrom),
            new Marshaller<T>(static (_, _) => throw new NotSupportedException(), read)
        );
        return channel
            .CreateCallInvoker()
            .AsyncServerStreamingCall(method, null, new(cancellationToken: cancellationToken), new() { AfterSequence = 0 });
    }

    /// <summary>The sequences of a response's events: the first field of each, as the host writes them.</summary>
    public static List<long> Sequences(ReadOnlySequence<byte> response)
    {
        var found = new List<long>();
        var reader = new SequenceReader<byte>(response);
        while (!reader.End)
        {
            var tag = (uint)Varint(ref reader);
            var length = WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.LengthDelimited => (long)Varint(ref reader),
                var type => throw new InvalidDataException($"A response has a field of wire type {type}."),
            };
            var start = reader.Consumed;
            if (WireFormat.GetTagFieldNumber(tag) == WatchEventsResponse.EventsFieldNumber)
            {
                found.Add(
                    WireFormat.GetTagFieldNumber((uint)Varint(ref reader)) == LiveEvent.SequenceFieldNumber
                        ? (long)Varint(ref reader)
                        : throw new InvalidDataException("An event does not begin with its sequence.")
                );
            }

            reader.Advance(length - (reader.Consumed - start));
        }

        return found;
    }

    private static ulong Varint(ref SequenceReader<byte> reader)
    {
        var value = 0UL;
        for (var shift = 0; reader.TryRead(out var next); shift += 7)
        {
            value |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }

        throw new InvalidDataException("A response ends within a number.");
    }
}

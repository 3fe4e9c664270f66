using Grpc.Core;
using LiveIp.V1;

namespace LiveIp.Bench.FanOut;

/// <summary>A client that takes responses and looks into none of them, so that the server alone is measured.</summary>
internal static class ByteCountingClient
{
    // A response with events is bigger; the one that says that all of history was sent is smaller.
    private const int SmallestWithEvents = 100;

    private static readonly Method<WatchEventsRequest, Size> Watch = new(
        MethodType.ServerStreaming,
        EventService.Descriptor.FullName,
        "WatchEvents",
        Marshallers.Create(static request => Google.Protobuf.MessageExtensions.ToByteArray(request), WatchEventsRequest.Parser.ParseFrom),
        new Marshaller<Size>(static (_, _) => throw new NotSupportedException(), static context => new(context.PayloadLength))
    );

    /// <summary>Bytes until all of the log's history has come.</summary>
    public static async Task<long> ReadAsync(ChannelBase channel, CancellationToken cancellationToken)
    {
        using var call = channel
            .CreateCallInvoker()
            .AsyncServerStreamingCall(Watch, null, new CallOptions(cancellationToken: cancellationToken), new WatchEventsRequest());
        var sum = 0L;
        await foreach (var size in call.ResponseStream.ReadAllAsync(cancellationToken))
        {
            var bytes = size.Bytes;
            if (bytes < SmallestWithEvents)
            {
                return sum;
            }

            sum += bytes;
        }

        throw new InvalidOperationException("The stream ended before the log did.");
    }

    private sealed record Size(int Bytes);
}

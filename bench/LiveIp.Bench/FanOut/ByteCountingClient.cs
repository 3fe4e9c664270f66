using Grpc.Core;
using LiveIp.Bench.Load;

namespace LiveIp.Bench.FanOut;

/// <summary>A client that takes responses and looks into none of them, so that the server alone is measured.</summary>
internal static class ByteCountingClient
{
    // A response with events is bigger; the one that says that all of history was sent is smaller.
    private const int SmallestWithEvents = 100;

    /// <summary>Bytes until all of the log's history has come.</summary>
    public static async Task<long> ReadAsync(ChannelBase channel, CancellationToken cancellationToken)
    {
        using var call = WatchCall.Start(channel, static context => new Size(context.PayloadLength), cancellationToken);
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

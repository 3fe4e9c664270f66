using System.Threading.Channels;
using LiveIp.Contracts;
using LiveIp.Plugins.Bilibili.Normalize;
using LiveIp.V1;

namespace LiveIp.Plugins.Bilibili.Api;

/// <summary>Reads an open socket until it breaks or the session ends, and hands the events to the host.</summary>
internal sealed class Feed(OpenLiveSocket socket, Session session, TimeSpan heartbeatInterval, IConnection connection)
{
    private const int MaxBatch = 50;

    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(2);

    private readonly PacketNormalizer _normalizer = new(new Anchor(session.AnchorOpenId, session.AnchorName));

    // Bounded, so that a slow host slows the reading of the socket and nothing grows.
    private readonly Channel<LiveEvent> _events = Channel.CreateBounded<LiveEvent>(
        new BoundedChannelOptions(256) { SingleReader = true, SingleWriter = true }
    );

    /// <summary>Returns when the platform ended the session by its own event, which is then with the host.</summary>
    /// <exception cref="AdapterException">The socket broke or the session could not be kept. What had come before is with the host.</exception>
    /// <exception cref="SessionGoneException">The session is over.</exception>
    public async Task RunAsync(KeepAlive keepAlive, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // What was read is still handed over after the end, whatever the end was; for a stop there is a little time to do it.
        using var drain = new CancellationTokenSource(Timeout.InfiniteTimeSpan, connection.Clock);
        await using var registration = cancellationToken.Register(() => drain.CancelAfter(DrainTime));

        var reading = ReadAsync(stop.Token);
        var beating = BeatAsync(stop.Token);
        var keeping = keepAlive.RunAsync(stop.Token);
        var writing = WriteAsync(drain.Token);
        try
        {
            // Whichever ends first tells why. The writer ends well only behind the reader; then the reader tells.
            await await Task.WhenAny(reading, beating, keeping, writing);
            await reading;
        }
        finally
        {
            await stop.CancelAsync();
            await Task.WhenAll(reading, beating, keeping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await writing;
        }
    }

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var packets = socket.Early;
            while (!await TakeAsync(packets, cancellationToken))
            {
                packets.Clear();
                await socket.ReceiveAsync(packets, cancellationToken);
            }
        }
        finally
        {
            _events.Writer.Complete();
        }
    }

    /// <summary>True when the session's end was among them.</summary>
    private async ValueTask<bool> TakeAsync(List<Packet> packets, CancellationToken cancellationToken)
    {
        foreach (var packet in packets)
        {
            if (packet is { Operation: Operation.HeartbeatReply, Fault: null })
            {
                connection.ReportHeard();
                continue;
            }

            var occurrence = _normalizer.Normalize(packet);
            var isEnd = IsEnd(occurrence);
            await _events.Writer.WriteAsync(occurrence, cancellationToken);
            if (isEnd)
            {
                return true;
            }
        }

        return false;
    }

    private bool IsEnd(LiveEvent occurrence) =>
        occurrence.BroadcastState?.State == BroadcastState.Types.State.FeedEnded
        && occurrence.Id == EventNormalizer.InteractionEndId(session.GameId);

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        while (await _events.Reader.WaitToReadAsync(cancellationToken))
        {
            List<LiveEvent> batch = [];
            while (batch.Count < MaxBatch && _events.Reader.TryRead(out var occurrence))
            {
                batch.Add(occurrence);
            }

            await connection.WriteAsync(batch, checkpoint: null, cancellationToken);
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await socket.SendHeartbeatAsync(cancellationToken);
            await Task.Delay(heartbeatInterval, connection.Clock, cancellationToken);
        }
    }
}

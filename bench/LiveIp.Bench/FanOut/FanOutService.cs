using Grpc.Core;
using LiveIp.Host.Api;
using LiveIp.Host.Events;
using LiveIp.V1;

namespace LiveIp.Bench.FanOut;

/// <param name="Carry">The stored bytes, or messages made of them.</param>
internal sealed record FanOutSource(SqliteEventLog Log, bool Carry);

/// <summary>WatchEvents by the host's own loop, either way.</summary>
internal sealed class FanOutService(FanOutSource source) : EventService.EventServiceBase
{
    public override async Task WatchEvents(
        WatchEventsRequest request,
        IServerStreamWriter<WatchEventsResponse> responseStream,
        ServerCallContext context
    )
    {
        var watch = new EventServiceWatch(
            source.Log,
            TimeProvider.System,
            new LogFilter(),
            new EventServiceToken(source.Log.LogId, 0),
            TimeSpan.FromHours(1),
            conflate: false,
            source.Carry,
            responseStream
        );
        await watch.RunAsync(0, 0, source.Log.LastSequence, context.CancellationToken);
    }
}

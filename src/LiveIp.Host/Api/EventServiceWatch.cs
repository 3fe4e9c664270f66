using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Host.Events;
using LiveIp.Host.Operations.Telemetry;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>
/// One watcher with a cursor of its own. It reads the log when its client has taken what it was sent, so a slow client costs one
/// window of memory and holds up nobody.
/// </summary>
/// <param name="carry">The log's own bytes go out as they are: for gRPC. JSON needs the messages.</param>
internal sealed class EventServiceWatch(
    IEventLog log,
    TimeProvider clock,
    LogFilter filter,
    EventServiceToken token,
    TimeSpan heartbeat,
    bool conflate,
    bool carry,
    IServerStreamWriter<WatchEventsResponse> stream
)
{
    private const int BatchSize = 64;
    private const int Window = 256;
    private const int ConflatedWindow = 512;

    private long _sentAt;
    private long _told;

    /// <summary>Who is told how far it is.</summary>
    public WatcherSeat? Seat { get; init; }

    /// <param name="after">The sequence behind which it starts.</param>
    /// <param name="told">Up to where its reader was told of what retention has removed.</param>
    /// <param name="history">The newest sequence when the call was made; behind it everything is news.</param>
    public async Task RunAsync(long after, long told, long history, CancellationToken cancellationToken)
    {
        (_sentAt, _told) = (clock.GetTimestamp(), told);
        var caughtUp = false;
        while (true)
        {
            after = await SkipAsync(after, cancellationToken).ConfigureAwait(false);
            after = await SendAsync(after, cancellationToken).ConfigureAwait(false);
            Seat?.Reached(after);
            if (!caughtUp && after >= history)
            {
                caughtUp = true;
                await WriteAsync(after, new() { CaughtUp = new() { Sequence = history } }, cancellationToken).ConfigureAwait(false);
            }

            if (after >= log.LastSequence)
            {
                await WaitAsync(after, cancellationToken).ConfigureAwait(false);
            }

            if (clock.GetElapsedTime(_sentAt) >= heartbeat)
            {
                var now = Timestamp.FromDateTimeOffset(clock.GetUtcNow());
                await WriteAsync(after, new() { Heartbeat = new() { Time = now } }, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // What retention has taken away is said, never passed over. Others of the same stretch may still be there, and are sent.
    private async Task<long> SkipAsync(long after, CancellationToken cancellationToken)
    {
        if (log.RemovedThrough(filter) <= Math.Max(after, _told) && log.HoldsFrom(after + 1))
        {
            return after;
        }

        var oldest = log.OldestSequence;
        var gone = Math.Max(oldest - 1, log.RemovedThrough(filter));
        var known = Math.Max(after, _told);
        var next = Math.Max(after, oldest - 1);
        if (gone <= known)
        {
            return next;
        }

        var skipped = new WatchEventsResponse.Types.Skipped
        {
            FromSequence = known + 1,
            ToSequence = gone,
            Reason = "no longer in the log",
        };
        _told = gone;
        await WriteAsync(next, new() { Skipped = skipped }, cancellationToken).ConfigureAwait(false);
        return next;
    }

    private async Task<long> SendAsync(long after, CancellationToken cancellationToken)
    {
        // Taken first: all up to here has been looked at when the read comes back with less than asked for.
        var last = log.LastSequence;
        var window = conflate ? ConflatedWindow : Window;
        var found = log.Read(after, window, filter);
        var reached = found.Count < window ? Math.Max(last, found.Count == 0 ? 0 : found[^1].Sequence) : found[^1].Sequence;
        var events = conflate && found.Count > BatchSize ? EventServiceConflation.Newest(found) : found;
        foreach (var batch in EventServiceBatches.Split(events, BatchSize))
        {
            await WriteAsync(batch[^1].Sequence, Response(batch), cancellationToken).ConfigureAwait(false);
        }

        return Math.Max(after, reached);
    }

    private WatchEventsResponse Response(IReadOnlyList<StoredEvent> events)
    {
        var response = new WatchEventsResponse();
        if (carry)
        {
            response.Carry(events.Select(static e => e.Bytes));
        }
        else
        {
            response.Events.AddRange(events.Select(static e => e.Parse()));
        }

        return response;
    }

    private async Task WaitAsync(long after, CancellationToken cancellationToken)
    {
        var rest = heartbeat - clock.GetElapsedTime(_sentAt);
        if (rest <= TimeSpan.Zero)
        {
            return;
        }

        using var due = new CancellationTokenSource(rest, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(due.Token, cancellationToken);
        try
        {
            await log.WaitForMoreAsync(after, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The heartbeat is due.
        }
    }

    private async Task WriteAsync(long sequence, WatchEventsResponse response, CancellationToken cancellationToken)
    {
        response.ResumeToken = token.Write(sequence, _told);
        await stream.WriteAsync(response, cancellationToken).ConfigureAwait(false);
        _sentAt = clock.GetTimestamp();
    }
}

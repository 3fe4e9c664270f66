using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using LiveIp.Host.Events;
using LiveIp.Host.Operations.Telemetry;
using LiveIp.V1;

namespace LiveIp.Host.Api;

/// <summary>
/// One watcher with a cursor of its own. It reads the log when its client has taken what it was sent, so a slow client costs one
/// batch of memory and holds up nobody.
/// </summary>
internal sealed class EventServiceWatch(
    IEventLog log,
    TimeProvider clock,
    LogFilter filter,
    EventServiceToken token,
    TimeSpan heartbeat,
    bool conflate,
    IServerStreamWriter<WatchEventsResponse> stream
)
{
    private const int BatchSize = 64;
    private const int ConflatedWindow = 512;

    private long _sentAt;

    /// <summary>Who is told how far it is.</summary>
    public WatcherSeat? Seat { get; init; }

    /// <param name="after">The sequence behind which it starts.</param>
    /// <param name="history">The newest sequence when the call was made; behind it everything is news.</param>
    public async Task RunAsync(long after, long history, CancellationToken cancellationToken)
    {
        _sentAt = clock.GetTimestamp();
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

    // What retention has taken away is said, never passed over.
    private async Task<long> SkipAsync(long after, CancellationToken cancellationToken)
    {
        var oldest = log.OldestSequence;
        if (after + 1 >= oldest)
        {
            return after;
        }

        var skipped = new WatchEventsResponse.Types.Skipped
        {
            FromSequence = after + 1,
            ToSequence = oldest - 1,
            Reason = "no longer in the log",
        };
        await WriteAsync(oldest - 1, new() { Skipped = skipped }, cancellationToken).ConfigureAwait(false);
        return oldest - 1;
    }

    private async Task<long> SendAsync(long after, CancellationToken cancellationToken)
    {
        // Taken first: all up to here has been looked at when the read comes back with less than asked for.
        var last = log.LastSequence;
        var window = conflate ? ConflatedWindow : BatchSize;
        var found = log.Read(after, window, filter);
        var reached = found.Count < window ? Math.Max(last, found.Count == 0 ? 0 : found[^1].Sequence) : found[^1].Sequence;
        var events = found.Select(static e => e.Parse()).ToList();
        if (conflate && events.Count > BatchSize)
        {
            events = EventServiceConflation.Newest(events);
        }

        foreach (var response in EventServiceBatches.Split(events, BatchSize))
        {
            await WriteAsync(response.Events[^1].Sequence, response, cancellationToken).ConfigureAwait(false);
        }

        return Math.Max(after, reached);
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
        response.ResumeToken = token.Write(sequence);
        await stream.WriteAsync(response, cancellationToken).ConfigureAwait(false);
        _sentAt = clock.GetTimestamp();
    }
}

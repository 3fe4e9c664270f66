using System.Buffers;
using Grpc.Core;
using LiveIp.V1;

namespace LiveIp.Bench.Load;

/// <summary>A gRPC client that follows the whole log from its beginning, reads as fast as it can, and checks that nothing is missing.</summary>
internal sealed class WatcherClient : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly AsyncServerStreamingCall<List<long>> _call;
    private readonly Task _reading;
    private long _received;
    private TaskCompletionSource? _reached;
    private long _wanted = long.MaxValue;
    private string? _fault;

    /// <param name="seen">Called for every event, on the reader's thread; without it no more of an event is read than its sequence.</param>
    public WatcherClient(ChannelBase channel, Action<LiveEvent>? seen = null)
    {
        _call = WatchCall.Start(
            channel,
            context =>
                seen is null ? WatchCall.Sequences(context.PayloadAsReadOnlySequence()) : Parse(context.PayloadAsReadOnlySequence(), seen),
            _stop.Token
        );
        _reading = ReadAsync();
    }

    public long Received => Volatile.Read(ref _received);

    /// <summary>Why an event was missed or came twice; null when none was and did.</summary>
    public string? Fault => Volatile.Read(ref _fault);

    /// <summary>Completes when so many events have come in, all in all. One caller at a time.</summary>
    public Task ReachAsync(long total, CancellationToken cancellationToken)
    {
        var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Volatile.Write(ref _reached, reached);
        Volatile.Write(ref _wanted, total);
        if (Received >= total)
        {
            reached.TrySetResult();
        }

        return Task.WhenAny(reached.Task, _reading).WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _reading;
        _call.Dispose();
        _stop.Dispose();
    }

    private static List<long> Parse(ReadOnlySequence<byte> response, Action<LiveEvent> seen)
    {
        var events = WatchEventsResponse.Parser.ParseFrom(response).Events;
        foreach (var item in events)
        {
            seen(item);
        }

        return [.. events.Select(static e => e.Sequence)];
    }

    private async Task ReadAsync()
    {
        try
        {
            await foreach (var sequences in _call.ResponseStream.ReadAllAsync(_stop.Token))
            {
                foreach (var sequence in sequences)
                {
                    if (sequence != _received + 1)
                    {
                        Volatile.Write(ref _fault, $"after sequence {_received} came {sequence}");
                        return;
                    }

                    Volatile.Write(ref _received, sequence);
                }

                if (Received >= Volatile.Read(ref _wanted))
                {
                    Volatile.Read(ref _reached)?.TrySetResult();
                }
            }
        }
        catch (RpcException error) when (error.StatusCode == StatusCode.Cancelled && _stop.IsCancellationRequested)
        {
            // Asked to stop.
        }
        catch (RpcException error)
        {
            Volatile.Write(ref _fault, error.Status.ToString());
        }
    }
}

using Grpc.Core;
using LiveIp.V1;

namespace LiveIp.Bench.Load;

/// <summary>A gRPC client that follows the whole log from its beginning and reads as fast as it can.</summary>
internal sealed class WatcherClient : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly AsyncServerStreamingCall<WatchEventsResponse> _call;
    private readonly Action<LiveEvent>? _seen;
    private readonly Task _reading;
    private long _received;
    private TaskCompletionSource? _reached;
    private long _wanted = long.MaxValue;
    private string? _fault;

    /// <param name="seen">Called for every event, on the reader's thread.</param>
    public WatcherClient(ChannelBase channel, Action<LiveEvent>? seen = null)
    {
        _seen = seen;
        _call = new EventService.EventServiceClient(channel).WatchEvents(
            new WatchEventsRequest { AfterSequence = 0 },
            cancellationToken: _stop.Token
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

    private async Task ReadAsync()
    {
        try
        {
            await foreach (var response in _call.ResponseStream.ReadAllAsync(_stop.Token))
            {
                foreach (var item in response.Events)
                {
                    if (item.Sequence != _received + 1)
                    {
                        Volatile.Write(ref _fault, $"after sequence {_received} came {item.Sequence}");
                        return;
                    }

                    Volatile.Write(ref _received, item.Sequence);
                    _seen?.Invoke(item);
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

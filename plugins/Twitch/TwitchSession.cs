using System.Threading.Channels;
using LiveIp.Contracts;
using LiveIp.Plugins.Twitch.Api;
using LiveIp.Plugins.Twitch.Normalize;
using LiveIp.V1;
using Microsoft.Extensions.Logging;

namespace LiveIp.Plugins.Twitch;

/// <summary>
/// Where the sources of one session (socket, polls, token watch) meet: they put in, and one writer normalizes and hands over
/// to the host, so that the host sees one caller. Whatever ends a source ends the session, after what came before it.
/// </summary>
internal sealed class TwitchSession(IConnection connection) : IAsyncDisposable
{
    private const int MaxBatch = 50;

    /// <summary>Full means that the host is slow; the socket then waits, and Twitch keeps what follows for a while.</summary>
    private readonly Channel<Item> _items = Channel.CreateBounded<Item>(new BoundedChannelOptions(1024) { SingleReader = true });
    private readonly EventNormalizer _normalizer = new(connection.Channel.Id);
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _sources = [];
    private HashSet<string> _feeds = [];
    private CountingSources _counting = CountingSources.All;

    public BroadcastTracker Broadcasts { get; } = new();

    /// <summary>Runs a source beside the session, until the session is disposed.</summary>
    public void Start(Func<CancellationToken, Task> source, CancellationToken cancellationToken) =>
        _sources.Add(RunAsync(source, cancellationToken));

    /// <summary>Takes a frame of the socket.</summary>
    public ValueTask TakeAsync(EventSubFrame frame) => TakeAsync(new Item(frame, null));

    /// <summary>Takes an event that is ready.</summary>
    public ValueTask TakeAsync(LiveEvent sample) => TakeAsync(new Item(null, sample));

    /// <summary>Writes what the sources put in, in batches of what is already there.</summary>
    /// <exception cref="AdapterException">Why a source, and so the session, ended.</exception>
    public async Task WriteAsync(IReadOnlySet<string> accepted, CancellationToken cancellationToken)
    {
        _feeds = [.. accepted];
        _counting = CountingSources.From(_feeds);
        while (await _items.Reader.WaitToReadAsync(cancellationToken))
        {
            var batch = new List<LiveEvent>();
            AdapterException? revoked = null;
            while (batch.Count < MaxBatch && revoked is null && _items.Reader.TryRead(out var item))
            {
                revoked = Add(item, batch);
            }

            if (batch.Count > 0)
            {
                // Twitch sends only what happens from now on: there is nothing to resume from, and so no checkpoint.
                await connection.WriteAsync(batch, null, cancellationToken);
            }
            else
            {
                connection.ReportHeard();
            }

            if (revoked is not null)
            {
                throw revoked;
            }
        }
    }

    /// <summary>Ends the sources and writes what they have put in.</summary>
    public async Task WriteRestAsync(IReadOnlySet<string> accepted, CancellationToken cancellationToken)
    {
        await StopAsync();
        _items.Writer.TryComplete();
        await WriteAsync(accepted, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stop.Dispose();
    }

    /// <summary>What was read is kept also when the session ends in this moment; only a full queue lets it go.</summary>
    private ValueTask TakeAsync(Item item) =>
        _items.Writer.TryWrite(item) ? ValueTask.CompletedTask : _items.Writer.WriteAsync(item, _stop.Token);

    private async Task StopAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_sources);
    }

    private AdapterException? Add(Item item, List<LiveEvent> batch)
    {
        if (item.Sample is { } sample)
        {
            batch.Add(sample);
            return null;
        }

        var frame = item.Frame!;
        switch (frame.Kind)
        {
            case FrameKind.Keepalive:
                return null;
            case FrameKind.Notification:
                batch.Add(Place(Frames.ToEvent(frame, _normalizer, _counting)));
                return null;
            case FrameKind.Revocation:
                connection.Logger.LogWarning("Twitch revoked {Type}: {Status}", frame.SubscriptionType, frame.RevocationStatus);
                batch.Add(Place(Frames.ToVendor(frame)));
                // Its companions count from now on.
                _feeds.Remove(frame.SubscriptionType);
                _counting = CountingSources.From(_feeds);
                return Frames.EndsSignIn(frame)
                    ? new AdapterException(FailureKind.SignInRequired, "The sign-in was withdrawn at Twitch. Please sign in again.")
                    : null;
            default:
                connection.Logger.LogWarning(
                    "Twitch sent a frame that LiveIp does not know: {Type} {Reason}",
                    frame.MessageType,
                    frame.Reason
                );
                batch.Add(Place(Frames.ToVendor(frame)));
                return null;
        }
    }

    /// <summary>Names the broadcast during which it happened, and notes where that begins and ends.</summary>
    private LiveEvent Place(LiveEvent happened)
    {
        switch (happened.BroadcastState?.State)
        {
            case BroadcastState.Types.State.Started:
                Broadcasts.Started(happened.Broadcast);
                break;
            case BroadcastState.Types.State.Ended:
                happened.Broadcast = Broadcasts.Ended();
                break;
            default:
                happened.Broadcast = Broadcasts.Current;
                break;
        }

        return happened;
    }

    private async Task RunAsync(Func<CancellationToken, Task> source, CancellationToken cancellationToken)
    {
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token, cancellationToken);
        try
        {
            await source(linked.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // The session ends by itself, and its writer finds what was put in before.
        }
        catch (Exception e)
        {
            // Completing with the failure lets the writer first hand over all that came before.
            _items.Writer.TryComplete(e);
        }
    }

    private sealed record Item(EventSubFrame? Frame, LiveEvent? Sample);
}

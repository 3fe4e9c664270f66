using LiveIp.Contracts;
using Microsoft.Extensions.Logging;

namespace LiveIp.Plugins.Twitch.Api;

/// <summary>
/// The frames of a session, over as many sockets as Twitch wants: it moves a session by <c>session_reconnect</c>, which the
/// reader of the frames never notices.
/// </summary>
internal sealed class EventSubFeed(TimeProvider clock, ILogger logger)
{
    /// <summary>How long to wait for the rest of an old socket after its goodbye.</summary>
    private static readonly TimeSpan DrainTimeout = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Reads until the session ends, which is always a failure; <paramref name="take"/> gets each frame in turn, without the
    /// welcome and reconnect ones. Disposes the socket.
    /// </summary>
    /// <exception cref="AdapterException">How it ended.</exception>
    public async Task RunAsync(EventSubSocket socket, Func<EventSubFrame, ValueTask> take, CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                var read = await socket.ReadAsync(cancellationToken);
                if (read.Frame is not { } frame)
                {
                    throw read.Failure!;
                }

                if (frame.Kind == FrameKind.Reconnect)
                {
                    var old = socket;
                    socket = await MoveAsync(old, frame.ReconnectUrl, take, cancellationToken);
                    old.Dispose();
                }
                else if (frame.Kind != FrameKind.Welcome)
                {
                    await take(frame);
                }
            }
        }
        finally
        {
            socket.Dispose();
        }
    }

    /// <summary>
    /// Opens the new socket while the old one is read on, because Twitch sends on the old one until the new one's welcome;
    /// then reads out the old one. Subscriptions move by themselves.
    /// </summary>
    private async Task<EventSubSocket> MoveAsync(
        EventSubSocket old,
        string address,
        Func<EventSubFrame, ValueTask> take,
        CancellationToken cancellationToken
    )
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || uri.Scheme is not ("ws" or "wss"))
        {
            throw new AdapterException(FailureKind.ProtocolChanged, "Twitch moves the session and does not say where to.");
        }

        // As given: the address carries the session, and any further query makes it invalid (4007).
        var opening = EventSubSocket.OpenAsync(uri, clock, cancellationToken);
        var reading = ForwardAsync(old, take, cancellationToken);
        EventSubSocket? next = null;
        try
        {
            // Whether the old one breaks meanwhile does not matter: the new one holds the session.
            next = await opening;
            await old.SayGoodbyeAsync(cancellationToken);
            await reading.WaitAsync(DrainTimeout, clock, cancellationToken);
            logger.LogInformation("Twitch moved the EventSub session to another server");
            return next;
        }
        catch (TimeoutException)
        {
            logger.LogWarning("Twitch did not answer the goodbye to the old EventSub socket; it was cut");
            return next!;
        }
        catch
        {
            next?.Dispose();
            throw;
        }
        finally
        {
            // Ends the reader of the old one, if it still runs, so that it cannot outlive this method.
            old.Dispose();
            await reading;
        }
    }

    private static async Task ForwardAsync(EventSubSocket old, Func<EventSubFrame, ValueTask> take, CancellationToken cancellationToken)
    {
        try
        {
            while ((await old.ReadAsync(cancellationToken)).Frame is { } frame)
            {
                if (frame.Kind is not (FrameKind.Welcome or FrameKind.Reconnect))
                {
                    await take(frame);
                }
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or OperationCanceledException)
        {
            // Cut or cancelled by the mover, who knows why.
            return;
        }
    }
}

using LiveIp.Emulators.Faults;

namespace LiveIp.Emulators.Twitch.EventSub;

/// <summary>Hands notifications to the sessions, with what was ordered to go wrong on the way.</summary>
internal sealed class Publisher(EventSubServer server, FaultBoard faults, TimeProvider clock)
{
    /// <summary>A notification that waits for a neighbour to swap with goes out alone after this.</summary>
    private static readonly TimeSpan SwapWithin = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private Notification? _held;

    public void Publish(IReadOnlyList<Notification> batch)
    {
        lock (_gate)
        {
            var order = batch.ToList();
            if (order.Count == 0)
            {
                return;
            }

            if (_held is { } held)
            {
                _held = null;
                order.Insert(1, held);
            }
            else if (order.Exists(server.HasTaker) && faults.Take(TwitchStage.Name, FaultKind.Reorder))
            {
                Swap(order);
            }

            order.ForEach(Send);
        }
    }

    /// <summary>As many as were ordered, as soon as somebody is there to read them.</summary>
    public void SendMalformed()
    {
        while (server.HasListener && faults.Take(TwitchStage.Name, FaultKind.Malformed))
        {
            server.SendToAll(Frames.Malformed);
        }
    }

    private void Swap(List<Notification> order)
    {
        if (order.Count > 1)
        {
            (order[0], order[1]) = (order[1], order[0]);
            return;
        }

        _held = order[0];
        order.Clear();
        _ = ReleaseAsync(_held);
    }

    private async Task ReleaseAsync(Notification held)
    {
        await Task.Delay(SwapWithin, clock);
        lock (_gate)
        {
            if (_held == held)
            {
                _held = null;
                Send(held);
            }
        }
    }

    private void Send(Notification notification)
    {
        var wanted = server.HasTaker(notification);
        if (wanted)
        {
            SendMalformed();
        }

        server.Publish(notification, wanted && faults.Take(TwitchStage.Name, FaultKind.Duplicate) ? 2 : 1);
    }
}

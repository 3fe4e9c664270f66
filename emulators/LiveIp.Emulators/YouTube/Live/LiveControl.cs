using LiveIp.Emulators.YouTube.Access;

namespace LiveIp.Emulators.YouTube.Live;

/// <summary>
/// The life cycle of broadcasts: what the API may ask for, and what an encoder brings about. Everything that changes a broadcast holds
/// the gate.
/// </summary>
internal sealed class LiveControl(ChannelState channel, TimeSpan takes, TimeProvider clock)
{
    public Lock Gate { get; } = new();

    /// <summary>Raised under the gate.</summary>
    public event Action<Broadcast>? WentLive;

    /// <summary>Raised under the gate, before it is complete.</summary>
    public event Action<Broadcast>? Completing;

    /// <summary>Transitions whose time has come are done. To be called before anybody looks.</summary>
    public void Settle()
    {
        lock (Gate)
        {
            var now = clock.GetUtcNow();
            foreach (var broadcast in channel.Broadcasts.Where(b => b.Facts.Pending?.At <= now))
            {
                var done = broadcast.Facts.Pending!;
                broadcast.Facts =
                    done.To == "live"
                        ? broadcast.Facts with
                        {
                            Pending = null,
                            StartedAt = done.At,
                        }
                        : broadcast.Facts with
                        {
                            Pending = null,
                            TestedAt = done.At,
                        };
                if (done.To == "live")
                {
                    WentLive?.Invoke(broadcast);
                }
            }
        }
    }

    /// <summary>Throws what the platform refuses with.</summary>
    /// <param name="broadcast">Settled.</param>
    /// <param name="to">"testing", "live" or "complete"</param>
    public void Transition(Broadcast broadcast, string to)
    {
        var facts = broadcast.Facts;
        var status = facts.LifeCycleStatus;
        switch (to)
        {
            case "complete":
                if (status == "complete")
                {
                    throw LiveErrors.RedundantTransition();
                }

                if (status is not ("live" or "testing"))
                {
                    throw LiveErrors.InvalidTransition();
                }

                Complete(broadcast);
                break;
            case "testing" when status is "testing" or "testStarting":
            case "live" when status is "live" or "liveStarting":
                throw LiveErrors.RedundantTransition();
            case "testing" when status != "ready" || !facts.MonitorStream:
            case "live" when status != (facts.MonitorStream ? "testing" : "ready"):
                throw LiveErrors.InvalidTransition();
            default:
                if (channel.FindIngest(facts.BoundStream) is not { IsActive: true })
                {
                    throw LiveErrors.StreamInactive();
                }

                Begin(broadcast, to);
                break;
        }
    }

    /// <param name="broadcast">Created or ready.</param>
    /// <param name="ingest">Null unbinds.</param>
    public void Bind(Broadcast broadcast, Ingest? ingest)
    {
        if (broadcast.Facts.LifeCycleStatus is not ("created" or "ready"))
        {
            throw LiveErrors.BindingNotAllowed();
        }

        broadcast.Facts = broadcast.Facts with { BoundStream = ingest?.Id, BoundAt = ingest is null ? null : clock.GetUtcNow() };
        if (ingest is { IsActive: true } && broadcast.Facts.AutoStart)
        {
            Begin(broadcast, "live");
        }
    }

    /// <summary>An encoder begins to send, or stops.</summary>
    public void Encode(Ingest ingest, bool sending)
    {
        channel.Replace(ingest with { Status = sending ? "active" : "inactive" });
        var bound = channel.Broadcasts.LastOrDefault(b => b.Facts.EndedAt is null && b.Facts.BoundStream == ingest.Id);
        if (bound is not { Facts.Commanded: true })
        {
            // The script itself begins and ends its own.
            return;
        }

        if (sending && bound.Facts is { AutoStart: true, LifeCycleStatus: "ready" })
        {
            Begin(bound, "live");
        }
        else if (!sending && bound.Facts is { AutoStop: true, IsLive: true })
        {
            Complete(bound);
        }
    }

    private void Begin(Broadcast broadcast, string to)
    {
        broadcast.Facts = broadcast.Facts with { Pending = new Transition(to, clock.GetUtcNow() + takes) };
        Settle();
    }

    private void Complete(Broadcast broadcast)
    {
        Completing?.Invoke(broadcast);
        broadcast.Facts = broadcast.Facts with { EndedAt = clock.GetUtcNow(), Viewers = 0, Pending = null };
    }
}

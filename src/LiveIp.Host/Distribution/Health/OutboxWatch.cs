using LiveIp.Host.Distribution.Accounts;
using LiveIp.Host.Distribution.Scheduling;

namespace LiveIp.Host.Distribution.Health;

/// <summary>
/// Looks at the outbox from outside: a worker that hangs cannot say so itself. The look costs as much as there are accounts, however
/// many deliveries wait.
/// </summary>
internal sealed class OutboxWatch(OutboxStore store, OutboxPulse pulse, ScheduleKeeper schedules, TimeProvider clock)
{
    /// <summary>What is due and has not left for longer is late, whatever the reason.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromMinutes(1);

    /// <summary>The worker looks every 30 s at least.</summary>
    private static readonly TimeSpan Dead = TimeSpan.FromMinutes(2);

    public OutboxHealth Look()
    {
        var now = clock.GetUtcNow();
        var oldest = store.Lanes().Where(l => l.DueSince <= now).MinBy(static l => l.DueSince);
        var due = oldest is null ? TimeSpan.Zero : now - oldest.DueSince;
        return new OutboxHealth
        {
            OldestDue = oldest,
            OldestDueFor = due,
            LastTick = pulse.Last,
            Sentence =
                now - pulse.Last > Dead
                    ? FormattableString.Invariant($"The outbox has not been looked at for {(now - pulse.Last).TotalSeconds:0} s.")
                : due > Late ? Say(oldest!, due)
                : schedules.Problem,
        };
    }

    private static string Say(Lane lane, TimeSpan due)
    {
        var why = lane.Hold == HoldKind.None ? "" : $" {AccountHold.Say(lane.Hold)}";
        return FormattableString.Invariant($"A post to {lane.Account} has been due for {due.TotalSeconds:0} s and has not left.{why}");
    }
}

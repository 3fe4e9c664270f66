using LiveIp.Cli.Output;
using LiveIp.V1;

namespace LiveIp.Cli.Commands;

/// <summary>How the outbox is, in a line.</summary>
internal static class OutboxLine
{
    public static string Of(Outbox outbox)
    {
        var due = outbox.OldestDueSince is null
            ? "none is due"
            : $"the oldest due for {Tone.Number(Math.Round(outbox.OldestDueSeconds, 1))} s ({Tone.Text(outbox.OldestDueDistributor)})";
        var ended =
            $"in the last day {outbox.UnconfirmedLastDay} unconfirmed, {outbox.FailedLastDay} failed, {outbox.ExpiredLastDay} expired";
        var late = outbox.Late ? $" [red]{Tone.Text(outbox.Detail)}[/]" : "";
        return $"Posts: {outbox.Waiting} wait, {due}, last look {Tone.Time(outbox.LastLookAt)}; {ended}.{late}";
    }
}

using LiveIp.Host.Channels.Acting.Steps;

namespace LiveIp.Host.Broadcasts.GoingLive;

/// <summary>A part on a platform where the encoder begins and ends the broadcast: its events, which are in the log, say how it stands.</summary>
internal sealed class ObservedPart(PlanStore plans, PlanTimeline timeline, GoingLivePace pace, TimeProvider clock)
{
    private static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    public async Task<StepEnd> GoOnAsync(PlanRecord plan, PlanPart part, CancellationToken ct)
    {
        var heard = await timeline.PartOfAsync(plan, part, ct);
        if (part.Step == PartStep.Described)
        {
            plans.Change(plan.Id, part.Channel, static p => p with { Step = PartStep.Ready });
            return StepEnd.Next;
        }

        if (part.Step == PartStep.Ready && heard is not null)
        {
            Live(plan, part, heard);
            return StepEnd.Next;
        }

        if (part.Step == PartStep.Live && heard is not null && timeline.IsOver(heard))
        {
            return End(plan, part, heard.End!.Value);
        }

        if (part.Step == PartStep.Ready && WillNotCome(plan))
        {
            return End(plan, part, clock.GetUtcNow().ToUnixTimeMilliseconds());
        }

        return StepEnd.In(pace.LogLooks, clock);
    }

    /// <summary>The show is over on every channel that was on air, or the encoder did not come for half a day.</summary>
    private bool WillNotCome(PlanRecord plan)
    {
        var came = plan.Parts.Where(static p => p.LiveAt is not null).ToArray();
        return (came.Length > 0 && came.All(static p => p.Step == PartStep.Ended)) || clock.GetUtcNow() - plan.LiveWishedAt > Longest;
    }

    /// <summary>We cannot end it; it is over when the log says so, at once.</summary>
    public async Task<StepEnd> EndAsync(PlanRecord plan, PlanPart part, CancellationToken ct)
    {
        if (await timeline.PartOfAsync(plan, part, ct) is not { } heard)
        {
            return End(plan, part, clock.GetUtcNow().ToUnixTimeMilliseconds());
        }

        if (part.Step < PartStep.Live)
        {
            Live(plan, part, heard);
        }

        return heard.End is { } end ? End(plan, part, end) : StepEnd.In(pace.LogLooks, clock);
    }

    private void Live(PlanRecord plan, PlanPart part, PartRecord heard) =>
        plans.Change(
            plan.Id,
            part.Channel,
            p => p with { Step = PartStep.Live, LiveAt = DateTimeOffset.FromUnixTimeMilliseconds(heard.Start) }
        );

    private StepEnd End(PlanRecord plan, PlanPart part, long at)
    {
        plans.Change(plan.Id, part.Channel, p => p with { Step = PartStep.Ended, EndedAt = DateTimeOffset.FromUnixTimeMilliseconds(at) });
        return StepEnd.Over;
    }
}

namespace LiveIp.Host.Broadcasts.GoingLive;

/// <summary>
/// Joins plans with what the log tells: by the platform's id where we know it, else by channel and time. Once found, the plan and the
/// log's broadcast are one and the same for ever.
/// </summary>
internal sealed class PlanTimeline(BroadcastDirectory directory, BroadcastBook book, PlanStore plans, TimeProvider clock)
{
    /// <summary>What the log has of the part, the latest; null when it has nothing yet.</summary>
    public async Task<PartRecord?> PartOfAsync(PlanRecord plan, PlanPart part, CancellationToken cancellationToken)
    {
        var known = await directory.ReadAsync(cancellationToken);
        var found = known
            .All.SelectMany(static b => b.Parts.Select(p => (Broadcast: b, Part: p)))
            .LastOrDefault(p => p.Part.Channel.Name == part.Channel && Belongs(plan, part, p.Part));
        if (found.Part is null)
        {
            return null;
        }

        if (plan.Sequence == 0)
        {
            plans.Link(plan.Id, found.Broadcast.Id);
            if (plan.Asked.Labels.Count > 0)
            {
                await book.UpdateAsync(found.Broadcast.Id, null, plan.Asked.Labels, cancellationToken);
            }
        }

        return found.Part;
    }

    /// <summary>It ended, and can no longer come back as the same broadcast.</summary>
    public bool IsOver(PartRecord part) =>
        part.End is { } end && clock.GetUtcNow().ToUnixTimeMilliseconds() - end > ChannelIntervals.Grace.TotalMilliseconds;

    private static bool Belongs(PlanRecord plan, PlanPart part, PartRecord heard) =>
        part.Commanded
            ? part.BroadcastId.Length > 0 && heard.PlatformIds.Contains(part.BroadcastId)
            // On air when it was asked for, or later; not what begins after it was over.
            : plan.LiveWishedAt is { } wished
                && (heard.End is null || heard.End >= wished.ToUnixTimeMilliseconds())
                && heard.Start <= (part.EndedAt?.ToUnixTimeMilliseconds() ?? long.MaxValue);
}

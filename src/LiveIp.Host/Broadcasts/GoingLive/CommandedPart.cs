using LiveIp.Contracts;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting.Steps;

namespace LiveIp.Host.Broadcasts.GoingLive;

/// <summary>
/// A part on a platform whose broadcasts are made, joined to an ingest, begun and ended. Platforms take no key by which they would know a
/// repeated call, so before anything is made that may be there already, it is looked for.
/// </summary>
internal sealed class CommandedPart(PlanStore plans, PlatformSteps steps, PlanTimeline timeline, GoingLivePace pace, TimeProvider clock)
{
    /// <summary>By this the ingest that we made is known again.</summary>
    public const string IngestTitle = "LiveIp";

    /// <summary>The platform's clock may be behind ours by so much: a computer's clock at home can be far off.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromHours(1);

    /// <summary>Looks for the encoder cost quota, so they become rarer, up to this, the longer it does not come.</summary>
    private static readonly TimeSpan RarestLooks = TimeSpan.FromMinutes(5);

    /// <summary>There is a broadcast, and its id is stored, when this has come to its end.</summary>
    public async Task<StepEnd> MakeAsync(PlanRecord plan, PlanPart part, ChannelRecord channel, CancellationToken ct)
    {
        if (part.IntendedAt is not null && await LookAsync(plan, part, channel, ct) is { } looked)
        {
            return looked;
        }

        var details = PartWishes.Tell(PartWishes.Of(plan.Asked, part.Channel), part.CategoryId).Only(~part.LeftOut);
        var soonest = Seconds(clock.GetUtcNow() + await steps.SoonestStartAsync(channel, ct));
        var now = clock.GetUtcNow();
        part = plans.Change(
            plan.Id,
            part.Channel,
            p =>
                p with
                {
                    IntendedAt = p.IntendedAt ?? now,
                    AttemptedAt = now,
                    IntendedTitle = details.Title ?? "",
                    ScheduledFor = Later(p.ScheduledFor ?? plan.Asked.StartTime?.ToDateTimeOffset(), soonest),
                }
        );
        try
        {
            Made(plan, part, await steps.CreateAsync(channel, new() { Details = details, ScheduledStart = part.ScheduledFor!.Value }, ct));
        }
        catch (AdapterException e) when (e.Kind is FailureKind.Refused or FailureKind.SignInRequired or FailureKind.RateLimited)
        {
            // The platform said no: nothing was made by this, nor by any attempt before, for then it would have been found.
            plans.Change(plan.Id, part.Channel, static p => p with { IntendedAt = null, AttemptedAt = null, IntendedTitle = "" });
            throw;
        }

        return StepEnd.Next;
    }

    /// <summary>Joins it to the ingest, and begins it when the encoder sends.</summary>
    public async Task<StepEnd> GoOnAsync(PlanRecord plan, PlanPart part, ChannelRecord channel, CancellationToken ct)
    {
        if (plan.Wish < PlanWish.Live)
        {
            // Joined to the ingest it would begin with the encoder, and that may be a test of it.
            return StepEnd.Over;
        }

        if (part.Step < PartStep.Ready)
        {
            return await BindAsync(plan, part, channel, ct);
        }

        if (part.Step == PartStep.Live)
        {
            return await FollowAsync(plan, part, ct);
        }

        if (await timeline.PartOfAsync(plan, part, ct) is { } heard)
        {
            // The events were faster, and cost nothing.
            plans.Change(
                plan.Id,
                part.Channel,
                p => p with { Step = PartStep.Live, LiveAt = DateTimeOffset.FromUnixTimeMilliseconds(heard.Start) }
            );
            return StepEnd.Next;
        }

        var known = await steps.GetAsync(channel, part.BroadcastId, ct) ?? throw Gone();
        switch (known.State)
        {
            case PlatformBroadcastState.Live:
                plans.Change(plan.Id, part.Channel, p => p with { Step = PartStep.Live, LiveAt = clock.GetUtcNow() });
                return StepEnd.Next;
            case PlatformBroadcastState.Ended:
                plans.Change(plan.Id, part.Channel, p => p with { Step = PartStep.Ended, EndedAt = clock.GetUtcNow() });
                return StepEnd.Over;
            case PlatformBroadcastState.Starting:
                return StepEnd.In(pace.BetweenLooks, clock);
            default:
                return await BeginAsync(plan, part, channel, ct);
        }
    }

    /// <summary>It has ended, or was never there, when this has come to its end.</summary>
    public async Task<StepEnd> EndAsync(PlanRecord plan, PlanPart part, ChannelRecord channel, CancellationToken ct)
    {
        if (part.BroadcastId.Length == 0 && part.IntendedAt is not null && await LookAsync(plan, part, channel, ct) is { } looked)
        {
            // Found, it is ended next.
            return looked;
        }

        if (part.BroadcastId.Length > 0)
        {
            await steps.EndAsync(channel, part.BroadcastId, ct);
        }

        plans.Change(plan.Id, part.Channel, p => p with { Step = PartStep.Ended, EndedAt = clock.GetUtcNow() });
        return StepEnd.Over;
    }

    /// <summary>
    /// Whether an attempt of which we did not see the end has made one: then that is ours. Null when there is none, and one would be
    /// listed by now.
    /// </summary>
    private async Task<StepEnd?> LookAsync(PlanRecord plan, PlanPart part, ChannelRecord channel, CancellationToken ct)
    {
        var others = plans.All().SelectMany(static p => p.Parts).Select(static p => p.BroadcastId).ToHashSet(StringComparer.Ordinal);
        var found = (await steps.FindAsync(channel, part.IntendedAt!.Value - Skew, ct))
            .Where(b => b.Title.Trim() == part.IntendedTitle.Trim() && b.ScheduledStart == part.ScheduledFor && !others.Contains(b.Id))
            // Ours is the last: what somebody made by hand was there before.
            .MaxBy(static b => b.CreatedAt);
        if (found is not null)
        {
            Made(plan, part, found);
            return StepEnd.Next;
        }

        return clock.GetUtcNow() - part.AttemptedAt < pace.Settles ? StepEnd.In(pace.BetweenLooks, clock) : null;
    }

    private void Made(PlanRecord plan, PlanPart part, PlatformBroadcast made) =>
        plans.Change(
            plan.Id,
            part.Channel,
            p => p with { Step = PartStep.Made, BroadcastId = made.Id, Uri = made.Uri?.AbsoluteUri ?? "", IntendedTitle = "" }
        );

    private async Task<StepEnd> BindAsync(PlanRecord plan, PlanPart part, ChannelRecord channel, CancellationToken ct)
    {
        if (steps.HasIngest(channel))
        {
            if (part.Ingest.Length == 0)
            {
                return await ChooseIngestAsync(plan, part, channel, ct);
            }

            try
            {
                await steps.BindAsync(channel, part.BroadcastId, part.Ingest, ct);
            }
            catch (AdapterException e) when (e.Kind == FailureKind.NotFound)
            {
                // Perhaps the ingest was removed: who asks again gets another one.
                plans.Change(plan.Id, part.Channel, static p => p with { Ingest = "" });
                throw;
            }
        }

        plans.Change(plan.Id, part.Channel, static p => p with { Step = PartStep.Ready });
        return StepEnd.Next;
    }

    /// <summary>The channel's own key is used again from show to show; where it has none, one is made, once.</summary>
    private async Task<StepEnd> ChooseIngestAsync(PlanRecord plan, PlanPart part, ChannelRecord channel, CancellationToken ct)
    {
        var all = await steps.IngestAsync(channel, ct);
        var ours = all.FirstOrDefault(static i => i.Title == IngestTitle);
        var first = all.Count > 0 ? all[0] : null;
        var chosen = part.IngestAttemptedAt is null ? first : ours ?? first;
        if (chosen is null)
        {
            if (clock.GetUtcNow() - part.IngestAttemptedAt < pace.Settles)
            {
                return StepEnd.In(pace.BetweenLooks, clock);
            }

            plans.Change(plan.Id, part.Channel, p => p with { IngestAttemptedAt = clock.GetUtcNow() });
            chosen = await steps.CreateIngestAsync(channel, IngestTitle, ct);
        }

        plans.Change(
            plan.Id,
            part.Channel,
            p =>
                p with
                {
                    Ingest =
                        chosen.Id.Length > 0
                            ? chosen.Id
                            : throw new AdapterException(FailureKind.ProtocolChanged, "The platform's ingest has no id to join it by."),
                }
        );
        return StepEnd.Next;
    }

    /// <summary>Most begin by themselves when the encoder sends; one that does not is told to.</summary>
    private async Task<StepEnd> BeginAsync(PlanRecord plan, PlanPart part, ChannelRecord channel, CancellationToken ct)
    {
        if (part.Ingest.Length > 0)
        {
            var ingest = (await steps.IngestAsync(channel, ct)).FirstOrDefault(i => i.Id == part.Ingest);
            if (ingest is { IsActive: false })
            {
                return StepEnd.In(EncoderPause(plan), clock);
            }
        }

        await steps.StartAsync(channel, part.BroadcastId, ct);
        return StepEnd.In(pace.BetweenLooks, clock);
    }

    private TimeSpan EncoderPause(PlanRecord plan)
    {
        var pause = (clock.GetUtcNow() - plan.LiveWishedAt!.Value) / 20;
        return pause < pace.EncoderLooks ? pace.EncoderLooks
            : pause > RarestLooks ? RarestLooks
            : pause;
    }

    /// <summary>On air the platform's events, which are in the log, say when it is over; asking costs quota.</summary>
    private async Task<StepEnd> FollowAsync(PlanRecord plan, PlanPart part, CancellationToken ct)
    {
        if (await timeline.PartOfAsync(plan, part, ct) is not { } heard || !timeline.IsOver(heard))
        {
            return StepEnd.In(pace.LogLooks, clock);
        }

        plans.Change(
            plan.Id,
            part.Channel,
            p => p with { Step = PartStep.Ended, EndedAt = DateTimeOffset.FromUnixTimeMilliseconds(heard.End!.Value) }
        );
        return StepEnd.Over;
    }

    private static AdapterException Gone() => new(FailureKind.NotFound, "The platform does not know the broadcast any more.");

    private static DateTimeOffset Later(DateTimeOffset? wished, DateTimeOffset soonest) =>
        wished > soonest ? Seconds(wished.Value) : soonest;

    /// <summary>Platforms keep whole seconds, and it has to be known again by this.</summary>
    private static DateTimeOffset Seconds(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());
}

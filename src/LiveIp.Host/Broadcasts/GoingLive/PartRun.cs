using LiveIp.Contracts;
using LiveIp.Host.Api;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Broadcasts.Categories;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Channels.Acting.Steps;

namespace LiveIp.Host.Broadcasts.GoingLive;

/// <summary>
/// Takes one part of a plan one step further. Where it stands is read from the store each time, and what a step intends is durable before
/// the platform is asked for it: so it makes no difference whether the step before was made by this process or by one that was killed.
/// </summary>
internal sealed class PartRun(
    PlanStore plans,
    ChannelStore channels,
    PlatformSteps steps,
    CategoryResolver categories,
    CommandedPart commanded,
    ObservedPart observed,
    GoingLivePace pace,
    TimeProvider clock
)
{
    /// <summary>One step.</summary>
    /// <param name="planId">Of the plan.</param>
    /// <param name="channelName">"channels/{id}"</param>
    /// <param name="failures">How many in a row have failed before.</param>
    /// <param name="ct">When the host stops; nothing is written after it.</param>
    public async Task<StepEnd> StepAsync(string planId, string channelName, int failures, CancellationToken ct)
    {
        if (plans.Find(planId) is not { } plan || plan.Parts.FirstOrDefault(p => p.Channel == channelName) is not { } part)
        {
            return StepEnd.Over;
        }

        if (part.Step == PartStep.Ended || part.Problem is { Final: true })
        {
            return StepEnd.Over;
        }

        try
        {
            if (channels.Get(ChannelRecord.IdOf(channelName) ?? "") is not { } channel)
            {
                return plan.Wish == PlanWish.Ended
                    ? Abandon(plan, part)
                    : throw new AdapterException(FailureKind.NotFound, $"{channelName} was deleted.");
            }

            var end = await NextAsync(plan, part, channel, ct);
            Clear(plan, part);
            return end;
        }
        catch (AdapterException e)
        {
            return Failed(plan, part, e, failures);
        }
        catch (CapabilityMissingException e)
        {
            // The plugin was replaced by one that can do less.
            plans.Change(
                plan.Id,
                part.Channel,
                p => p with { Problem = new(ErrorReasons.CapabilityUnsupported, e.Message, "", Final: true) }
            );
            return StepEnd.Over;
        }
    }

    private async Task<StepEnd> NextAsync(PlanRecord plan, PlanPart part, ChannelRecord channel, CancellationToken ct)
    {
        if (plan.Wish == PlanWish.Ended)
        {
            return part.Commanded ? await commanded.EndAsync(plan, part, channel, ct) : await observed.EndAsync(plan, part, ct);
        }

        if (plan.Wish < (part.Commanded ? PlanWish.Announced : PlanWish.Live))
        {
            return StepEnd.Over;
        }

        if (part.Commanded && part.Step < PartStep.Made)
        {
            return await commanded.MakeAsync(plan, part, channel, ct);
        }

        if (part.Step < PartStep.Described || part.Version < plan.Version)
        {
            return await DescribeAsync(plan, part, channel, ct);
        }

        return part.Commanded ? await commanded.GoOnAsync(plan, part, channel, ct) : await observed.GoOnAsync(plan, part, ct);
    }

    private async Task<StepEnd> DescribeAsync(PlanRecord plan, PlanPart part, ChannelRecord channel, CancellationToken ct)
    {
        var wished = PartWishes.Of(plan.Asked, part.Channel);
        if (part.CategoryId.Length == 0 && wished.Category.Length > 0 && !part.LeftOut.HasFlag(BroadcastFields.Category))
        {
            // The platform could not be asked when it was planned.
            var found = await categories.ResolveAsync(channel, wished.Category, ct);
            part = plans.Change(
                plan.Id,
                part.Channel,
                p =>
                    found is null
                        ? p with
                        {
                            LeftOut = p.LeftOut | BroadcastFields.Category,
                        }
                        : p with
                        {
                            CategoryId = found.Id,
                            CategoryName = found.Name,
                        }
            );
        }

        var details = PartWishes.Tell(wished, part.CategoryId).Only(~part.LeftOut);
        if (details.Given != BroadcastFields.None && steps.TakesDetails(channel))
        {
            await steps.DescribeAsync(channel, part.Commanded ? part.BroadcastId : null, details, ct);
        }

        var image = Thumbnails.Hash(plan.Asked.Thumbnail);
        if (image.Length > 0 && image != part.Thumbnail && !part.LeftOut.HasFlag(BroadcastFields.Thumbnail))
        {
            await steps.SetThumbnailAsync(channel, part.BroadcastId, Thumbnails.Of(plan.Asked.Thumbnail)!, ct);
            plans.Change(plan.Id, part.Channel, p => p with { Thumbnail = image });
        }

        plans.Change(
            plan.Id,
            part.Channel,
            p => p with { Version = plan.Version, Step = p.Step < PartStep.Described ? PartStep.Described : p.Step }
        );
        return StepEnd.Next;
    }

    /// <summary>Nobody is left who could be asked.</summary>
    private StepEnd Abandon(PlanRecord plan, PlanPart part)
    {
        plans.Change(plan.Id, part.Channel, p => p with { Step = PartStep.Ended, EndedAt = clock.GetUtcNow() });
        return StepEnd.Over;
    }

    private void Clear(PlanRecord plan, PlanPart part)
    {
        if (part.Problem is not null)
        {
            plans.Change(plan.Id, part.Channel, static p => p with { Problem = null });
        }
    }

    private StepEnd Failed(PlanRecord plan, PlanPart part, AdapterException e, int failures)
    {
        var final = e.Kind is FailureKind.Refused or FailureKind.SignInRequired or FailureKind.NotFound or FailureKind.ProtocolChanged;
        var problem = new PartProblem(ChannelServiceErrors.Of(e.Kind).Reason, e.Message, e.Reason ?? "", final);
        if (problem != part.Problem)
        {
            plans.Change(plan.Id, part.Channel, p => p with { Problem = problem });
        }

        var pause = e.RetryAfter ?? pace.FirstPause * Math.Pow(2, Math.Min(failures, 10));
        return final ? StepEnd.Over : StepEnd.Failure(e.RetryAfter is null && pause > pace.LongestPause ? pace.LongestPause : pause, clock);
    }
}

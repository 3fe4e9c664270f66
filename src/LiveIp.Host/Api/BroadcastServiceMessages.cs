using Google.Protobuf.WellKnownTypes;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Broadcasts.GoingLive;
using LiveIp.Host.Policies;
using LiveIp.V1;
using State = LiveIp.V1.Broadcast.Types.State;

namespace LiveIp.Host.Api;

/// <summary>Broadcasts as the API tells them: from the log, from a plan, or from both, which are then one.</summary>
internal sealed class BroadcastServiceMessages(PolicyGate policies)
{
    public Broadcast Of(KnownBroadcast told)
    {
        var message = told.Broadcast is { } broadcast ? Of(broadcast) : new Broadcast { Name = told.Plan!.Name };
        if (told.Plan is not { } plan)
        {
            return message;
        }

        message.Plan = plan.Name;
        message.Details = plan.Asked.Details ?? new();
        message.Channels.Add(plan.Parts.Select(p => Of(plan, p)));
        message.ScheduledTime = plan.Asked.StartTime;
        message.State = StateOf(told);
        if (told.Broadcast is null)
        {
            message.Title = message.Details.Title;
            message.Labels.Add(plan.Asked.Labels);
            message.Emulated = plan.Parts.Any(p => policies.IsEmulated(p.Platform));
        }

        return message;
    }

    /// <summary>What a plan would be, were it stored.</summary>
    public Broadcast Of(CreateBroadcastRequest asked, IReadOnlyList<PlanPart> parts)
    {
        var plan = new PlanRecord
        {
            Id = "",
            Asked = asked,
            Wish = PlanWish.Planned,
            Version = 0,
            Sequence = 0,
            CreatedAt = DateTimeOffset.UnixEpoch,
            Parts = parts,
        };
        var message = Of(new KnownBroadcast(plan, null));
        message.Name = message.Plan = "";
        return message;
    }

    private Broadcast Of(BroadcastRecord broadcast) =>
        new()
        {
            Name = broadcast.Name,
            Title = broadcast.Title,
            Labels = { new Dictionary<string, string>(broadcast.Labels) },
            StartTime = Time(broadcast.Start),
            EndTime = broadcast.End is { } end ? Time(end) : null,
            State = broadcast.End is null ? State.Live : State.Ended,
            Parts = { broadcast.Parts.Select(Of) },
            Emulated = broadcast.Parts.Any(p => policies.IsEmulated(p.Channel.Platform)),
        };

    private static State StateOf(KnownBroadcast told)
    {
        var parts = told.Plan!.Parts;
        var isLive = told.Broadcast is { End: null } || parts.Any(static p => p.Step == PartStep.Live && p.EndedAt is null);
        var isOver = parts.All(static p => p.Step == PartStep.Ended);
        var wasLive = told.Broadcast is not null || parts.Any(static p => p.LiveAt is not null);
        return told.Plan.Wish switch
        {
            PlanWish.Ended when !isOver => State.Ending,
            PlanWish.Ended => wasLive ? State.Ended : State.Cancelled,
            // Within the grace time the log's broadcast has an end, and may still go on.
            PlanWish.Live when told.Broadcast is { End: not null } || isOver => State.Ended,
            PlanWish.Live => isLive ? State.Live : State.Starting,
            _ => State.Planned,
        };
    }

    private static BroadcastChannel Of(PlanRecord plan, PlanPart part) =>
        new()
        {
            Channel = part.Channel,
            Platform = part.Platform,
            State = StateOf(plan, part),
            Commanded = part.Commanded,
            PlatformBroadcastId = part.BroadcastId,
            Uri = part.Uri,
            LeftOut = { PartWishes.Names(part.LeftOut) },
            CategoryId = part.CategoryId,
            CategoryName = part.CategoryName,
            Problem = part.Problem is { } problem
                ? new()
                {
                    Reason = problem.Reason,
                    Message = problem.Message,
                    PlatformReason = problem.PlatformReason,
                }
                : null,
        };

    private static BroadcastChannel.Types.State StateOf(PlanRecord plan, PlanPart part) =>
        part switch
        {
            { Problem.Final: true } => BroadcastChannel.Types.State.Failed,
            { Step: PartStep.Ended } => BroadcastChannel.Types.State.Ended,
            _ when plan.Wish == PlanWish.Ended => BroadcastChannel.Types.State.Ending,
            { Step: PartStep.Live } => BroadcastChannel.Types.State.Live,
            { Step: PartStep.Ready } => BroadcastChannel.Types.State.WaitingForEncoder,
            { Step: PartStep.Described } when plan.Wish == PlanWish.Announced => BroadcastChannel.Types.State.Ready,
            _ when plan.Wish < (part.Commanded ? PlanWish.Announced : PlanWish.Live) => BroadcastChannel.Types.State.Planned,
            _ => BroadcastChannel.Types.State.Working,
        };

    private static BroadcastPart Of(PartRecord part) =>
        new()
        {
            Channel = part.Channel.Name,
            Platform = part.Channel.Platform,
            PlatformBroadcastIds = { part.PlatformIds },
            StartTime = Time(part.Start),
            EndTime = part.End is { } end ? Time(end) : null,
            Title = part.Title,
            Category = part.Category,
        };

    private static Timestamp Time(long milliseconds) => Timestamp.FromDateTimeOffset(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}

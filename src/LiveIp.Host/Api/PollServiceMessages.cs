using Google.Protobuf.WellKnownTypes;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Polls;
using LiveIp.Host.Polls.Stored;
using LiveIp.Host.Polls.Votes;
using LiveIp.V1;
using PartState = LiveIp.V1.PollPart.Types.State;
using State = LiveIp.V1.SharedPoll.Types.State;

namespace LiveIp.Host.Api;

/// <summary>From polls to what callers are told of them.</summary>
internal sealed class PollServiceMessages(VoteCounts counts, MergedVotes merged, TimeProvider clock)
{
    public SharedPoll Of(PollRecord poll)
    {
        var parts = poll.Parts.Select(p => (Part: p, Votes: counts.Read(poll, p))).ToList();
        var message = new SharedPoll
        {
            Name = poll.Name,
            Question = poll.Question,
            Options = { poll.Options },
            State = StateOf(poll),
            CreateTime = poll.CreatedAt.ToTimestamp(),
            EndTime = poll.End.ToTimestamp(),
            Parts = { parts.Select(p => Part(poll, p.Part, p.Votes)) },
            Tally = merged.Of(poll, [.. parts.Where(static p => CanHaveVotes(p.Part))]),
        };
        return message;
    }

    /// <summary>As it would be.</summary>
    public static SharedPoll Planned(PollOrder order) =>
        new()
        {
            Question = order.Question,
            Options = { order.Options },
            Parts =
            {
                order.Parts.Select(static p => new PollPart
                {
                    Channel = p.Channel,
                    Platform = p.Platform,
                    Method = Method(p.Method),
                    State = p.Step == PollStep.Unsupported ? PartState.Unsupported : PartState.Unspecified,
                    Problem = Problem(p.Fault),
                }),
            },
        };

    private PollPart Part(PollRecord poll, PollPartRecord part, PartVotes votes)
    {
        var message = new PollPart
        {
            Channel = part.Channel,
            Platform = part.Platform,
            Method = Method(part.Method),
            State = StateOf(poll, part),
            PlatformPollId = part.PlatformPollId,
            Problem = Problem(part.Fault),
            StartTime = part.OpenedAt?.ToTimestamp(),
            EndTime = part.Step == PollStep.Closed ? part.EndedAt?.ToTimestamp() : null,
            Uncounted = votes.Uncounted,
        };
        if (CanHaveVotes(part))
        {
            message.Votes.AddRange(poll.Options.Select((o, i) => Votes(o, i < votes.Votes.Count ? votes.Votes[i] : null)));
        }

        return message;
    }

    private static PollVotes Votes(string option, long? votes)
    {
        var message = new PollVotes { Option = option };
        if (votes is { } number)
        {
            message.Votes = number;
        }

        return message;
    }

    private static bool CanHaveVotes(PollPartRecord part) => part.Step is not (PollStep.Failed or PollStep.Unsupported);

    private State StateOf(PollRecord poll)
    {
        var states = poll.Parts.Select(p => StateOf(poll, p)).ToHashSet();
        return states.Contains(PartState.Starting) ? State.Starting
            : states.Contains(PartState.Open) ? State.Open
            : states.Contains(PartState.Ending) || !poll.IsOver ? State.Ending
            : states.Contains(PartState.Closed) || states.Contains(PartState.Unknown) ? State.Closed
            : State.Failed;
    }

    private PartState StateOf(PollRecord poll, PollPartRecord part) =>
        part.Step switch
        {
            PollStep.Asked when part.Fault?.Reason == ErrorReasons.OutcomeUnknown => PartState.Unknown,
            PollStep.Waiting or PollStep.Asked => PartState.Starting,
            PollStep.Open when clock.GetUtcNow() < poll.End => PartState.Open,
            PollStep.Open or PollStep.Ending => PartState.Ending,
            PollStep.Closed => PartState.Closed,
            PollStep.Unsupported => PartState.Unsupported,
            PollStep.Failed => PartState.Failed,
            _ => PartState.Unknown,
        };

    private static PollPart.Types.Method Method(PollMethod method) =>
        method switch
        {
            PollMethod.Native => PollPart.Types.Method.Native,
            PollMethod.ChatVote => PollPart.Types.Method.ChatVote,
            _ => PollPart.Types.Method.Unspecified,
        };

    private static PollProblem? Problem(PollFault? fault) =>
        fault is null
            ? null
            : new()
            {
                Reason = fault.Reason,
                Message = fault.Message,
                PlatformReason = fault.PlatformReason,
            };
}

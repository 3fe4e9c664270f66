using LiveIp.Contracts;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting.Steps;
using LiveIp.Host.Polls.Stored;
using LiveIp.Host.Polls.Votes;

namespace LiveIp.Host.Polls.Running;

/// <summary>
/// Follows a poll that is open, ends it when its time is over, and keeps its result. The time is in the store, so that a poll whose host
/// was killed ends with the next.
/// </summary>
internal sealed class PollEnd(PollStore store, PollSteps steps, VoteCounts votes, PollPace pace, TimeProvider clock)
{
    /// <summary>On a platform with polls of its own.</summary>
    public async Task<StepEnd> FollowAsync(PollRecord poll, PollPartRecord part, ChannelRecord channel, CancellationToken ct)
    {
        var told = votes.Read(poll, part);
        if (told.IsOver)
        {
            return Close(poll, part, told);
        }

        var now = clock.GetUtcNow();
        if (now < poll.End)
        {
            return StepEnd.In(Min(pace.LogLooks, poll.End - now), clock);
        }

        if (poll.EndWishedAt is null && now < poll.End + pace.EndsByItself && (await steps.LimitsAsync(channel, ct)).EndsByItself)
        {
            return StepEnd.In(pace.LogLooks, clock);
        }

        ct.ThrowIfCancellationRequested();
        store.Change(poll.Id, part.Channel, p => p with { Step = PollStep.Ending, EndAskedAt = now });
        return await EndAsync(poll, part, channel);
    }

    /// <summary>Its end may have been asked for.</summary>
    public async Task<StepEnd> GoOnAsync(PollRecord poll, PollPartRecord part, ChannelRecord channel, int failures, CancellationToken ct)
    {
        var told = votes.Read(poll, part);
        if (told.IsOver)
        {
            return Close(poll, part, told);
        }

        try
        {
            if (part.EndedAt is { } ended && clock.GetUtcNow() - ended < pace.Settles)
            {
                // The last votes come with the event that tells of the end.
                return StepEnd.In(pace.LogLooks, clock);
            }

            var seen = (await steps.FindAsync(channel, ct)).FirstOrDefault(p => p.Id == part.PlatformPollId);
            if (seen is { IsOpen: false } || part.EndedAt is not null)
            {
                return Close(poll, part, seen is null ? told : With(told, poll, seen));
            }

            ct.ThrowIfCancellationRequested();
            return await EndAsync(poll, part, channel);
        }
        catch (AdapterException e)
        {
            return GivenUp(poll, part, told, e) ?? pace.After(failures, e.RetryAfter, Until(poll), clock);
        }
    }

    /// <summary>Where votes are counted in the chat.</summary>
    public StepEnd CountOut(PollRecord poll, PollPartRecord part)
    {
        var now = clock.GetUtcNow();
        var last = poll.End + pace.LastVotes;
        return now < last ? StepEnd.In(Min(pace.LogLooks, last - now), clock) : Close(poll, part, votes.Read(poll, part));
    }

    /// <summary>When a platform that does not let it be ended is given up.</summary>
    public DateTimeOffset Until(PollRecord poll) => poll.End + pace.EndsWithin;

    /// <summary>Nobody is left who could be asked.</summary>
    public StepEnd Abandon(PollRecord poll, PollPartRecord part, PollFault fault)
    {
        var counted = votes.Read(poll, part);
        store.Change(
            poll.Id,
            part.Channel,
            p => Result(p, counted) with { Step = p.Step == PollStep.Waiting ? PollStep.Failed : PollStep.Unknown, Fault = fault }
        );
        votes.Forget(poll.Id, part.Channel);
        return StepEnd.Over;
    }

    // A lost answer is a failure like any other: it is looked at before it is asked again, ever more seldom, and not for ever.
    private async Task<StepEnd> EndAsync(PollRecord poll, PollPartRecord part, ChannelRecord channel)
    {
        await steps.EndAsync(channel, part.PlatformPollId);
        store.Change(poll.Id, part.Channel, p => p with { EndedAt = clock.GetUtcNow(), Fault = null });
        return StepEnd.In(pace.LogLooks, clock);
    }

    private StepEnd? GivenUp(PollRecord poll, PollPartRecord part, PartVotes told, AdapterException e)
    {
        var fault = PollStart.Fault(e);
        if (part.EndedAt is not null)
        {
            // It is over; only its last votes could not be asked for.
            return Close(poll, part, told);
        }

        if (clock.GetUtcNow() >= Until(poll))
        {
            return Abandon(poll, part, fault);
        }

        if (fault != part.Fault)
        {
            store.Change(poll.Id, part.Channel, p => p with { Fault = fault });
        }

        return null;
    }

    private StepEnd Close(PollRecord poll, PollPartRecord part, PartVotes counted)
    {
        store.Change(
            poll.Id,
            part.Channel,
            p => Result(p, counted) with { Step = PollStep.Closed, EndedAt = p.EndedAt ?? Min(clock.GetUtcNow(), poll.End), Fault = null }
        );
        votes.Forget(poll.Id, part.Channel);
        return StepEnd.Over;
    }

    private static PollPartRecord Result(PollPartRecord part, PartVotes counted) =>
        part with
        {
            Votes = counted.Votes,
            Uncounted = counted.Uncounted,
        };

    private static PartVotes With(PartVotes told, PollRecord poll, PlatformPoll seen) =>
        seen.Options.Count == poll.Options.Count && seen.Options.Any(static o => o.Votes is not null)
            ? told with
            {
                Votes = [.. seen.Options.Select(static o => o.Votes ?? 0)],
            }
            : told;

    private static T Min<T>(T a, T b)
        where T : IComparable<T> => a.CompareTo(b) < 0 ? a : b;
}

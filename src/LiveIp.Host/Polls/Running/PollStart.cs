using LiveIp.Contracts;
using LiveIp.Host.Api;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting.Steps;
using LiveIp.Host.Polls.Stored;
using LiveIp.Host.Polls.Votes;

namespace LiveIp.Host.Polls.Running;

/// <summary>
/// Starts a platform's own poll, once. Platforms take no key by which they would know a repeated call: that it is about to be asked for
/// is durable before it is, and what may be there is looked for before anything is asked again.
/// </summary>
internal sealed class PollStart(
    PollStore store,
    PollSteps steps,
    VoteCounts votes,
    PollPace pace,
    TimeProvider clock,
    ILogger<PollStart> logger
)
{
    /// <summary>How often a platform is asked; again only where it says that the poll is not there.</summary>
    private const int MostAttempts = 3;

    /// <summary>By how much the platform's clock may be behind ours.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    /// <summary>Asks for it.</summary>
    public async Task<StepEnd> AskAsync(PollRecord poll, PollPartRecord part, ChannelRecord channel, int failures, CancellationToken ct)
    {
        if (part.Attempts >= MostAttempts || !IsInTime(poll))
        {
            return Failed(poll, part, part.Fault ?? NotInTime());
        }

        var limits = await steps.LimitsAsync(channel, ct);
        ct.ThrowIfCancellationRequested();
        var now = clock.GetUtcNow();
        part = store.Change(
            poll.Id,
            part.Channel,
            p =>
                p with
                {
                    Step = PollStep.Asked,
                    Attempts = p.Attempts + 1,
                    IntendedAt = p.IntendedAt ?? now,
                    AttemptedAt = now,
                    Fault = null,
                }
        );
        try
        {
            var made = await steps.StartAsync(channel, Draft(poll, limits, now));
            return Opened(poll, part, made.Id);
        }
        catch (AdapterException e) when (e.Kind == FailureKind.OutcomeUnknown)
        {
            logger.LogWarning("The answer to a poll on {Channel} was lost; the poll is looked for.", part.Channel);
            return StepEnd.Next;
        }
        catch (AdapterException e) when (e.Kind is FailureKind.Transient or FailureKind.RateLimited)
        {
            // It was not done, and may be tried again while there is time.
            store.Change(poll.Id, part.Channel, p => p with { Step = PollStep.Waiting, Attempts = p.Attempts - 1, Fault = Fault(e) });
            return pace.After(failures, e.RetryAfter, Until(poll), clock);
        }
        catch (AdapterException e)
        {
            // One poll at a time: the no to a second attempt may be due to the first, which was not listed in time.
            return part.Attempts > 1 && await FindAsync(poll, part, channel, ct) is { } late
                ? Opened(poll, part, late)
                : Failed(poll, part, Fault(e));
        }
    }

    /// <summary>Looks for what may be there, and says what it came to.</summary>
    public async Task<StepEnd> LookAsync(PollRecord poll, PollPartRecord part, ChannelRecord channel, int failures, CancellationToken ct)
    {
        var settled = clock.GetUtcNow() - part.AttemptedAt >= pace.Settles;
        try
        {
            if (await FindAsync(poll, part, channel, ct) is { } id)
            {
                return Opened(poll, part, id);
            }

            if (!settled)
            {
                return StepEnd.In(pace.BetweenLooks, clock);
            }
        }
        catch (AdapterException e)
        {
            return Unseen(poll, part, settled, e, failures);
        }

        // The platform says that it is not there, and it would be by now.
        if (part.Attempts < MostAttempts && IsInTime(poll) && part.Fault is null)
        {
            store.Change(poll.Id, part.Channel, static p => p with { Step = PollStep.Waiting });
            return StepEnd.Next;
        }

        return Failed(
            poll,
            part,
            new(
                ErrorReasons.PlatformUnavailable,
                "The platform's answer was lost, and it has no such poll.",
                part.Fault?.PlatformReason ?? ""
            )
        );
    }

    /// <summary>The platform's id of ours, by what it told of itself or else by asking; null when it is not there.</summary>
    private async Task<string?> FindAsync(PollRecord poll, PollPartRecord part, ChannelRecord channel, CancellationToken ct)
    {
        if (votes.Like(poll, part).LastOrDefault(id => !store.IsKnown(part.Channel, id)) is { } told)
        {
            return told;
        }

        return (await steps.FindAsync(channel, ct))
            .FirstOrDefault(p =>
                PollMatch.Is(poll, p.Question, p.Options.Select(static o => o.Label))
                && (p.IsOpen || p.StartedAt >= part.IntendedAt - Skew)
                && !store.IsKnown(part.Channel, p.Id)
            )
            ?.Id;
    }

    /// <summary>It could not be looked for. Past the time in which it would be there, nobody knows, and that is said.</summary>
    private StepEnd Unseen(PollRecord poll, PollPartRecord part, bool settled, AdapterException e, int failures)
    {
        if (!settled)
        {
            return StepEnd.Failure(pace.BetweenLooks, clock);
        }

        var unknown = new PollFault(
            ErrorReasons.OutcomeUnknown,
            "The platform's answer was lost, and whether the poll is there cannot be seen. Look before you start another. " + e.Message,
            e.Reason ?? ""
        );
        var over = clock.GetUtcNow() >= poll.End + pace.Settles;
        if (over || part.Fault != unknown)
        {
            store.Change(poll.Id, part.Channel, p => p with { Step = over ? PollStep.Unknown : p.Step, Fault = unknown });
        }

        return over ? StepEnd.Over : pace.After(failures, e.RetryAfter, poll.End + pace.Settles, clock);
    }

    private StepEnd Opened(PollRecord poll, PollPartRecord part, string id)
    {
        store.Change(
            poll.Id,
            part.Channel,
            p => p with { Step = PollStep.Open, PlatformPollId = id, OpenedAt = clock.GetUtcNow(), Fault = null }
        );
        return StepEnd.Next;
    }

    private StepEnd Failed(PollRecord poll, PollPartRecord part, PollFault fault)
    {
        store.Change(poll.Id, part.Channel, p => p with { Step = PollStep.Failed, Fault = fault });
        votes.Forget(poll.Id, part.Channel);
        return StepEnd.Over;
    }

    /// <summary>When it is too late to start it.</summary>
    public DateTimeOffset Until(PollRecord poll) => Min(poll.End, poll.CreatedAt + pace.StartsWithin);

    private static DateTimeOffset Min(DateTimeOffset a, DateTimeOffset b) => a < b ? a : b;

    private bool IsInTime(PollRecord poll) => clock.GetUtcNow() < Until(poll);

    private static PollFault NotInTime() =>
        new(ErrorReasons.PlatformUnavailable, "It could not be started in time, so it was not started at all.");

    /// <summary>It ends with the others, as far as the platform takes so short a time.</summary>
    private static PollDraft Draft(PollRecord poll, PollLimits limits, DateTimeOffset now)
    {
        var left = TimeSpan.FromSeconds(Math.Ceiling((poll.End - now).TotalSeconds));
        return new()
        {
            Question = poll.Question,
            Options = poll.Options,
            Duration = left < limits.MinDuration ? limits.MinDuration : left,
        };
    }

    internal static PollFault Fault(AdapterException e) => new(ChannelServiceErrors.Reason(e.Kind), e.Message, e.Reason ?? "");
}

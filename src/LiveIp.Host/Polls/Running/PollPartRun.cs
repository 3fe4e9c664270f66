using LiveIp.Contracts;
using LiveIp.Host.Api.Errors;
using LiveIp.Host.Channels;
using LiveIp.Host.Channels.Acting;
using LiveIp.Host.Channels.Acting.Steps;
using LiveIp.Host.Polls.Stored;

namespace LiveIp.Host.Polls.Running;

/// <summary>Takes one part of a poll one step further, from where the store says it stands.</summary>
internal sealed class PollPartRun(PollStore store, ChannelStore channels, PollStart start, PollEnd end, PollPace pace, TimeProvider clock)
{
    /// <inheritdoc cref="PartDriver.StepAsync"/>
    public async Task<StepEnd> StepAsync(string pollId, string channelName, int failures, CancellationToken ct)
    {
        if (store.Find(pollId) is not { } poll || poll.Parts.FirstOrDefault(p => p.Channel == channelName) is not { IsOver: false } part)
        {
            return StepEnd.Over;
        }

        if (part.Method == PollMethod.ChatVote)
        {
            return end.CountOut(poll, part);
        }

        if (channels.Get(ChannelRecord.IdOf(channelName) ?? "") is not { } channel)
        {
            return end.Abandon(poll, part, new(ErrorReasons.ChannelNotFound, $"{channelName} was deleted."));
        }

        try
        {
            return part.Step switch
            {
                PollStep.Waiting => await start.AskAsync(poll, part, channel, failures, ct),
                PollStep.Asked => await start.LookAsync(poll, part, channel, failures, ct),
                PollStep.Open => await end.FollowAsync(poll, part, channel, ct),
                _ => await end.GoOnAsync(poll, part, channel, failures, ct),
            };
        }
        catch (AdapterException e)
        {
            // The plugin is being replaced, or the platform did not let the poll be ended: both are looked at again.
            return pace.After(failures, e.RetryAfter, part.Step == PollStep.Waiting ? start.Until(poll) : end.Until(poll), clock);
        }
        catch (CapabilityMissingException e)
        {
            // The plugin was replaced by one that can do less.
            return end.Abandon(poll, part, new(ErrorReasons.CapabilityUnsupported, e.Message));
        }
    }
}

namespace LiveIp.Contracts;

/// <summary>
/// Capability "polls": the platform has polls of its own. Where it has none, the host counts votes in the chat, and the adapter need do
/// nothing for it.
/// </summary>
/// <remarks>
/// The host owns the time and the memory: it writes down what it is about to ask for, looks before it asks again, and ends the poll. Each
/// method here is one call or two. <see cref="StartPollAsync"/> makes something new every time; the others may be repeated. Where the answer
/// to a call that changes something is lost, throw <see cref="FailureKind.OutcomeUnknown"/>. How the votes stand reaches the host by the
/// channel's events: <see cref="V1.Poll"/> with the same id.
/// </remarks>
public interface IPollControl
{
    /// <summary>What a poll may be.</summary>
    PollLimits PollLimits { get; }

    /// <summary>Starts a poll.</summary>
    /// <exception cref="AdapterException">It was not started, or <see cref="FailureKind.OutcomeUnknown"/>.</exception>
    Task<PlatformPoll> StartPollAsync(PollDraft draft, IChannelContext context, CancellationToken cancellationToken);

    /// <summary>The channel's polls, newest first, as far as the platform tells them; among them the one that runs.</summary>
    /// <exception cref="AdapterException"/>
    Task<IReadOnlyList<PlatformPoll>> FindPollsAsync(IChannelContext context, CancellationToken cancellationToken);

    /// <summary>Ends a poll, with its result left to be seen. One that has ended, or is gone, counts as done.</summary>
    /// <param name="id">As <see cref="PlatformPoll.Id"/>.</param>
    /// <param name="context">The channel.</param>
    /// <param name="cancellationToken">Of the host.</param>
    /// <exception cref="AdapterException">It was not ended, or <see cref="FailureKind.OutcomeUnknown"/>.</exception>
    Task EndPollAsync(string id, IChannelContext context, CancellationToken cancellationToken);
}

namespace LiveIp.Contracts;

/// <summary>An adapter that can take a message out of the chat.</summary>
public interface IMessageRemover
{
    /// <summary>Removes the message. One that is gone already counts as removed.</summary>
    /// <param name="messageId">The id that the message has as an event.</param>
    /// <param name="context">Where.</param>
    /// <param name="cancellationToken">Of whoever asked.</param>
    /// <exception cref="AdapterException">It was not removed, or <see cref="FailureKind.OutcomeUnknown"/>.</exception>
    Task RemoveMessageAsync(string messageId, IChannelContext context, CancellationToken cancellationToken);
}

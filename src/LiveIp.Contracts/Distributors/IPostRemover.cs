namespace LiveIp.Contracts;

/// <summary>A network from which a post can be taken away again.</summary>
public interface IPostRemover
{
    /// <summary>
    /// One attempt. That there is no such post (any more) is <see cref="ChangeOutcome.Done"/>: what was asked for is so. The host repeats an
    /// attempt whose answer was lost. Whatever is thrown counts as <see cref="ChangeOutcome.Unconfirmed"/>.
    /// </summary>
    /// <param name="remoteId">As the distributor gave it, see <see cref="DeliveryResult.RemoteId"/>.</param>
    /// <param name="context">Key and time are those of the delivery that made the post.</param>
    /// <param name="cancellationToken">The host is stopping, or the time for the attempt is over.</param>
    Task<ChangeResult> RemoveAsync(string remoteId, IDeliveryContext context, CancellationToken cancellationToken);
}

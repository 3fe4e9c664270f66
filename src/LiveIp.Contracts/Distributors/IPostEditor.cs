using LiveIp.V1;

namespace LiveIp.Contracts;

/// <summary>
/// A network on which a post that is there can be given another form in place: who follows its address finds the new one, and nobody is
/// told twice.
/// </summary>
public interface IPostEditor
{
    /// <summary>
    /// One attempt to put the post's new form in the place of the old. Doing it again with the same form changes nothing, so the host
    /// repeats an attempt whose answer was lost. Never makes a post that is not there. Whatever is thrown counts as
    /// <see cref="ChangeOutcome.Unconfirmed"/>.
    /// </summary>
    /// <param name="post">The new content.</param>
    /// <param name="remoteId">As the distributor gave it, see <see cref="DeliveryResult.RemoteId"/>.</param>
    /// <param name="context">
    /// Key and time are those of the delivery that made the post, so that a form that holds its time keeps it; the attempt and the
    /// rendered post are those of this change.
    /// </param>
    /// <param name="cancellationToken">The host is stopping, or the time for the attempt is over.</param>
    Task<ChangeResult> EditAsync(Post post, string remoteId, IDeliveryContext context, CancellationToken cancellationToken);
}

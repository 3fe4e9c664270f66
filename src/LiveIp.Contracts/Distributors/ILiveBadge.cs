namespace LiveIp.Contracts;

/// <summary>
/// A network that marks an account as live, on its picture and not by a post. A mark ends by itself, so one that nobody takes away tells
/// nothing wrong for long; while the broadcast goes on, it is shown again before it ends.
/// </summary>
public interface ILiveBadge
{
    /// <summary>Whether the settings ask for it. Where not, the host leaves the mark alone: a person may use it by hand.</summary>
    bool WantsLiveBadge { get; }

    /// <summary>
    /// One attempt. Showing it again replaces it, so whatever became of an attempt, repeating it is harmless. Whatever is thrown counts as
    /// <see cref="ChangeOutcome.Unconfirmed"/>.
    /// </summary>
    Task<ChangeResult> ShowLiveBadgeAsync(LiveBadge badge, TimeProvider clock, CancellationToken cancellationToken);

    /// <summary>
    /// One attempt to take it away before it ends by itself. A mark that leads elsewhere is not ours and stays; that, and that there is none,
    /// is <see cref="ChangeOutcome.Done"/>.
    /// </summary>
    /// <param name="badge">The one that was shown last; only its links matter.</param>
    /// <param name="clock">The only clock to use.</param>
    /// <param name="cancellationToken">The host is stopping, or the time for the attempt is over.</param>
    Task<ChangeResult> ClearLiveBadgeAsync(LiveBadge badge, TimeProvider clock, CancellationToken cancellationToken);
}

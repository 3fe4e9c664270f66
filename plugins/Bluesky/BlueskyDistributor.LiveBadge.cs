using LiveIp.Contracts;
using LiveIp.Plugins.Bluesky.Records;
using LiveIp.Plugins.Changes;

namespace LiveIp.Plugins.Bluesky;

// The mark on the account's picture: a record of which there is one, so showing it again only replaces it.
internal sealed partial class BlueskyDistributor : ILiveBadge
{
    /// <inheritdoc/>
    public bool WantsLiveBadge => settings.LiveBadge;

    /// <inheritdoc/>
    public Task<ChangeResult> ShowLiveBadgeAsync(LiveBadge badge, TimeProvider clock, CancellationToken cancellationToken) =>
        ChangeAsync(clock, token => new StatusChanges(_account, sessions, clock).ShowAsync(badge, token), cancellationToken);

    /// <inheritdoc/>
    public Task<ChangeResult> ClearLiveBadgeAsync(LiveBadge badge, TimeProvider clock, CancellationToken cancellationToken) =>
        ChangeAsync(clock, token => new StatusChanges(_account, sessions, clock).ClearAsync(badge, token), cancellationToken);

    private Task<ChangeResult> ChangeAsync(
        TimeProvider clock,
        Func<CancellationToken, Task<ChangeResult>> change,
        CancellationToken cancellationToken
    ) =>
        BlueskySettingsValidator.Explain(settings) is { } fault
            ? Task.FromResult(ChangeCall.Result(ChangeOutcome.Rejected, fault))
            : ChangeCall.RunAsync(settings.Timeout, clock, change, cancellationToken);
}

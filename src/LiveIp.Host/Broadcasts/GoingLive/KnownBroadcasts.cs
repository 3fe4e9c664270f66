using LiveIp.Host.Distribution;

namespace LiveIp.Host.Broadcasts.GoingLive;

/// <summary>What was on air, and what is planned.</summary>
internal sealed class KnownBroadcasts(GoingLiveService goingLive) : IKnownBroadcasts
{
    public async Task<bool> IsKnownAsync(string name, CancellationToken cancellationToken) =>
        (await goingLive.FindAsync(name, cancellationToken)).IsKnown;
}

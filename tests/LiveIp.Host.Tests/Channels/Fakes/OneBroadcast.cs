using LiveIp.Host.Distribution;

namespace LiveIp.Host.Tests.Channels.Fakes;

/// <summary>All that was ever on air.</summary>
internal sealed class OneBroadcast : IKnownBroadcasts
{
    public const string Name = "broadcasts/7";

    public Task<bool> IsKnownAsync(string name, CancellationToken cancellationToken) => Task.FromResult(name == Name);
}

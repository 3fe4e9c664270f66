using LiveIp.Contracts;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Plugins.Testing;

/// <summary>Of a network whose stand-in says after acting what the test wants.</summary>
internal sealed class NetworkChangeBench(NetworkStandIn network, Func<Uri, IDistributor> create, Action clear) : INetworkChangeBench
{
    public TimeProvider Clock { get; } = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_790_000_000));

    public IDistributor Distributor => create(network.Uri);

    public IReadOnlyList<string> Standing => network.Posted;

    public void LoseNextAnswer() =>
        network.AfterActing = socket =>
        {
            network.AfterActing = null;
            socket.Close();
            return Task.CompletedTask;
        };

    public void Limit() => network.InsteadOfActing = new Reply(429, "{}", "Retry-After: 30");

    public void Clear() => clear();

    public ValueTask DisposeAsync() => network.DisposeAsync();
}

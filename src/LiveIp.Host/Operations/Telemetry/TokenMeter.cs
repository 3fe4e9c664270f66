using System.Diagnostics.Metrics;
using LiveIp.Contracts;

namespace LiveIp.Host.Operations.Telemetry;

/// <summary>Refreshes of access tokens.</summary>
internal sealed class TokenMeter(IMeterFactory meters)
{
    private readonly Counter<long> _refreshes = meters
        .Create(Signals.Name)
        .CreateCounter<long>(
            "liveip.token.refreshes",
            "{refresh}",
            "Access tokens asked for with a refresh token, by outcome: ok, or the kind of failure."
        );

    public void Succeeded() => Count("ok");

    public void Failed(FailureKind kind) => Count(kind.ToString());

    private void Count(string outcome) => _refreshes.Add(1, new KeyValuePair<string, object?>(Signals.Outcome, outcome));
}

using LiveIp.Host.Demo.Comparison;
using LiveIp.V1;

namespace LiveIp.Host.Demo.History;

/// <summary>A show that was played, labelled, and set beside its truth.</summary>
/// <param name="Broadcast">As the host tells of it, labels and all.</param>
internal sealed record PlayedShow(PastShow Show, Broadcast Broadcast, IReadOnlyList<PlatformReport> Reports)
{
    public bool Holds => Reports.All(r => r.Holds);
}

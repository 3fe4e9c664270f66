using LiveIp.Host.Demo.Comparison;

namespace LiveIp.Host.Demo.History;

/// <summary>A show that was played, labelled, and set beside its truth.</summary>
/// <param name="Broadcast">"broadcasts/{id}"</param>
internal sealed record PlayedShow(PastShow Show, string Broadcast, IReadOnlyList<PlatformReport> Reports)
{
    public bool Holds => Reports.All(r => r.Holds);
}

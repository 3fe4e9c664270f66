using LiveIp.Host.Policies;

namespace LiveIp.Host.Tests.Reports;

/// <summary>A gate that is open but for the platforms named.</summary>
internal sealed class GateWithout(params string[] closed) : IPolicyGate
{
    public bool MayDerive(string platform) => !closed.Contains(platform);

    public bool MayCombine(string platform) => !closed.Contains(platform);
}

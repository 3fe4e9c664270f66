using LiveIp.V1;

namespace LiveIp.Host.Policies;

/// <summary>What the operator agreed to, per platform.</summary>
internal interface IPolicyBook
{
    IReadOnlyList<PlatformPolicy> List();

    /// <summary>Records the agreement, durably.</summary>
    /// <exception cref="KeyNotFoundException">No such platform.</exception>
    /// <exception cref="InvalidOperationException">The platform has nothing to agree to.</exception>
    /// <exception cref="ArgumentException">The text is not the one to agree to.</exception>
    PlatformPolicy Confirm(string platform, string text);
}

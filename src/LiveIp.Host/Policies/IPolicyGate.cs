namespace LiveIp.Host.Policies;

/// <summary>Asked before anything is computed from a platform's numbers (YouTube API Services Developer Policies, III.E.4.h).</summary>
internal interface IPolicyGate
{
    /// <summary>Whether metrics may be derived from this platform's data.</summary>
    bool MayDerive(string platform);

    /// <summary>Whether this platform's numbers may be combined with another's.</summary>
    bool MayCombine(string platform);
}

using LiveIp.Host.Metrics;
using LiveIp.Host.Plugins;
using LiveIp.Host.Policies;
using LiveIp.Scoring.Facts;

namespace LiveIp.Host.Scoring;

/// <summary>Lets the numbers of a broadcast into scores as far as the platforms' policies do, and says what it kept out.</summary>
internal sealed class Admission(IPolicyGate gate, IExtensionRegistry registry)
{
    public BroadcastFacts Admit(BroadcastFacts raw)
    {
        var leftOut = new SortedDictionary<string, string>(StringComparer.Ordinal);
        // A score is a derived number, whatever it is made of.
        var kept = Keep(raw.Parts, gate.MayDerive, MissingReasons.NotDerived, leftOut);
        if (kept.Select(static p => p.Platform).Distinct(StringComparer.Ordinal).Count() > 1)
        {
            kept = Keep(kept, gate.MayCombine, MissingReasons.NotCombined, leftOut);
        }

        return raw with
        {
            Parts = kept,
            LeftOut = [.. leftOut.Select(static o => new LeftOut { Platform = o.Key, Reason = o.Value })],
        };
    }

    private BroadcastPart[] Keep(
        IReadOnlyList<BroadcastPart> parts,
        Func<string, bool> may,
        string reason,
        SortedDictionary<string, string> leftOut
    )
    {
        foreach (var platform in parts.Select(static p => p.Platform).Where(p => !may(p)))
        {
            leftOut[platform] = registry.FindPlatform(platform) is null ? MissingReasons.NotLoaded : reason;
        }

        return [.. parts.Where(p => !leftOut.ContainsKey(p.Platform))];
    }
}

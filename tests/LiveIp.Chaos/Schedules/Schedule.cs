namespace LiveIp.Chaos.Schedules;

/// <summary>What happens in one run. Follows from the seed alone.</summary>
internal sealed record Schedule(int Seed, TimeSpan Show, IReadOnlyList<PlannedFault> Faults)
{
    public static readonly IReadOnlyList<string> Platforms = ["youtube", "twitch", "bilibili"];

    /// <summary>Real seconds: long enough for a stall to be noticed (Twitch: see <see cref="Stretch"/>) and to be over.</summary>
    private const double ShowSeconds = 18;

    /// <summary>Before this everything is well, so that there is something to lose.</summary>
    private const double Quiet = 2;

    private static readonly FaultKind[] Kinds = Enum.GetValues<FaultKind>();

    public bool Has(FaultKind kind) => Faults.Any(f => f.Kind == kind);

    /// <summary>The schedule of this number: always the same one.</summary>
    public static Schedule Of(int seed)
    {
        // Seeded, System.Random keeps its algorithm for ever. The odd factor keeps neighbours apart.
        var random = new Random(unchecked(seed * 7919));
        var faults = new List<PlannedFault>();
        // The first kind goes round, so that a hundred seeds meet every kind several times.
        var kind = Kinds[seed % Kinds.Length];
        for (var wanted = random.Next(2, 6); faults.Count < wanted; kind = Kinds[random.Next(Kinds.Length)])
        {
            if (Make(kind, random) is var fault && MayJoin(fault, faults))
            {
                faults.Add(fault);
            }
        }

        return new Schedule(seed, TimeSpan.FromSeconds(ShowSeconds), [.. faults.OrderBy(f => f.At)]);
    }

    private static PlannedFault Make(FaultKind kind, Random random)
    {
        var platform = Platforms[random.Next(Platforms.Count)];
        return kind switch
        {
            FaultKind.Stall => Stretch(random, platform),
            FaultKind.Duplicate or FaultKind.Reorder => new(At(random, 5), kind, platform, Count: random.Next(1, 8)),
            FaultKind.RateLimited or FaultKind.ServerError => new(At(random, 5), kind, platform, Count: random.Next(1, 4)),
            FaultKind.KillHost => new(At(random, 7), kind, Length: Tenths(random, 0.3, 2.5)),
            FaultKind.KillPlatform => new(At(random, 8), kind, platform, Length: Tenths(random, 0.5, 3)),
            FaultKind.FullDisk => new(At(random, 9), kind, Length: Tenths(random, 1.5, 6)),
            FaultKind.ClockJump => Jump(random),
            _ => new(At(random, 5), kind, platform),
        };
    }

    /// <summary>
    /// Longer than the host can take for a pause: what is shorter cannot be noticed by anybody, because the emulated platform drops
    /// what happens in a stall. Twitch's keepalive is 2 s in these runs and the adapter waits 5 s more; Bilibili's heartbeat 1 s and 4 s.
    /// </summary>
    private static PlannedFault Stretch(Random random, string platform)
    {
        var least = platform == "twitch" ? 8.5 : 6.5;
        return new(At(random, 11), FaultKind.Stall, platform, Length: Tenths(random, least, least + 2));
    }

    /// <summary>A big jump comes to an end, because Bilibili refuses a clock that is an hour off for as long as it is.</summary>
    private static PlannedFault Jump(Random random)
    {
        var jump = new[] { 3600, -3600, 5, -5 }[random.Next(4)];
        var length = Math.Abs(jump) < 600 ? Tenths(random, 1.5, 20) : Tenths(random, 1.5, 6.5);
        return new(At(random, 8), FaultKind.ClockJump, Length: length, Jump: TimeSpan.FromSeconds(jump));
    }

    private static bool MayJoin(PlannedFault next, List<PlannedFault> others) =>
        next.Kind switch
        {
            // Two at most, and not at the same time: a host that is dead cannot be killed.
            FaultKind.KillHost => others.Count(f => f.Kind == FaultKind.KillHost) < 2
                && others.Where(f => f.Kind == FaultKind.KillHost).All(f => Apart(f, next)),
            FaultKind.KillPlatform => !others.Exists(f => f.Kind == FaultKind.KillPlatform && f.Platform == next.Platform),
            FaultKind.FullDisk => !others.Exists(f => f.Kind == FaultKind.FullDisk),
            FaultKind.ClockJump => others.Where(f => f.Kind == FaultKind.ClockJump).All(f => Apart(f, next)),
            FaultKind.Stall => !others.Exists(f => f.Kind == FaultKind.Stall && f.Platform == next.Platform),
            _ => true,
        };

    private static bool Apart(PlannedFault one, PlannedFault other)
    {
        var room = TimeSpan.FromSeconds(3);
        return one.End + room < other.At || other.End + room < one.At;
    }

    /// <param name="before">Seconds before the end of the show.</param>
    private static TimeSpan At(Random random, double before) => Tenths(random, Quiet, ShowSeconds - before);

    private static TimeSpan Tenths(Random random, double from, double to) =>
        TimeSpan.FromSeconds(Math.Round(from + (random.NextDouble() * (to - from)), 1));
}

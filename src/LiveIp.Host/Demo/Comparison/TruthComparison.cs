using LiveIp.V1;

namespace LiveIp.Host.Demo.Comparison;

/// <summary>Sets the log beside the truth, occurrence by occurrence: kind, actor, amount, text. Pure.</summary>
internal static class TruthComparison
{
    /// <summary>Longest time that a healthy connection is silent: Twitch's keepalive and Bilibili's heartbeat in the demo.</summary>
    public static readonly TimeSpan Keepalive = TimeSpan.FromSeconds(10);

    /// <summary>The clock of an occurrence is read before it is sent, the clock of a gap after something was received.</summary>
    private static readonly TimeSpan Slack = TimeSpan.FromSeconds(1);

    public static PlatformReport Compare(string platform, IReadOnlyList<Occurrence> truth, LoggedEvents log)
    {
        var report = new PlatformReport(platform)
        {
            Delivered = truth.Count(o => o.Recoverable),
            Unrecoverable = truth.Count(o => !o.Recoverable),
            Logged = log.Newest.Count,
        };
        report.Gaps.AddRange(
            log.Gaps.Select(g => new RecordedGap(
                g.Gap.StartedAt.ToDateTimeOffset(),
                g.Gap.EndedAt.ToDateTimeOffset(),
                g.Gap.Cause.ToString()
            ))
        );

        foreach (var group in truth.GroupBy(o => o.Group, StringComparer.Ordinal))
        {
            CompareGroup(report, [.. group], log);
        }

        FindDoubled(report, truth, log);
        CheckGaps(report, truth, log);
        return report;
    }

    private static void CompareGroup(PlatformReport report, IReadOnlyList<Occurrence> group, LoggedEvents log)
    {
        var anyLogged = group.Any(o => log.Find(o.Id) is not null);
        foreach (var occurrence in group)
        {
            if (log.Find(occurrence.Id) is { } logged)
            {
                var kind = LoggedEvents.KindOf(logged);
                if (kind == "vendor" && occurrence.Kind != "vendor")
                {
                    report.Lost.Add($"{Describe(occurrence)} arrived as vendor ({logged.Vendor.Type})");
                }
                else if (Difference(occurrence, logged, kind) is { } difference)
                {
                    report.Wrong.Add($"{Describe(occurrence)}: {difference}");
                }
            }
            else if (occurrence.Recoverable && !anyLogged)
            {
                report.Lost.Add($"{Describe(occurrence)} is not in the log");
            }
        }
    }

    private static string? Difference(Occurrence truth, LiveEvent logged, string kind)
    {
        if (kind != truth.Kind)
        {
            return $"kind {kind}, truly {truth.Kind}";
        }

        var actor = logged.Actor?.Person?.Id ?? "";
        if (actor != truth.Actor)
        {
            return $"actor '{actor}', truly '{truth.Actor}'";
        }

        if (kind is "contribution" or "membership")
        {
            var money = LoggedEvents.MoneyOf(logged);
            if ((money?.Micros, money?.Currency) != (truth.Amount?.Micros, truth.Amount?.Currency))
            {
                return $"amount {money?.Micros} {money?.Currency}, truly {truth.Amount?.Micros} {truth.Amount?.Currency}";
            }
        }

        // The text of what stays in the platform's own words is inside its JSON.
        return kind == "vendor" || LoggedEvents.TextHashOf(logged) == truth.TextSha256 ? null : "another text";
    }

    private static void FindDoubled(PlatformReport report, IReadOnlyList<Occurrence> truth, LoggedEvents log)
    {
        report.Doubled.AddRange(log.Repeated.Select(e => $"{LoggedEvents.KindOf(e)} {e.Id} is in the log twice"));
        var known = truth.Select(o => o.Id).ToHashSet(StringComparer.Ordinal);

        // What an adapter concludes from a status that it polls has no occurrence of its own; nor has a frame that nobody can read
        // or of a kind that nobody knows, which is kept as vendor and counts nowhere.
        report.Doubled.AddRange(
            log.Newest.Where(e =>
                    !known.Contains(e.Id) && e.BodyCase is not (LiveEvent.BodyOneofCase.BroadcastState or LiveEvent.BodyOneofCase.Vendor)
                )
                .Select(e => $"{LoggedEvents.KindOf(e)} {e.Id} is in the log and never happened")
        );
    }

    private static void CheckGaps(PlatformReport report, IReadOnlyList<Occurrence> truth, LoggedEvents log)
    {
        var lost = truth.Where(o => !o.Recoverable && log.Find(o.Id) is null).ToList();
        foreach (var occurrence in lost.Where(o => !report.Gaps.Any(g => Covers(g, o.At))))
        {
            report.Undisclosed.Add($"{Describe(occurrence)} at {occurrence.At:HH:mm:ss.fff} could not be heard, and no gap says so");
        }

        foreach (var gap in report.Gaps)
        {
            var inside = truth.Where(o => !o.Recoverable && Covers(gap, o.At)).Select(o => o.At).ToList();
            var (first, last) = inside.Count == 0 ? (gap.To, gap.From) : (inside.Min(), inside.Max());
            var (before, after) = inside.Count == 0 ? (gap.To - gap.From, TimeSpan.Zero) : (first - gap.From, gap.To - last);
            if (before > Keepalive + Slack || after > Keepalive + Slack)
            {
                report.Undisclosed.Add($"the gap from {gap.From:HH:mm:ss.fff} to {gap.To:HH:mm:ss.fff} is longer than what was lost");
            }
        }
    }

    private static bool Covers(RecordedGap gap, DateTimeOffset at) => gap.From - Slack <= at && at <= gap.To + Slack;

    private static string Describe(Occurrence o) => $"{o.Kind} {o.Id} ({o.PlatformType})";
}

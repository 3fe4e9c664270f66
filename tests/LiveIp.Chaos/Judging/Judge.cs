using System.Globalization;
using Google.Protobuf.WellKnownTypes;
using LiveIp.Chaos.Schedules;
using LiveIp.Host.Demo;
using LiveIp.Host.Demo.Comparison;
using LiveIp.V1;
using Schedule = LiveIp.Chaos.Schedules.Schedule;

namespace LiveIp.Chaos.Judging;

/// <summary>What came of one run.</summary>
/// <param name="Findings">Sentences; empty when all holds.</param>
/// <param name="Unheard">Happened, not logged, and inside a disclosed gap.</param>
internal sealed record Verdict(IReadOnlyList<string> Findings, int Happened, int Logged, int Unheard, double GapSeconds)
{
    public bool Holds => Findings.Count == 0;
}

/// <summary>The demo's judge, told of clocks that were wrong, with a bound on how much may be called a gap.</summary>
internal static class Judge
{
    /// <summary>Only these keep what nobody heard; the others can but disclose it.</summary>
    private const string WithHistory = "youtube";

    /// <summary>Below half of the smallest jump, so that the reading is certain.</summary>
    private static readonly TimeSpan NearBy = TimeSpan.FromSeconds(2);

    /// <summary>
    /// Behind the show nothing happens that could be set against a gap, however right it is. The bound on all gaps takes them whole.
    /// </summary>
    private static readonly TimeSpan AfterTheShow = TimeSpan.FromSeconds(5);

    public static Verdict Decide(Schedule schedule, RunEvidence evidence)
    {
        var findings = new List<string>();
        var (happened, logged, unheard, gaps) = (0, 0, 0, 0.0);
        var timed = InTrueTime(evidence);
        foreach (var (platform, channel) in evidence.Channels)
        {
            var truth = evidence.Truths[platform];
            var log = new LoggedEvents(timed.Where(e => e.Channel == channel));
            findings.AddRange(
                evidence
                    .Events.Where(e => e.Channel == channel && e.Gap is { } gap && gap.StartedAt > gap.EndedAt)
                    .Select(e => $"{platform}: by the host's own clock a gap ends before it begins ({e.Gap.StartedAt})")
            );
            var occurrences = truth.Occurrences.Select(o => Excuse(o, log, evidence)).ToList();
            var report = TruthComparison.Compare(platform, occurrences, log);
            MetricComparison.Compare(
                report,
                occurrences,
                truth.Samples,
                log,
                [.. evidence.Metrics.Where(m => m.Channel == channel)],
                DemoSetup.SamplingInterval
            );
            findings.AddRange(Findings(report).Select(f => $"{platform}: {f}"));

            var allowed = GapAllowance.Of(schedule, platform);
            var seconds = evidence
                .Events.Where(e => e.Channel == channel && e.Gap is not null)
                .Sum(e => TrueSeconds(e.Gap, evidence.Clock));
            if (seconds > allowed)
            {
                findings.Add($"{platform}: {seconds:0.0} s are called gaps, and the faults explain {allowed:0.0} s");
            }

            happened += occurrences.Count;
            logged += occurrences.Count(o => log.Find(o.Id) is not null);
            unheard += occurrences.Count(o => !o.Recoverable && log.Find(o.Id) is null);
            gaps += seconds;
        }

        return new Verdict(findings, happened, logged, unheard, gaps);
    }

    private static double TrueSeconds(Gap gap, ClockHistory clock) =>
        (
            clock.ToTrue(gap.EndedAt.ToDateTimeOffset(), late: true) - clock.ToTrue(gap.StartedAt.ToDateTimeOffset(), late: false)
        ).TotalSeconds;

    private static IEnumerable<string> Findings(PlatformReport report) =>
        [
            .. report.Lost.Select(static t => "lost: " + t),
            .. report.Doubled.Select(static t => "doubled: " + t),
            .. report.Wrong.Select(static t => "wrong: " + t),
            .. report.Undisclosed.Select(static t => "undisclosed: " + t),
            .. report
                .Metrics.Where(static m => !m.Holds)
                .Select(static m =>
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"metric {m.Metric} {m.Currency} is {m.Value}, truly {m.Truth}{(m.At is { } at ? $" at {at:HH:mm:ss.fff}" : "")}"
                    )
                ),
        ];

    /// <summary>
    /// What a host heard and could not store, because its disk was full, is lost as if it had not been heard: it must be in a gap. A
    /// platform with a history is no excuse: the checkpoint is not ahead of the log.
    /// </summary>
    private static Occurrence Excuse(Occurrence occurrence, LoggedEvents log, RunEvidence evidence) =>
        occurrence.Platform != WithHistory
        && log.Find(occurrence.Id) is null
        && evidence.DiskFull is { } full
        && full.From <= occurrence.At
        && occurrence.At <= full.To
            ? occurrence with
            {
                Class = "unrecoverable",
            }
            : occurrence;

    /// <summary>
    /// Gaps and samples carry the host's own time, everything else the platform's. Where a small jump back showed a time twice, a gap
    /// gets the longer reading, and a sample the one near to what was logged just before and just behind it and cannot have been read
    /// late. Between a kill and the first that is heard again nothing is near, and no reading certain: such a sample is not judged.
    /// </summary>
    private static List<LiveEvent> InTrueTime(RunEvidence evidence)
    {
        var history = evidence.Channels[WithHistory];
        var end = evidence.Truths.Values.SelectMany(t => t.Occurrences).Select(o => o.At).DefaultIfEmpty().Max() + AfterTheShow;
        var inOrder = evidence.Events.OrderBy(e => e.Sequence).ToList();
        var behind = Neighbours(inOrder.AsEnumerable().Reverse(), history);
        var before = Neighbours(inOrder, history);
        var timed = new List<LiveEvent>(inOrder.Count);
        foreach (var e in inOrder)
        {
            var inTrueTime = InTrueTime(e, evidence.Clock, before[e.Sequence], end);
            var at = inTrueTime.OccurredAt.ToDateTimeOffset();
            if (
                e.BodyCase != LiveEvent.BodyOneofCase.Measurement
                || !evidence.Clock.IsAmbiguous(e.OccurredAt.ToDateTimeOffset())
                || ((at - before[e.Sequence])?.Duration() < NearBy && (at - behind[e.Sequence])?.Duration() < NearBy)
            )
            {
                timed.Add(inTrueTime);
            }
        }

        return timed;
    }

    /// <summary>For each event, when the one before it in this order happened that was told at once by its platform's clock.</summary>
    private static Dictionary<long, DateTimeOffset?> Neighbours(IEnumerable<LiveEvent> ordered, string history)
    {
        var neighbours = new Dictionary<long, DateTimeOffset?>();
        DateTimeOffset? last = null;
        foreach (var e in ordered)
        {
            neighbours[e.Sequence] = last;
            if (e.Channel != history && e.BodyCase is not (LiveEvent.BodyOneofCase.Gap or LiveEvent.BodyOneofCase.Measurement))
            {
                last = e.OccurredAt.ToDateTimeOffset();
            }
        }

        return neighbours;
    }

    private static LiveEvent InTrueTime(LiveEvent e, ClockHistory clock, DateTimeOffset? before, DateTimeOffset end)
    {
        if (e.BodyCase is not (LiveEvent.BodyOneofCase.Gap or LiveEvent.BodyOneofCase.Measurement))
        {
            return e;
        }

        var copy = e.Clone();
        if (copy.Gap is { } gap)
        {
            gap.StartedAt = clock.ToTrue(gap.StartedAt.ToDateTimeOffset(), late: false).ToTimestamp();
            var (began, ended) = (gap.StartedAt.ToDateTimeOffset(), clock.ToTrue(gap.EndedAt.ToDateTimeOffset(), late: true));
            gap.EndedAt = (ended > end && began < end ? end : ended).ToTimestamp();
        }
        else if (before is { } hint)
        {
            copy.OccurredAt = clock.ToTrue(e.OccurredAt.ToDateTimeOffset(), hint).ToTimestamp();
        }

        return copy;
    }
}

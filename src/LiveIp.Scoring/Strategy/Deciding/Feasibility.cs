using System.Globalization;

namespace LiveIp.Scoring.Strategy.Deciding;

/// <summary>Which candidates are possible, and which rule removed the others.</summary>
internal static class Feasibility
{
    // The history is in the order of its starts.
    public static (List<Candidate> Feasible, List<RemovedCandidate> Removed) Split(StrategyRequest request, PastBroadcast[] history)
    {
        var (feasible, removed) = (new List<Candidate>(), new List<RemovedCandidate>());
        foreach (var candidate in request.Candidates)
        {
            var reasons = Vetoes(request.Constraints, candidate).Concat(Spacings(request, candidate, history)).ToArray();
            if (reasons.Length == 0)
            {
                feasible.Add(candidate);
            }
            else
            {
                removed.Add(
                    new()
                    {
                        Candidate = candidate,
                        Reason = string.Join("; ", reasons.Select(static r => r.English)),
                        ReasonZh = string.Join("；", reasons.Select(static r => r.Chinese)),
                    }
                );
            }
        }

        return (feasible, removed);
    }

    private static IEnumerable<(string English, string Chinese)> Vetoes(Constraints constraints, Candidate candidate) =>
        constraints
            .Vetoes.Where(veto => LabelText.Contains(candidate.Labels, veto.Labels))
            .Select(static veto =>
            {
                var labels = LabelText.Of(veto.Labels);
                return veto.Note.Length == 0
                    ? ($"\"{labels}\" is ruled out", $"“{labels}”已被排除")
                    : ($"\"{labels}\" is ruled out: {veto.Note}", $"“{labels}”已被排除：{veto.Note}");
            });

    private static IEnumerable<(string English, string Chinese)> Spacings(
        StrategyRequest request,
        Candidate candidate,
        PastBroadcast[] history
    )
    {
        foreach (var spacing in request.Constraints.Spacings)
        {
            if (
                !candidate.Labels.TryGetValue(spacing.Factor, out var value)
                || (spacing.Value is not null && !string.Equals(spacing.Value, value, StringComparison.Ordinal))
            )
            {
                continue;
            }

            var last = Array.FindLastIndex(
                history,
                b => b.Labels.TryGetValue(spacing.Factor, out var was) && string.Equals(was, value, StringComparison.Ordinal)
            );
            if (last < 0)
            {
                continue;
            }

            var between = history.Length - 1 - last;
            if (between < spacing.Broadcasts)
            {
                yield return (
                    $"\"{value}\" was {Ago(between)}; at least {spacing.Broadcasts} other broadcasts must lie between",
                    $"“{value}”之后只隔了 {between} 场直播，至少要隔 {spacing.Broadcasts} 场"
                );
            }

            if (spacing.Time > TimeSpan.Zero)
            {
                var passed = (candidate.StartTime ?? request.PlannedStart)!.Value - history[last].StartTime;
                if (passed < spacing.Time)
                {
                    yield return (
                        $"\"{value}\" would start {Hours(passed)} hours after the last; at least {Hours(spacing.Time)} are asked for",
                        $"距上次“{value}”只有 {Hours(passed)} 小时，至少要 {Hours(spacing.Time)} 小时"
                    );
                }
            }
        }
    }

    private static string Ago(int between) => between == 0 ? "the last broadcast" : $"{between} broadcasts before the last";

    private static string Hours(TimeSpan time) => time.TotalHours.ToString("0.#", CultureInfo.InvariantCulture);
}

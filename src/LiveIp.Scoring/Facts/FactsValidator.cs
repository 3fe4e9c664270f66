using LiveIp.Contracts;
using LiveIp.Scoring.Metrics;

namespace LiveIp.Scoring.Facts;

/// <summary>Looks at facts before they are weighed. What is wrong gets a name and a place; nothing becomes a zero.</summary>
public static class FactsValidator
{
    /// <summary>Problems of a judged broadcast and of those that came before it; empty when there are none.</summary>
    public static IReadOnlyList<FactProblem> Check(
        BroadcastFacts target,
        IReadOnlyList<BroadcastFacts> earlier,
        ScoringMetrics? metrics = null
    )
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(earlier);
        var problems = new Problems(metrics ?? ScoringMetrics.Catalogue);
        problems.Broadcast(target);
        var names = new HashSet<string>(StringComparer.Ordinal) { target.Name };
        foreach (var broadcast in earlier)
        {
            problems.Broadcast(broadcast);
            if (!names.Add(broadcast.Name))
            {
                problems.Add(
                    FactProblemCode.DuplicateBroadcast,
                    broadcast.Name,
                    "is there twice; a baseline holds every broadcast once and never the one it judges"
                );
            }

            if (broadcast.StartTime >= target.StartTime)
            {
                problems.Add(
                    FactProblemCode.NotEarlier,
                    $"{broadcast.Name}: startTime",
                    $"is not before the judged broadcast's, {target.StartTime:O}; leave out what came later"
                );
            }
        }

        return problems.Found;
    }

    /// <summary>Throws when one fact of a running broadcast has a problem.</summary>
    internal static void Require(ScoredMetric metric, MetricFact fact)
    {
        var problems = new Problems(new([metric], []));
        problems.Metric(metric.Id, fact, metric.Id);
        if (problems.Found.Count > 0)
        {
            throw new FactsException(problems.Found);
        }
    }

    /// <summary>Throws with every problem there is.</summary>
    /// <exception cref="FactsException">There is a problem.</exception>
    public static void Require(BroadcastFacts target, IReadOnlyList<BroadcastFacts> earlier, ScoringMetrics? metrics = null)
    {
        if (Check(target, earlier, metrics) is { Count: > 0 } problems)
        {
            throw new FactsException(problems);
        }
    }

    /// <summary>Throws with every problem of broadcasts that are looked at together, in any order of time.</summary>
    /// <exception cref="FactsException">There is a problem.</exception>
    internal static void RequireEach(IReadOnlyList<BroadcastFacts> broadcasts, ScoringMetrics metrics)
    {
        ArgumentNullException.ThrowIfNull(broadcasts);
        var problems = new Problems(metrics);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var broadcast in broadcasts)
        {
            problems.Broadcast(broadcast);
            if (!names.Add(broadcast.Name))
            {
                problems.Add(FactProblemCode.DuplicateBroadcast, broadcast.Name, "is there twice; every broadcast counts once");
            }
        }

        if (problems.Found.Count > 0)
        {
            throw new FactsException(problems.Found);
        }
    }

    private sealed class Problems(ScoringMetrics metrics)
    {
        public List<FactProblem> Found { get; } = [];

        public void Add(FactProblemCode code, string field, string message) =>
            Found.Add(
                new()
                {
                    Code = code,
                    Field = field,
                    Message = message,
                }
            );

        public void Broadcast(BroadcastFacts broadcast)
        {
            Named(broadcast.Name, "broadcast: name");
            if (broadcast.EndTime < broadcast.StartTime)
            {
                Add(
                    FactProblemCode.ClockJump,
                    $"{broadcast.Name}: endTime",
                    $"{broadcast.EndTime:O} is before the start, {broadcast.StartTime:O}; a clock has jumped"
                );
            }

            var channels = new HashSet<string>(StringComparer.Ordinal);
            foreach (var part in broadcast.Parts)
            {
                var at = $"{broadcast.Name}: parts[{part.Channel}]";
                Named(part.Channel, $"{at}.channel");
                Named(part.Platform, $"{at}.platform");
                if (!channels.Add(part.Channel))
                {
                    Add(FactProblemCode.DuplicatePart, at, "the channel is there twice");
                }

                NotNegative(part.LiveMinutes, $"{at}.liveMinutes");
                NotNegative(part.ViewerMinutes ?? 0, $"{at}.viewerMinutes");
                foreach (var (id, fact) in part.Metrics.OrderBy(static m => m.Key, StringComparer.Ordinal))
                {
                    Metric(id, fact, $"{at}.metrics[{id}]");
                }

                Steps(part, at);
            }
        }

        public void Metric(string id, MetricFact fact, string at)
        {
            var scored = metrics.Find(id);
            if (scored is null && MetricCatalog.Find(id) is null)
            {
                Add(FactProblemCode.UnknownMetric, at, "the catalogue has no such metric");
                return;
            }

            Readings(fact, at);
            if (fact.Value is not { } value || !(scored?.Kind == MeasureKind.SignedGrowth ? Finite(value, at) : NotNegative(value, at)))
            {
                return;
            }

            if (fact.N is { } n)
            {
                NotNegative(n, $"{at}.n");
            }
            else if (scored is not null && (scored.Kind == MeasureKind.Ratio || scored.IsRate))
            {
                Add(FactProblemCode.NoSampleSize, $"{at}.n", "a ratio or rate must say what it was taken over");
            }

            if (scored?.Kind == MeasureKind.Ratio && value > 1)
            {
                Add(FactProblemCode.RatioAboveOne, at, FormattableString.Invariant($"{value} is more than the whole; a share is 0 to 1"));
            }
        }

        private void Readings(MetricFact fact, string at)
        {
            for (var i = 0; i < (fact.Readings?.Count ?? 0); i++)
            {
                var reading = fact.Readings![i];
                if (NotNegative(reading, $"{at}.readings[{i}]") && i > 0 && reading < fact.Readings[i - 1])
                {
                    Add(
                        FactProblemCode.RunsBackwards,
                        $"{at}.readings[{i}]",
                        FormattableString.Invariant($"{reading} is below the reading before, {fact.Readings[i - 1]}; a total only grows")
                    );
                }
            }
        }

        private void Steps(BroadcastPart part, string at)
        {
            var last = -1;
            foreach (var step in part.Steps)
            {
                var here = $"{at}.steps[{step.Minute}]";
                if (step.Minute <= last)
                {
                    Add(FactProblemCode.StepOrder, here, "minutes go up from 0, each once");
                }

                last = Math.Max(last, step.Minute);
                NotNegative(step.ViewerMinutes ?? 0, $"{here}.viewerMinutes");
                foreach (var (id, value) in step.Metrics)
                {
                    Metric(id, MetricFact.OfRate(value, 1), $"{here}.metrics[{id}]");
                }
            }
        }

        private void Named(string name, string at)
        {
            if (string.IsNullOrWhiteSpace(name))
            {
                Add(FactProblemCode.Nameless, at, "must not be empty");
            }
        }

        private bool NotNegative(double value, string at)
        {
            if (!Finite(value, at))
            {
                return false;
            }

            if (value < 0)
            {
                Add(FactProblemCode.Negative, at, FormattableString.Invariant($"{value} is below zero; what is unknown is missing"));
            }

            return value >= 0;
        }

        private bool Finite(double value, string at)
        {
            if (double.IsFinite(value))
            {
                return true;
            }

            var nan = double.IsNaN(value);
            Add(
                nan ? FactProblemCode.NotANumber : FactProblemCode.Infinite,
                at,
                nan ? "is not a number; what is unknown is missing" : "is infinite; what is unknown is missing"
            );
            return false;
        }
    }
}

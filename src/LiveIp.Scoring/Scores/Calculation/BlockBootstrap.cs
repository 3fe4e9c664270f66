using LiveIp.Scoring.Facts;
using LiveIp.Scoring.Metrics;

namespace LiveIp.Scoring.Scores.Calculation;

/// <summary>
/// How much a score hangs on single minutes. Minutes next to each other resemble each other, so whole blocks of five are drawn
/// with replacement, the same for every metric and channel, and the score is computed anew (Künsch, Annals of Statistics 17, 1989).
/// </summary>
internal static class BlockBootstrap
{
    public const int BlockMinutes = 5;
    public const int Draws = 500;
    public const int BlocksNeeded = 3;

    private const ulong Seed = 20170913;
    private const double Tail = 0.05;

    /// <summary>Null when there are fewer than three blocks.</summary>
    public static ScoreInterval? Interval(ScoreState state, BroadcastFacts broadcast)
    {
        var blocks = broadcast
            .Parts.SelectMany(static p => p.Steps)
            .Select(static s => (s.Minute / BlockMinutes) + 1)
            .DefaultIfEmpty(0)
            .Max();
        if (blocks < BlocksNeeded)
        {
            return null;
        }

        var sums = new BlockSums(state.Frame, broadcast, blocks);
        var (drawn, again, random) = (new int[blocks], new ScoreState(state.Frame), new SplitMix(Seed));
        again.Load(broadcast);
        var scores = new List<double>(Draws);
        for (var draw = 0; draw < Draws; draw++)
        {
            Array.Clear(drawn);
            for (var i = 0; i < blocks; i++)
            {
                drawn[random.Below(blocks)]++;
            }

            sums.Apply(drawn, state, again);
            again.Evaluate();
            if (again.HasScore)
            {
                scores.Add(again.Score());
            }
        }

        // Draws that leave a metric without an exposure have no score; when most do, the interval would be of something else.
        return scores.Count < Draws / 2 ? null : Percentiles(scores);
    }

    private static ScoreInterval Percentiles(List<double> scores)
    {
        scores.Sort();
        var mean = scores.Average();
        return new()
        {
            Low = scores[(int)(Tail * (scores.Count - 1))],
            High = scores[(int)Math.Ceiling((1 - Tail) * (scores.Count - 1))],
            Deviation = Math.Sqrt(scores.Sum(s => (s - mean) * (s - mean)) / (scores.Count - 1)),
        };
    }

    /// <summary>Sums of blocks, so that a draw costs as much as there are blocks and not as minutes.</summary>
    private sealed class BlockSums
    {
        private readonly double[][] _minutes;
        private readonly double[][] _viewers;
        private readonly double[]?[] _terms;

        public BlockSums(ScoreFrame frame, BroadcastFacts broadcast, int blocks)
        {
            var steps = frame.Parts.Select(p => broadcast.Parts.FirstOrDefault(x => x.Channel == p.Channel)?.Steps ?? []).ToArray();
            _minutes = [.. steps.Select(s => Sum(s, blocks, static _ => 1))];
            _viewers = [.. steps.Select(s => Sum(s, blocks, static x => x.ViewerMinutes ?? double.NaN))];
            _terms =
            [
                .. frame.Terms.Select(t =>
                    IsAdditive(t.Metric) && steps[t.Part].Any(s => s.Metrics.ContainsKey(t.Metric.Id))
                        ? Sum(steps[t.Part], blocks, s => s.Metrics.GetValueOrDefault(t.Metric.Id))
                        : null
                ),
            ];
        }

        public void Apply(int[] drawn, ScoreState from, ScoreState to)
        {
            for (var p = 0; p < _minutes.Length; p++)
            {
                to.LiveMinutes[p] = from.LiveMinutes[p] * Gain(_minutes[p], drawn);
                to.ViewerMinutes[p] = from.ViewerMinutes[p] * Gain(_viewers[p], drawn);
            }

            for (var i = 0; i < _terms.Length; i++)
            {
                to.Amounts[i] = _terms[i] is { } sums ? from.Amounts[i] * Gain(sums, drawn) : from.Amounts[i];
            }
        }

        // What was drawn, as a multiple of what happened. Nothing known by minutes, or nothing at all: it stays.
        private static double Gain(double[] sums, int[] drawn)
        {
            var (all, chosen) = (0.0, 0.0);
            for (var i = 0; i < sums.Length; i++)
            {
                all += sums[i];
                chosen += drawn[i] * sums[i];
            }

            return all > 0 ? chosen / all : 1;
        }

        private static double[] Sum(IReadOnlyList<StepFacts> steps, int blocks, Func<StepFacts, double> value)
        {
            var sums = new double[blocks];
            foreach (var step in steps)
            {
                sums[step.Minute / BlockMinutes] += value(step);
            }

            return sums;
        }

        // A peak or a number of distinct people does not come from adding up minutes.
        private static bool IsAdditive(ScoredMetric metric) =>
            metric.Kind is MeasureKind.Count or MeasureKind.Duration or MeasureKind.Money;
    }

    /// <summary>SplitMix64 (Steele, Lea and Flood, OOPSLA 2014): the same numbers on every runtime, which System.Random does not promise.</summary>
    private sealed class SplitMix(ulong state)
    {
        private ulong _state = state;

        public int Below(int bound) => (int)(Math.BigMul(Next(), (ulong)bound, out _));

        private ulong Next()
        {
            var z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }
}

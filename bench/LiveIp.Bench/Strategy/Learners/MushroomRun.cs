using LiveIp.Bench.Report;

namespace LiveIp.Bench.Strategy.Learners;

/// <summary>Online accuracy of each learner beside the published one of a NumPy implementation.</summary>
internal static class MushroomRun
{
    private const int Seeds = 10;

    // The reference is a mean of three seeds, printed with three digits.
    private const int ReferenceSeeds = 3;
    private const double ReferenceRounding = 0.0005;

    private static readonly (string Name, Func<Learner.IChoice> Choice, double Reference)[] All =
    [
        ("uniform", static () => new Uniform(), 0.5),
        ("greedy", static () => new EpsilonGreedy(0), 0.942),
        ("eps .05", static () => new EpsilonGreedy(0.05), 0.95),
        ("LinUCB .5", static () => new LinUcb(0.5), 0.991),
        ("LinUCB .1", static () => new LinUcb(0.1), 0.996),
        ("LinTS .25", static () => new LinTs(0.25), 0.989),
        ("LinTS .1", static () => new LinTs(0.1), 0.993),
        ("SquareCB 10", static () => new SquareCb(10), 0.995),
    ];

    public static void Report(BenchRun run, Mushrooms data)
    {
        run.Report.Note(
            $"mushroom, {data.Labels.Length} rounds, {data.Features} features, mean of {Seeds} seeds; the allowed distance is two standard errors of the difference of both means, and the reference's rounding."
        );
        foreach (var (name, choice, reference) in All)
        {
            var accuracies = new double[Seeds];
            Parallel.For(0, Seeds, seed => accuracies[seed] = Accuracy(data, Learner.Of(name, 2, data.Size, seed, choice()), seed));
            var mean = accuracies.Average();
            var variance = accuracies.Sum(a => (a - mean) * (a - mean)) / (Seeds - 1);
            var allowed = (2 * Math.Sqrt(variance * ((1.0 / Seeds) + (1.0 / ReferenceSeeds)))) + ReferenceRounding;
            run.Report.Add(
                new(
                    $"{name}: online accuracy",
                    mean,
                    "",
                    FormattableString.Invariant($"{reference:0.000} ± {allowed:0.0000}"),
                    Math.Abs(mean - reference) <= allowed
                )
            );
        }
    }

    /// <summary>Rounds per second of processor time and bytes allocated a round of LinUCB.</summary>
    public static (double RoundsPerSecond, double BytesPerRound) Speed(Mushrooms data)
    {
        Accuracy(data, New(), 0);
        var order = Order(data, 1);
        var learner = New();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        var start = CpuTime.Used();
        Play(data, learner, order);
        var seconds = (CpuTime.Used() - start).TotalSeconds;
        return (order.Length / seconds, (double)(GC.GetAllocatedBytesForCurrentThread() - allocated) / order.Length);

        Learner New() => Learner.Of("LinUCB .1", 2, data.Size, 1, new LinUcb(0.1));
    }

    private static double Accuracy(Mushrooms data, Learner learner, int seed) =>
        (double)Play(data, learner, Order(data, seed)) / data.Labels.Length;

    private static int Play(Mushrooms data, Learner learner, int[] order)
    {
        var right = 0;
        foreach (var row in order)
        {
            var x = data.Row(row);
            var action = learner.Choose(x);
            var reward = action == data.Labels[row] ? 1 : 0;
            right += reward;
            learner.Learn(x, action, reward);
        }

        return right;
    }

    private static int[] Order(Mushrooms data, int seed)
    {
        var order = Enumerable.Range(0, data.Labels.Length).ToArray();
        // Not the numbers that the learner draws from: with those it would guess along with the order.
        new Random(~seed).Shuffle(order);
        return order;
    }
}

using System.Globalization;
using LiveIp.Bench.Report;
using LiveIp.Scoring.Tests.Support;

namespace LiveIp.Bench.Scores;

/// <summary>What weights and normalisation do to a ranking (OECD/JRC Handbook 2008, uncertainty and sensitivity).</summary>
internal static class Robustness
{
    private const int Draws = 500;
    private const double Each = 20;
    private static readonly double[] Equal = [0.2, 0.2, 0.2, 0.2, 0.2];

    public static void Report(BenchRun run, string[] lines)
    {
        var index = new ChannelIndex(lines);
        Shares(run, index);
        Weights(run, index);
        Normalisations(run, index);
        Sensitivity(run, index);
    }

    private static void Shares(BenchRun run, ChannelIndex index)
    {
        run.Report.Note($"Shares of variance of five metrics over {index.Raw[0].Length:#,0} Twitch channels; raw numbers first.");
        run.Report.Add(new("raw numbers: largest share", ChannelIndex.VarianceShares(index.Raw).Max(), "of variance"));
        foreach (var (column, share) in ChannelIndex.Columns.Zip(ChannelIndex.VarianceShares(index.Normalised(0))))
        {
            run.Report.Add(new($"robust log-z: {column}", share, "of variance", "0.15 to 0.28", share is >= 0.15 and <= 0.28));
        }
    }

    // "Dirichlet(20 w)" can be read with each of the five weights as 1, or with their sum as 1: five times as concentrated or not.
    private static void Weights(BenchRun run, ChannelIndex index)
    {
        var draws = run.Scale(Draws);
        run.Report.Note($"Equal weights against {draws} draws from a Dirichlet distribution: Spearman's rho of the two rankings.");
        var each = Quantile(index, Each * Equal.Length, draws);
        run.Report.Add(Figure.AtLeast("Dirichlet(20, 20, 20, 20, 20): 5 % quantile", each, "rho", 0.98));
        run.Report.Add(new("Dirichlet(4, 4, 4, 4, 4): 5 % quantile", Quantile(index, Each, draws), "rho"));
    }

    private static double Quantile(ChannelIndex index, double concentration, int draws)
    {
        var (random, here) = (new RandomWeights(20170913), index.Compose(0, Equal));
        var rhos = Enumerable.Range(0, draws).Select(_ => Ranks.Spearman(here, index.Compose(0, random.Dirichlet(concentration, Equal))));
        return rhos.Order().ElementAt((int)(0.05 * draws));
    }

    private static void Normalisations(BenchRun run, ChannelIndex index)
    {
        var composed = Enumerable.Range(0, ChannelIndex.Normalisations.Count).Select(n => index.Compose(n, Equal)).ToArray();
        run.Report.Note("Kendall's tau between rankings by normalisation:");
        run.Report.Note($"{"", -14}{string.Concat(ChannelIndex.Normalisations.Select(static n => $"{n, 14}"))}");
        foreach (var (n, name) in ChannelIndex.Normalisations.Index())
        {
            var row = composed.Select(other => Ranks.Kendall(composed[n], other).ToString("0.000", CultureInfo.InvariantCulture));
            run.Report.Note($"{name, -14}{string.Concat(row.Select(static t => $"{t, 14}"))}");
        }
    }

    // Saltelli's design with Jansen's estimators (Computer Physics Communications 181, 2010).
    private static void Sensitivity(BenchRun run, ChannelIndex index)
    {
        var (n, inputs) = (run.Scale(2048), Equal.Length + 1);
        var names = (string[])["choice of normalisation", .. ChannelIndex.Columns.Select(static c => $"weight of {c}")];
        var basis = Ranks.Of(index.Compose(0, Equal));
#pragma warning disable CA5394 // Not for secrets.
        var random = new Random(20170913);
        var (a, b) = (Draw(), Draw());
#pragma warning restore CA5394
        var (fa, fb) = (a.Select(Shift).ToArray(), b.Select(Shift).ToArray());
        var all = fa.Concat(fb).ToArray();
        var variance = all.Average(f => f * f) - Math.Pow(all.Average(), 2);
        run.Report.Note(
            $"Sobol indices of the mean shift of ranks: one of five normalisations, weights ±50 %, {n:#,0} × {inputs + 2} evaluations."
        );
        run.Report.Add(new("mean shift of ranks", all.Average(), $"of {basis.Length} ranks"));
        for (var i = 0; i < inputs; i++)
        {
            var mixed = a.Zip(b, (x, y) => Shift([.. x.Select((v, k) => k == i ? y[k] : v)])).ToArray();
            run.Report.Add(new($"first order, {names[i]}", 1 - (fb.Zip(mixed, Square).Average() / (2 * variance)), "of variance"));
            run.Report.Add(new($"total order, {names[i]}", fa.Zip(mixed, Square).Average() / (2 * variance), "of variance"));
        }

        double[][] Draw() =>
            [.. Enumerable.Range(0, n).Select(_ => Enumerable.Range(0, inputs).Select(_ => random.NextDouble()).ToArray())];

        double Shift(double[] u)
        {
            var ranks = Ranks.Of(
                index.Compose((int)(u[0] * ChannelIndex.Normalisations.Count), [.. u.Skip(1).Select(static x => 0.5 + x)])
            );
            return ranks.Zip(basis, static (x, y) => Math.Abs(x - y)).Average();
        }
    }

    private static double Square(double x, double y) => (x - y) * (x - y);
}

using LiveIp.Bench.Report;
using LiveIp.Scoring.Baselines;
using LiveIp.Scoring.Tests.Support;

namespace LiveIp.Bench.Scores;

/// <summary>Whether the baseline predicts the next video, and whether its interval holds what it promises.</summary>
internal static class Validity
{
    public static void Report(BenchRun run, string[] lines)
    {
        var videos = TrendingVideos.Read(lines);
        run.Report.Note($"Not read: {string.Join("; ", videos.Problems)}");
        foreach (var (name, prior, value) in PredictiveValidity.Metrics)
        {
            var shipped = BaselinePriors.Shipped.Find(prior, "youtube")!;
            var v = PredictiveValidity.Of(videos, value, shipped);
            run.Report.Note(
                $"{name}: {v.Predictions} videos of {v.Channels} channels, each predicted from those before it. Root mean square errors:"
            );
            run.Report.Add(new($"{name}, other channels' mean", v.Global, "ln"));
            run.Report.Add(new($"{name}, last video", v.Last, "ln"));
            run.Report.Add(new($"{name}, channel's mean", v.Mean, "ln", "at most other channels' mean", v.Mean <= v.Global));
            run.Report.Add(new($"{name}, the engine's baseline", v.Shrunk, "ln", "at most the channel's mean", v.Shrunk <= v.Mean));
            run.Report.Add(
                new($"{name}, inside the 90 % interval", v.Coverage, "share", "0.85 to 0.95", v.Coverage is >= 0.85 and <= 0.95)
            );

            // The shipped spreads come from these channels; so once more with nothing of the channel in its own prior.
            var left = PredictiveValidity.Of(videos, value, shipped, leaveOut: true);
            run.Report.Add(
                new($"{name}, baseline with the others' spreads", left.Shrunk, "ln", "at most the channel's mean", left.Shrunk <= left.Mean)
            );
            run.Report.Add(new($"{name}, inside 90 % with the others' spreads", left.Coverage, "share"));
        }
    }
}

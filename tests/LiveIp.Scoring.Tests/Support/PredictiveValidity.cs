using LiveIp.Scoring.Baselines;

namespace LiveIp.Scoring.Tests.Support;

/// <summary>
/// Does the baseline predict a channel's next video better than simpler guesses? Channels with four or more videos; each video from
/// the second on is predicted from those before it. Where channels lie in general is taken from the other channels.
/// </summary>
internal sealed record PredictiveValidity
{
    public static readonly IReadOnlyList<(string Name, string Prior, Func<Video, double> Value)> Metrics =
    [
        ("ln views", "views", static v => Math.Log(v.Views + 0.5)),
        ("ln like-rate", "like-rate", static v => Math.Log((v.Likes + 0.5) / v.Views)),
        ("ln comment-rate", "comment-rate", static v => Math.Log((v.Comments + 0.5) / v.Views)),
    ];

    private const int Enough = 4;

    public required int Channels { get; init; }

    public required int Predictions { get; init; }

    public required double Global { get; init; }

    public required double Last { get; init; }

    public required double Mean { get; init; }

    public required double Shrunk { get; init; }

    /// <summary>Share of videos inside their 90 % interval.</summary>
    public required double Coverage { get; init; }

    /// <param name="videos">By channel.</param>
    /// <param name="value">On the metric's scale.</param>
    /// <param name="spreads">Within and between.</param>
    /// <param name="leaveOut">Also take the spreads from the other channels, so that nothing of the channel is in its prior.</param>
    public static PredictiveValidity Of(TrendingVideos videos, Func<Video, double> value, BaselinePrior spreads, bool leaveOut = false)
    {
        var channels = videos.Channels.Where(static c => c.Count >= Enough).Select(c => c.Select(value).ToArray()).ToArray();
        var (global, last, mean, shrunk, inside) = (new List<double>(), new List<double>(), new List<double>(), new List<double>(), 0);
        foreach (var (index, own) in channels.Index())
        {
            var others = channels.Where((_, i) => i != index).ToArray();
            var prior = (leaveOut ? Spreads(others) : spreads) with { Location = others.SelectMany(static c => c).Average() };
            for (var n = 1; n < own.Length; n++)
            {
                var baseline = BaselineEstimator.Estimate(own.AsSpan(0, n), prior)!;
                var (low, high) = baseline.Predict();
                global.Add(own[n] - prior.Location!.Value);
                last.Add(own[n] - own[n - 1]);
                mean.Add(own[n] - own.Take(n).Average());
                shrunk.Add(own[n] - baseline.Location);
                inside += own[n] >= low && own[n] <= high ? 1 : 0;
            }
        }

        return new()
        {
            Channels = channels.Length,
            Predictions = shrunk.Count,
            Global = RootMeanSquare(global),
            Last = RootMeanSquare(last),
            Mean = RootMeanSquare(mean),
            Shrunk = RootMeanSquare(shrunk),
            Coverage = (double)inside / shrunk.Count,
        };
    }

    // Within: pooled; between: of the channels' means.
    private static BaselinePrior Spreads(double[][] channels)
    {
        var means = channels.Select(static c => c.Average()).ToArray();
        var centre = means.Average();
        return new()
        {
            Within = Math.Sqrt(channels.Sum(static c => c.Sum(v => Math.Pow(v - c.Average(), 2))) / channels.Sum(static c => c.Length - 1)),
            Between = Math.Sqrt(means.Sum(m => Math.Pow(m - centre, 2)) / (means.Length - 1)),
            Source = "the other channels",
        };
    }

    private static double RootMeanSquare(List<double> errors) => Math.Sqrt(errors.Average(static e => e * e));
}

using System.Globalization;

namespace LiveIp.Scoring.Strategy.Explaining;

/// <summary>Rewards as scores.</summary>
internal static class ScoreScale
{
    /// <summary>Of the standard normal: 90 % lie within this many deviations.</summary>
    private const double Ninety = 1.6448536269514722;

    private const double Centre = 50;
    private const double Spread = 10;

    public static double Score(double reward) => Centre + (Spread * reward);

    public static double Reward(double score) => (score - Centre) / Spread;

    public static double Points(double reward) => Spread * reward;

    public static ScoreInterval Interval(double mean, double variance)
    {
        var half = Ninety * Math.Sqrt(variance);
        return new() { Low = Score(mean - half), High = Score(mean + half) };
    }

    public static string Text(double score) => score.ToString("0", CultureInfo.InvariantCulture);

    /// <summary>"+6", "-2", "+0".</summary>
    public static string Signed(double points) => points.ToString("+0;-0;+0", CultureInfo.InvariantCulture);
}

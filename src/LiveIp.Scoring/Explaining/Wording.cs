using System.Globalization;
using LiveIp.Scoring.Metrics;
using LiveIp.Scoring.Scores;

namespace LiveIp.Scoring.Explaining;

/// <summary>Numbers with their units, and what to call chance.</summary>
internal static class Wording
{
    private static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    /// <summary>"+4.2".</summary>
    public static string Points(double points) => points.ToString("+0.0;-0.0;0.0", Plain);

    public static string Score(double score) => score.ToString("0.0", Plain);

    /// <summary>"1.8", "0.62", "12".</summary>
    public static string Times(double times) =>
        times.ToString(
            times < 1 ? "0.##"
                : times < 10 ? "0.0"
                : "#,0",
            Plain
        );

    public static (string English, string Chinese) Amount(ScoredMetric? metric, double amount) =>
        metric?.Kind switch
        {
            MeasureKind.Duration => Time(amount),
            MeasureKind.Gauge when metric.HalfUnit == 30 => Time(amount),
            // The reporting currency is the caller's; the score only knows that it is one.
            MeasureKind.Money => Both((amount / 1e6).ToString("#,0.00", Plain)),
            MeasureKind.SignedGrowth => Both(amount.ToString("+#,0;-#,0;0", Plain)),
            _ => Both(amount.ToString(amount is > 0 and < 10 ? "0.#" : "#,0", Plain)),
        };

    public static string Platform(string platform) =>
        platform switch
        {
            "youtube" => "YouTube",
            "twitch" => "Twitch",
            "bilibili" => "Bilibili",
            _ => platform,
        };

    public static string PlatformZh(string platform) => platform == "bilibili" ? "哔哩哔哩" : Platform(platform);

    /// <summary>"noise: less than 2.9x is chance".</summary>
    public static (string English, string Chinese) Chance(Verdict verdict, double? factor)
    {
        var times = factor is { } f ? Times(f) : null;
        return verdict switch
        {
            Verdict.Noise when times is not null => (
                $"noise: less than {times}x either way is chance",
                $"属正常波动：上下 {times} 倍以内都可能是偶然"
            ),
            Verdict.Noise => ("noise: this much is chance", "属正常波动：这一幅度可能是偶然"),
            Verdict.MayBeChance => ("may be chance", "也可能是偶然"),
            _ => ("more than chance", "超出偶然波动"),
        };
    }

    private static (string, string) Time(double seconds) =>
        seconds switch
        {
            < 120 => (seconds.ToString("0 s", Plain), seconds.ToString("0 秒", Plain)),
            < 7200 => ((seconds / 60).ToString("0 min", Plain), (seconds / 60).ToString("0 分钟", Plain)),
            _ => ((seconds / 3600).ToString("#,0.# h", Plain), (seconds / 3600).ToString("#,0.# 小时", Plain)),
        };

    private static (string, string) Both(string text) => (text, text);
}

using System.Globalization;
using LiveIp.Contracts;

namespace LiveIp.Host.Reports.Text;

/// <summary>Numbers with their units, for people. Programs read the exact ones from JSON, CSV and Parquet.</summary>
internal static class NumberText
{
    /// <summary>"1,234.5": as many digits as help.</summary>
    public static string Plain(double value) =>
        value.ToString(
            Math.Abs(value) switch
            {
                >= 100 => "#,0",
                >= 1 or 0 => "#,0.#",
                _ => "0.####",
            },
            CultureInfo.InvariantCulture
        );

    /// <summary>Of the score: one digit behind the point, as the noise is tens of times that.</summary>
    public static string Points(double value) => value.ToString("0.0", CultureInfo.InvariantCulture);

    /// <summary>"+4.2", "−1.0"</summary>
    public static string Signed(double value) =>
        Points(Math.Abs(value)) is "0.0" ? "0.0"
        : value < 0 ? $"\u2212{Points(-value)}"
        : $"+{Points(value)}";

    /// <summary>0.42 is "42 %".</summary>
    public static string Share(double value) => string.Create(CultureInfo.InvariantCulture, $"{100 * value:0.#} %");

    /// <summary>In the catalogue's unit of the metric.</summary>
    public static string Of(string metric, double value, string currency, ReportLanguage language) =>
        MetricCatalog.Find(metric)?.Unit switch
        {
            "{micros}" => $"{(value / 1e6).ToString("#,0.00", CultureInfo.InvariantCulture)} {PlainText.Of(currency)}".TrimEnd(),
            "s" => Time(TimeSpan.FromSeconds(Math.Min(value, TimeSpan.MaxValue.TotalSeconds / 2)), language),
            "1/min" => language.Say($"{Plain(value)} per viewer and minute", $"{Plain(value)} 次/人·分钟"),
            _ => Plain(value),
        };

    /// <summary>"1 h 23 min"</summary>
    public static string Time(TimeSpan time, ReportLanguage language)
    {
        if (time < TimeSpan.FromMinutes(1))
        {
            return language.Say($"{Plain(Math.Round(time.TotalSeconds))} s", $"{Plain(Math.Round(time.TotalSeconds))} 秒");
        }

        var minutes = (long)Math.Round(time.TotalMinutes);
        var hours = string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:#,0}");
        return minutes < 60 ? language.Say($"{minutes} min", $"{minutes} 分钟")
            // Of a hundred hours nobody counts the minutes.
            : minutes >= 6000 ? language.Say($"{hours} h", $"{hours} 小时")
            : language.Say($"{hours} h {minutes % 60} min", $"{hours} 小时 {minutes % 60} 分钟");
    }

    /// <summary>Since the begin of the broadcast: "1:05".</summary>
    public static string Clock(int minute) => string.Create(CultureInfo.InvariantCulture, $"{minute / 60}:{minute % 60:00}");

    /// <summary>"2026-05-01 12:00 UTC"</summary>
    public static string Moment(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
}

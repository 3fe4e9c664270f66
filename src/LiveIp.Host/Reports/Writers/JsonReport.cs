using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LiveIp.Host.Reports.Model;
using LiveIp.Host.Reports.Text;
using LiveIp.Scoring.Scores;

namespace LiveIp.Host.Reports.Writers;

/// <summary>The report for programs: stable names with the unit in them, every digit, null where nothing is known.</summary>
internal static class JsonReport
{
    // Not indented: a week of minutes would not fit into a message. The default encoder, since the file may end up inside a page.
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.Default };

    public static string Write(BroadcastReport report) =>
        new JsonObject
        {
            ["broadcast"] = report.Name,
            ["title"] = report.Title,
            ["labels"] = Labels(report.Labels),
            ["start_time_utc"] = Time(report.Start),
            ["end_time_utc"] = Time(report.End),
            ["is_live"] = report.IsLive,
            ["is_emulated"] = report.IsEmulated,
            ["as_of_sequence"] = report.AsOfSequence,
            ["platforms"] = Each(report.Parts, Part),
            ["totals"] = Each(report.Totals, Total),
            ["first_minute_utc"] = Time(report.FirstMinute),
            ["minutes_min"] = report.Minutes,
            ["minutes_left_out_min"] = report.MinutesLeftOut,
            ["series"] = Each(
                report.Series,
                static s => new JsonObject
                {
                    ["channel"] = s.Channel,
                    ["platform"] = s.Platform,
                    ["metric"] = s.Metric,
                    ["currency"] = Text(s.Currency),
                    [ColumnNames.Of(s.Metric)] = new JsonArray([.. s.Values.Select(static v => (JsonNode?)v)]),
                }
            ),
            ["score"] = Score(report.Score),
            ["history"] = Each(
                report.History,
                static h => new JsonObject
                {
                    ["broadcast"] = h.Broadcast,
                    ["title"] = h.Title,
                    ["start_time_utc"] = Time(h.Start),
                    ["score_points"] = h.Value,
                    ["no_value"] = h.NoValue?.English,
                    ["noise_points"] = Interval(h.Noise),
                }
            ),
            ["peaks"] = Each(
                report.Peaks,
                static p => new JsonObject
                {
                    ["platform"] = p.Caption,
                    ["metric"] = p.Metric,
                    ["currency"] = Text(p.Currency),
                    ["minute_min"] = p.Minute,
                    [ColumnNames.Of(p.Metric)] = p.Value,
                }
            ),
            ["gaps"] = Each(
                report.Gaps,
                static g => new JsonObject
                {
                    ["channel"] = g.Channel,
                    ["start_time_utc"] = Time(g.Start),
                    ["end_time_utc"] = Time(g.End),
                    ["cause"] = ReasonWords.Of(g.Cause, ReportLanguage.English),
                }
            ),
            ["moments"] = Each(
                report.Moments,
                static m => new JsonObject
                {
                    ["channel"] = m.Channel,
                    ["kind"] =
                        !m.IsClip ? "marker"
                        : m.IsSeen ? "clip"
                        : "clip_not_seen",
                    ["position_s"] = Math.Round(m.Position.TotalSeconds, 1),
                    ["note"] = m.Note,
                    ["uri"] = m.Uri.Length > 0 ? m.Uri : null,
                }
            ),
            ["next"] = report.Next is { } next ? Next(next) : null,
        }.ToJsonString(Options) + "\n";

    private static JsonObject Part(ReportPart part)
    {
        var values = new JsonObject();
        var money = new JsonObject();
        var missing = new JsonObject();
        foreach (var value in part.Values)
        {
            var name = ColumnNames.Of(value.Metric);
            if (value.Currency.Length > 0)
            {
                money[value.Currency] = value.Value;
            }
            else
            {
                values[name] = value.Value;
            }

            if (value.Value is null)
            {
                missing[name] = value.Missing;
            }
        }

        return new()
        {
            ["channel"] = part.Channel,
            ["platform"] = part.Platform,
            ["metrics"] = values,
            ["contributions_by_currency_micros"] = money,
            ["estimated"] = new JsonArray([
                .. part.Values.Where(static v => v.Estimated).Select(static v => (JsonNode)ColumnNames.Of(v.Metric)),
            ]),
            ["missing"] = missing,
        };
    }

    private static JsonObject Total(ReportTotal total) =>
        new()
        {
            ["metric"] = total.Metric,
            [ColumnNames.Of(total.Metric)] = total.Value,
            ["estimated"] = total.Estimated,
            ["of"] = new JsonArray([.. total.Of.Select(static o => (JsonNode)o)]),
            ["without"] = Each(total.Without, static w => new JsonObject { ["platform"] = w.Platform, ["reason"] = w.Reason }),
            ["missing"] = Text(total.Missing),
        };

    private static JsonObject Score(BroadcastScore score) =>
        new()
        {
            ["score_points"] = score.Value,
            ["no_value"] = score.NoValue?.English,
            ["loss_spreads"] = score.Loss,
            ["verdict"] = ReasonOrNull(score.Verdict),
            ["profile"] = score.Profile,
            ["profile_version"] = score.ProfileVersion,
            ["coverage_ratio"] = score.Coverage,
            ["offered_ratio"] = score.OfferedShare,
            ["baseline_broadcasts"] = score.Baseline.Broadcasts,
            ["noise_points"] = Interval(score.NoiseBand),
            ["baseline_uncertainty_points"] = Interval(score.BaselineUncertainty),
            ["within_broadcast_points"] = Interval(score.WithinBroadcast),
            ["missing_points"] = score.Sensitivity is { } band ? new JsonObject { ["low"] = band.Low, ["high"] = band.High } : null,
            ["left_out"] = Each(score.LeftOut, static l => new JsonObject { ["platform"] = l.Platform, ["reason"] = l.Reason }),
            ["terms"] = Each(
                score.Terms,
                static t => new JsonObject
                {
                    ["group"] = t.Group.ToString().ToLowerInvariant(),
                    ["metric"] = t.Metric,
                    ["channel"] = t.Channel,
                    ["platform"] = t.Platform,
                    ["weight_ratio"] = t.Weight,
                    ["amount"] = t.Amount,
                    ["usual_amount"] = t.Usual?.Amount,
                    ["amount_unit"] = Contracts.MetricCatalog.Find(t.Metric)?.Unit,
                    ["distance_spreads"] = t.Distance,
                    ["contribution_points"] = t.Contribution,
                    ["verdict"] = ReasonOrNull(t.Verdict),
                    ["missing"] = Text(t.Missing),
                }
            ),
        };

    private static JsonObject Next(NextSuggestion next) =>
        new()
        {
            ["summary"] = next.Summary,
            ["summary_zh"] = next.SummaryZh,
            ["options"] = Each(
                next.Options,
                static o => new JsonObject
                {
                    ["labels"] = Labels(o.Labels),
                    ["expected_score_points"] = o.ExpectedScore,
                    ["low_points"] = o.Low,
                    ["high_points"] = o.High,
                    ["broadcasts"] = o.Broadcasts,
                    ["reason"] = o.Reason,
                    ["reason_zh"] = o.ReasonZh,
                }
            ),
        };

    private static string? ReasonOrNull(Verdict? verdict) => verdict is null ? null : ScoreWords.Of(verdict, ReportLanguage.English);

    private static JsonObject? Interval(ScoreInterval? interval) =>
        interval is null ? null : new JsonObject { ["low"] = interval.Low, ["high"] = interval.High };

    private static JsonObject Labels(IReadOnlyDictionary<string, string> labels) =>
        new(labels.OrderBy(static l => l.Key, StringComparer.Ordinal).Select(static l => KeyValuePair.Create(l.Key, (JsonNode?)l.Value)));

    private static JsonArray Each<T>(IEnumerable<T> items, Func<T, JsonObject> write) => new([.. items.Select(i => (JsonNode)write(i))]);

    private static string? Text(string text) => text.Length == 0 ? null : text;

    private static string Time(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}

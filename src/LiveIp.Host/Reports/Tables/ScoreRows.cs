using LiveIp.Host.Reports.Text;
using LiveIp.Host.Scoring;
using LiveIp.Scoring.Scores;

namespace LiveIp.Host.Reports.Tables;

/// <summary>A row for each term of each score. What policies keep out of the score has a row without a term, with the reason.</summary>
internal static class ScoreRows
{
    public static IReadOnlyList<ExportColumn> Columns { get; } =
    [
        .. ExportTables.Key,
        ExportTables.Text("profile"),
        new("profile_version", ColumnKind.Whole),
        new("score_points", ColumnKind.Number),
        new("noise_low_points", ColumnKind.Number),
        new("noise_high_points", ColumnKind.Number),
        new("coverage_ratio", ColumnKind.Number),
        new("baseline_broadcasts", ColumnKind.Whole),
        ExportTables.Text("score_missing_reason"),
        ExportTables.Text("group"),
        ExportTables.Text("metric"),
        new("weight_ratio", ColumnKind.Number),
        new("distance_spreads", ColumnKind.Number),
        new("times_usual_ratio", ColumnKind.Number),
        new("contribution_points", ColumnKind.Number),
        ExportTables.Text("verdict"),
        ExportTables.Text("missing_reason"),
    ];

    public static IEnumerable<object?[]> Of(KnownBroadcast broadcast, BroadcastScore score)
    {
        foreach (var term in score.Terms)
        {
            yield return
            [
                .. ExportTables.KeyOf(broadcast, term.Channel, term.Platform),
                .. Head(score),
                term.Group.ToString().ToLowerInvariant(),
                term.Metric,
                term.Weight,
                term.Distance,
                term.TimesUsual,
                term.Contribution,
                ExportTables.OrNull(ScoreWords.Of(term.Verdict, ReportLanguage.English)),
                ExportTables.OrNull(term.Missing),
            ];
        }

        foreach (var left in score.LeftOut)
        {
            yield return [.. ExportTables.KeyOf(broadcast, null, left.Platform), .. Head(score), .. new object?[7], left.Reason];
        }
    }

    private static object?[] Head(BroadcastScore score) =>
        [
            score.Profile,
            (long)score.ProfileVersion,
            score.Value,
            score.NoiseBand?.Low,
            score.NoiseBand?.High,
            score.Coverage,
            (long)score.Baseline.Broadcasts,
            score.NoValue?.English,
        ];
}

using LiveIp.Contracts;
using LiveIp.Scoring.Metrics;

namespace LiveIp.Host.Reports.Text;

/// <summary>What metrics are called.</summary>
internal static class MetricWords
{
    public static string Name(string metric, ReportLanguage language) =>
        metric switch
        {
            MetricIds.ViewersConcurrent => language.Say("Viewers", "同时在线观众"),
            _ => Scored(metric, language),
        };

    /// <summary>As a term of the score.</summary>
    public static string Scored(string metric, ReportLanguage language) =>
        ScoringMetrics.Catalogue.Find(metric) is { } scored
            ? language.Say(scored.Name, scored.NameZh)
            : language.Say(metric, MetricCatalog.Find(metric)?.MeaningZh ?? metric);
}

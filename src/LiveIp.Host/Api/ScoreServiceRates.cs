using LiveIp.Host.Scoring;
using LiveIp.Scoring.Exchange;
using LiveIp.Scoring.Metrics;
using LiveIp.V1;
using ExchangeRate = LiveIp.V1.ExchangeRate;

namespace LiveIp.Host.Api;

/// <summary>Exchange rates between platforms, of what policies admit.</summary>
internal static class ScoreServiceRates
{
    public static ListExchangeRatesResponse List(ScoreSheet sheet)
    {
        var ended = sheet.Broadcasts.Where(static b => !b.IsLive).Select(static b => b.Facts).ToArray();
        var platforms = ended
            .SelectMany(static b => b.Parts)
            .Select(static p => p.Platform)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToArray();
        var known = ended
            .SelectMany(static b => b.Parts)
            .SelectMany(static p => p.Metrics.Where(static m => m.Value.Value is not null).Select(m => (p.Platform, m.Key)))
            .ToHashSet();
        return new()
        {
            Rates =
            {
                from metric in ScoringMetrics.Catalogue.Scored
                where metric.IsLogarithmic
                from one in platforms
                from other in platforms
                where one != other && known.Contains((one, metric.Id)) && known.Contains((other, metric.Id))
                // So many of one are worth one of the other: what the library calls one of the other in units of the one.
                select Message(ExchangeRates.Estimate(metric, other, one, ended)),
            },
            Excluded = { ScoreServiceMessages.ToMessages(sheet.Broadcasts.SelectMany(static b => b.Facts.LeftOut).Distinct()) },
        };
    }

    private static ExchangeRate Message(LiveIp.Scoring.Exchange.ExchangeRate rate)
    {
        var message = new ExchangeRate
        {
            Metric = rate.Metric,
            FromPlatform = rate.To,
            ToPlatform = rate.From,
            Low = rate.Low ?? 0,
            High = rate.High ?? 0,
            Level = rate.Level ?? 0,
            Broadcasts = rate.Simulcasts,
            Missing = rate.NoValue?.English ?? "",
        };
        if (rate.Rate is { } value)
        {
            message.Rate = value;
        }

        return message;
    }
}

using LiveIp.Contracts;
using LiveIp.Host.Metrics;
using LiveIp.Host.Policies;

namespace LiveIp.Host.Reports.Model;

/// <summary>From what was read to what may be shown.</summary>
internal sealed class ReportBuilder(IPolicyGate gate)
{
    public BroadcastReport Build(ReportSource source)
    {
        var parts = Parts(source.Parts);
        var minutes = ReportMinutes.Of(source);
        var series = minutes.Series(source, parts);
        return new()
        {
            Name = source.Broadcast.Name,
            Title = source.Broadcast.Title,
            Labels = source.Broadcast.Labels,
            Start = source.Broadcast.Raw.StartTime,
            End = source.Broadcast.Raw.EndTime,
            IsLive = source.Broadcast.IsLive,
            IsEmulated = source.Broadcast.IsEmulated,
            AsOfSequence = source.AsOfSequence,
            Parts = parts,
            Totals = ReportTotals.Of(parts, gate),
            FirstMinute = minutes.First,
            Minutes = minutes.Count,
            MinutesLeftOut = minutes.LeftOut,
            Series = series,
            Score = source.Score,
            Profile = source.Profile,
            History = source.History,
            Peaks = [.. series.Where(s => gate.MayDerive(s.Platform)).Select(Peak).OfType<ReportPeak>()],
            Moments = source.Moments,
            Gaps = [.. source.Gaps.Where(g => g.Start < source.Broadcast.Raw.EndTime && g.End > source.Broadcast.Raw.StartTime)],
            Next = source.Next,
        };
    }

    private ReportPart[] Parts(IReadOnlyList<SourcePart> parts) =>
        [
            .. parts.Select(part => new ReportPart
            {
                Channel = part.Channel,
                Platform = part.Platform,
                Caption = parts.Count(p => p.Platform == part.Platform) > 1 ? $"{part.PlatformName} ({part.Channel})" : part.PlatformName,
                Values = [.. part.Values.Select(v => Gated(part.Platform, v))],
            }),
        ];

    // Whoever gathered the values may have asked already; a report is handed around, so it asks for itself.
    private ReportValue Gated(string platform, ReportValue value) =>
        value.Value is not null && MetricCatalog.Find(value.Metric)!.Derived && !gate.MayDerive(platform)
            ? new() { Metric = value.Metric, Missing = MissingReasons.NotDerived }
            : value;

    private static ReportPeak? Peak(MinuteSeries series)
    {
        // Of minutes that all count zero none is a peak.
        return series.Values.Max() is not { } most || most <= 0
            ? null
            : new()
            {
                Caption = series.Caption,
                Metric = series.Metric,
                Currency = series.Currency,
                Minute = series.Values.Index().First(v => v.Item == most).Index,
                Value = most,
            };
    }
}

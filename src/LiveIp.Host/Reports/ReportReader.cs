using LiveIp.Contracts;
using LiveIp.Host.Broadcasts;
using LiveIp.Host.Events;
using LiveIp.Host.Metrics;
using LiveIp.Host.Moments;
using LiveIp.Host.Plugins;
using LiveIp.Host.Policies;
using LiveIp.Host.Reports.Model;
using LiveIp.Host.Reports.Tables;
using LiveIp.Host.Scoring;
using LiveIp.V1;

namespace LiveIp.Host.Reports;

/// <summary>Reads what reports and tables are made of.</summary>
internal sealed class ReportReader(
    IScoreBook book,
    BroadcastDirectory directory,
    SeriesReader series,
    MetricReader metrics,
    IExtensionRegistry registry,
    IPolicyGate gate,
    IEventLog log,
    NextSuggestions next,
    BroadcastMoments moments,
    TimeProvider clock
)
{
    /// <summary>Broadcasts whose scores stand beside this one's, it included.</summary>
    private const int Recent = 12;

    private const int Page = 1000;

    /// <summary>Null when there is no such broadcast.</summary>
    /// <exception cref="ProfileNotFoundException">There is no such profile.</exception>
    public async Task<BroadcastReport?> ReadAsync(string broadcast, string profile, CancellationToken cancellationToken)
    {
        var sheet = await book.ReadAsync(profile, cancellationToken).ConfigureAwait(false);
        if (sheet.Find(broadcast) is not { } known)
        {
            return null;
        }

        var timeline = await directory.ReadAsync(cancellationToken).ConfigureAwait(false);
        return new ReportBuilder(gate).Build(
            new()
            {
                Broadcast = known,
                Score = sheet.Score(known),
                Profile = sheet.Profile,
                AsOfSequence = sheet.AsOfSequence,
                Parts = Parts(known, timeline),
                History = [.. Before(sheet, known).TakeLast(Recent - 1).Append(known).Select(b => Point(sheet, b))],
                Gaps = Gaps(known),
                Moments = Moments(known, timeline),
                Next = await next.AfterAsync(known.Name, known == sheet.Find(ScoreSheet.Last), profile, cancellationToken)
                    .ConfigureAwait(false),
            }
        );
    }

    /// <summary>Null when there is no such table.</summary>
    /// <exception cref="ProfileNotFoundException">There is no such profile.</exception>
    public async Task<ExportTable?> TableAsync(string name, string profile, CancellationToken cancellationToken)
    {
        var sheet = await book.ReadAsync(profile, cancellationToken).ConfigureAwait(false);
        var timeline = await directory.ReadAsync(cancellationToken).ConfigureAwait(false);
        return ExportTables.Find(name, sheet, b => new() { Parts = Parts(b, timeline), Gaps = Gaps(b) });
    }

    private static IEnumerable<KnownBroadcast> Before(ScoreSheet sheet, KnownBroadcast broadcast) =>
        sheet.Broadcasts.Where(b => !b.IsLive && b.Raw.StartTime < broadcast.Raw.StartTime);

    private static HistoryPoint Point(ScoreSheet sheet, KnownBroadcast broadcast)
    {
        var score = sheet.Score(broadcast);
        return new()
        {
            Broadcast = broadcast.Name,
            Title = broadcast.Title,
            Start = broadcast.Raw.StartTime,
            Value = score.Value,
            NoValue = score.NoValue,
            Noise = score.NoiseBand,
        };
    }

    private IReadOnlyList<SourcePart> Parts(KnownBroadcast broadcast, BroadcastTimeline timeline)
    {
        var record = BroadcastRecord.IdOf(broadcast.Name) is { } id ? timeline.Find(id) : null;
        return
        [
            .. (record?.Parts ?? [])
                .GroupBy(static p => p.Channel)
                .Select(parts => Part(broadcast, parts.Key, [.. parts.Select(p => p.Stretch(clock.GetUtcNow()))])),
        ];
    }

    private SourcePart Part(KnownBroadcast broadcast, LoggedChannel channel, IReadOnlyList<Stretch> stretches)
    {
        var platform = registry.FindPlatform(channel.Platform)?.Descriptor;
        var facts = broadcast.Raw.Parts.FirstOrDefault(p => p.Channel == channel.Name)?.Metrics;
        return new()
        {
            Channel = channel.Name,
            Platform = channel.Platform,
            PlatformName = platform?.DisplayName ?? channel.Platform,
            OnAir = [.. stretches.Select(static s => new OnAir(s.From, s.To))],
            Values = [.. MetricCatalog.All.SelectMany(m => Values(m, platform, facts, channel, stretches))],
            Series = [.. ReportMinutes.Metrics.SelectMany(m => Series(m, channel, stretches))],
        };
    }

    private IEnumerable<ReportValue> Values(
        MetricDefinition metric,
        PlatformDescriptor? platform,
        IReadOnlyDictionary<string, LiveIp.Scoring.Facts.MetricFact>? facts,
        LoggedChannel channel,
        IReadOnlyList<Stretch> stretches
    )
    {
        // The score knows one currency; people want to see each.
        if (metric.Id == MetricIds.ContributionsValue)
        {
            return Money(channel, stretches);
        }

        if (facts?.GetValueOrDefault(metric.Id) is not { } fact)
        {
            // A moment is not a broadcast: viewers stand minute by minute, and as mean and peak.
            return metric.Id == MetricIds.ViewersConcurrent ? [] : [new() { Metric = metric.Id, Missing = MissingReasons.NoSample }];
        }

        return
        [
            new()
            {
                Metric = metric.Id,
                Value = fact.Value,
                Missing = fact.Missing,
                Estimated =
                    fact.Value is not null
                    && metric.Id is MetricIds.WatchSeconds or MetricIds.InteractionRate
                    && platform?.Metrics.Contains(metric.Id) != true,
            },
        ];
    }

    private IEnumerable<ReportValue> Money(LoggedChannel channel, IReadOnlyList<Stretch> stretches)
    {
        var found = stretches.SelectMany(s => metrics.Get(channel, MetricIds.ContributionsValue, s)).ToArray();
        var known = found.Where(static v => v.HasNumber).ToArray();
        if (known.Length == 0)
        {
            return [new() { Metric = MetricIds.ContributionsValue, Missing = found.FirstOrDefault()?.Missing ?? MissingReasons.NoSample }];
        }

        // A stretch without money answers with a zero of no currency; beside amounts it says nothing.
        var amounts = known.GroupBy(static v => v.Currency).Where(g => g.Key.Length > 0 || known.All(static v => v.Currency.Length == 0));
        return amounts.Select(static g => new ReportValue
        {
            Metric = MetricIds.ContributionsValue,
            Currency = g.Key,
            Value = g.Sum(static v => v.Number),
        });
    }

    // Of a gauge the value as the platform stated it last in the minute: a mean would be derived already.
    private IEnumerable<SourceSeries> Series(string metric, LoggedChannel channel, IReadOnlyList<Stretch> stretches)
    {
        var isGauge = MetricCatalog.Find(metric)!.Kind == MetricKind.Gauge;
        var points = stretches
            .SelectMany(s =>
                isGauge
                    ? series.GaugePoints(channel, metric, s, SeriesPosition.Start, int.MaxValue)
                    : series.Points(channel, metric, s, SeriesPosition.Start, int.MaxValue)
            )
            .ToArray();
        var currencies = points
            .Select(static p => p.Position.Currency)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToArray();
        if (currencies.Length == 0)
        {
            currencies = [""];
        }

        return currencies.Select(currency => new SourceSeries
        {
            Metric = metric,
            Currency = currency,
            Points = points
                .Where(p => p.Position.Currency == currency)
                .GroupBy(static p => p.Position.Minute)
                .ToDictionary(static g => g.Key, static g => g.Last().Value),
        });
    }

    private IReadOnlyList<ReportMoment> Moments(KnownBroadcast broadcast, BroadcastTimeline timeline) =>
        BroadcastRecord.IdOf(broadcast.Name) is { } id && timeline.Find(id) is { } record
            ?
            [
                .. moments
                    .Of(record)
                    .Select(m => new ReportMoment
                    {
                        Channel = m.Channel,
                        Position = m.At - DateTimeOffset.FromUnixTimeMilliseconds(record.Start),
                        IsClip = m.Kind == Moment.Types.Kind.Clip,
                        IsSeen = m.Kind != Moment.Types.Kind.Clip || m.State == Moment.Types.State.OnPlatform,
                        Note = m.Note,
                        Uri = m.Uri,
                    }),
            ]
            : [];

    // A gap is told of when the channel is heard again: after the broadcast began, and possibly after its end.
    private List<ReportGap> Gaps(KnownBroadcast broadcast)
    {
        var found = new List<ReportGap>();
        var filter = new LogFilter
        {
            Channels = [.. broadcast.Raw.Parts.Select(static p => p.Channel)],
            Kinds = [LiveEvent.BodyOneofCase.Gap],
            From = broadcast.Raw.StartTime,
        };
        for (var after = 0L; ; )
        {
            var page = log.Read(after, Page, filter);
            foreach (var stored in page)
            {
                var gap = stored.Parse().Gap;
                if (
                    gap is { StartedAt: not null, EndedAt: not null }
                    && gap.StartedAt.ToDateTimeOffset() < broadcast.Raw.EndTime
                    && gap.EndedAt.ToDateTimeOffset() > broadcast.Raw.StartTime
                )
                {
                    found.Add(
                        new()
                        {
                            Channel = stored.Channel,
                            Start = gap.StartedAt.ToDateTimeOffset(),
                            End = gap.EndedAt.ToDateTimeOffset(),
                            Cause = gap.Cause,
                        }
                    );
                }
            }

            if (page.Count < Page)
            {
                return found;
            }

            after = page[^1].Sequence;
        }
    }
}

using System.Diagnostics;
using System.Diagnostics.Metrics;
using LiveIp.Host.Events;
using LiveIp.V1;

namespace LiveIp.Host.Operations.Telemetry;

/// <summary>What the log's writer tells of itself: on its own thread, once per transaction.</summary>
internal sealed class LogMeter
{
    private const int MostLinks = 64;

    private readonly TimeProvider _clock;
    private readonly Counter<long> _accepted;
    private readonly Counter<long> _dropped;
    private readonly Counter<long> _gaps;
    private readonly Counter<long> _failures;
    private readonly Histogram<double> _duration;
    private readonly Histogram<long> _group;
    private readonly Histogram<double> _durable;

    public LogMeter(IMeterFactory meters, TimeProvider clock)
    {
        _clock = clock;
        var meter = meters.Create(Signals.Name);
        _accepted = meter.CreateCounter<long>("liveip.events.accepted", "{event}", "Events that became durable, by platform.");
        _dropped = meter.CreateCounter<long>(
            "liveip.events.dropped",
            "{event}",
            "Events dropped as repeats: their id is known and their revision is not higher. By platform."
        );
        _gaps = meter.CreateCounter<long>("liveip.gaps", "{gap}", "Stretches that could not be heard, by platform and cause.");
        _failures = meter.CreateCounter<long>("liveip.log.failures", "{failure}", "Transactions that failed and are tried again.");
        _duration = meter.CreateHistogram<double>(
            "liveip.log.commit.duration",
            "s",
            "One transaction of the log with its sync.",
            advice: Buckets(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5)
        );
        _group = meter.CreateHistogram<long>(
            "liveip.log.commit.events",
            "{event}",
            "Events in one transaction.",
            advice: new InstrumentAdvice<long> { HistogramBucketBoundaries = [1, 2, 5, 10, 25, 50, 100, 250, 500, 1000] }
        );
        _durable = meter.CreateHistogram<double>(
            "liveip.log.durable.duration",
            "s",
            "From handing a batch to the log until it is durable, by platform.",
            advice: Buckets(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 30)
        );
    }

    /// <summary>Before a transaction: when it began, and its span if somebody traces.</summary>
    public (long At, Activity? Span) Begin(List<PreparedBatch> group)
    {
        Activity? span = null;
        if (Signals.Source.HasListeners())
        {
            // One transaction holds batches of several traces: it has links instead of a parent.
            var links = group.Where(static b => b.Origin != default).Take(MostLinks).Select(static b => new ActivityLink(b.Origin));
            span = Signals.Source.StartActivity(ActivityKind.Internal, name: "log.commit", links: links);
            span?.SetTag("liveip.batches", group.Count).SetTag("liveip.events", group.Sum(static b => b.Events.Count));
        }

        return (_clock.GetTimestamp(), span);
    }

    public void Committed(List<PreparedBatch> group, IReadOnlyList<(int Accepted, int Dropped)> counts, (long At, Activity? Span) begun)
    {
        begun.Span?.Dispose();
        _duration.Record(_clock.GetElapsedTime(begun.At).TotalSeconds);
        var events = 0;
        for (var i = 0; i < group.Count; i++)
        {
            var (batch, (accepted, dropped)) = (group[i], counts[i]);
            events += accepted;
            var platform = new KeyValuePair<string, object?>(Signals.Platform, batch.Platform);
            if (batch.Events.Count > 0)
            {
                _accepted.Add(accepted, platform);
                _dropped.Add(dropped, platform);
                _durable.Record(TimeProvider.System.GetElapsedTime(batch.AcceptedAt).TotalSeconds, platform);
            }

            if (accepted > 0)
            {
                CountGaps(batch, platform);
            }
        }

        _group.Record(events);
    }

    /// <summary>The transaction failed and is tried again.</summary>
    public void Failed((long At, Activity? Span) begun)
    {
        begun.Span?.SetStatus(ActivityStatusCode.Error);
        begun.Span?.Dispose();
        _failures.Add(1);
    }

    private void CountGaps(PreparedBatch batch, KeyValuePair<string, object?> platform)
    {
        if (!_gaps.Enabled)
        {
            return;
        }

        foreach (var prepared in batch.Events)
        {
            if (prepared.Event.BodyCase == LiveEvent.BodyOneofCase.Gap)
            {
                _gaps.Add(1, platform, new("liveip.cause", prepared.Event.Gap.Cause.ToString()));
            }
        }
    }

    private static InstrumentAdvice<double> Buckets(params double[] bounds) => new() { HistogramBucketBoundaries = bounds };
}

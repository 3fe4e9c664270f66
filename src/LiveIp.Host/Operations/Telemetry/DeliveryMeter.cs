using System.Diagnostics;
using System.Diagnostics.Metrics;
using LiveIp.V1;

namespace LiveIp.Host.Operations.Telemetry;

/// <summary>Attempts at deliveries.</summary>
internal sealed class DeliveryMeter
{
    private readonly Counter<long> _attempts;
    private readonly Histogram<double> _duration;

    public DeliveryMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Signals.Name);
        _attempts = meter.CreateCounter<long>(
            "liveip.deliveries",
            "{attempt}",
            "Attempts at deliveries by distributor and outcome: Delivered, HandedOff, Failed, Unconfirmed, Pending (to be tried again)."
        );
        _duration = meter.CreateHistogram<double>("liveip.delivery.duration", "s", "One attempt at a delivery, by distributor.");
    }

    /// <summary>Before an attempt.</summary>
    public static (long At, Activity? Span) Begin(string distributor)
    {
        var span = Signals.StartApart("delivery.attempt", ActivityKind.Client);
        span?.SetTag("liveip.distributor", distributor);
        return (TimeProvider.System.GetTimestamp(), span);
    }

    public void Ended(string distributor, DeliveryState state, (long At, Activity? Span) begun)
    {
        var tag = new KeyValuePair<string, object?>("liveip.distributor", distributor);
        _attempts.Add(1, tag, new(Signals.Outcome, state.ToString()));
        _duration.Record(TimeProvider.System.GetElapsedTime(begun.At).TotalSeconds, tag);
        begun.Span?.SetTag(Signals.Outcome, state.ToString());
    }
}

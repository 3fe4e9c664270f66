using System.Diagnostics;
using LiveIp.Host.Channels.Connections;

namespace LiveIp.Host.Operations.Telemetry;

/// <summary>
/// An attempt at connecting, from its start until the channel is online or the attempt has failed. What comes after is not part of it:
/// a span of days helps nobody, and so it is never the parent of what the adapter does.
/// </summary>
internal sealed class AttemptSpan(string platform, string channel) : IDisposable
{
    private Activity? _span = Start(platform, channel);

    public void Online() => Close("Online", failure: null);

    public AttemptEnd Ended(AttemptEnd end)
    {
        Close(end.Outcome.ToString(), end.Outcome == AttemptOutcome.Failed ? end.Kind.ToString() : null);
        return end;
    }

    public void Dispose() => Close(nameof(AttemptOutcome.Interrupted), failure: null);

    private void Close(string outcome, string? failure)
    {
        if (Interlocked.Exchange(ref _span, null) is not { } span)
        {
            return;
        }

        span.SetTag(Signals.Outcome, outcome);
        if (failure is not null)
        {
            span.SetStatus(ActivityStatusCode.Error).SetTag("liveip.failure", failure);
        }

        span.Dispose();
    }

    private static Activity? Start(string platform, string channel)
    {
        var span = Signals.StartApart("connection.attempt", ActivityKind.Client);
        return span?.SetTag(Signals.Platform, platform).SetTag(Signals.Channel, channel);
    }
}

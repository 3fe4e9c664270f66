using Google.Protobuf.WellKnownTypes;
using LiveIp.Contracts;
using LiveIp.V1;

namespace LiveIp.Host.Channels.Connections;

/// <summary>
/// When a channel was last heard, over all attempts of this process and the durable mark of the one before; and from that, what
/// was missed. One attempt at a time uses it, except for <see cref="Hear"/> and <see cref="LastHeard"/>, which any thread may.
/// </summary>
internal sealed class Hearing(TimeProvider clock)
{
    /// <summary>
    /// A gap begins this much before the channel was last heard: what was on its way when the connection broke, behind a message
    /// that did arrive, happened earlier by the platform's clock than we heard that message.
    /// </summary>
    public static readonly TimeSpan InTransit = TimeSpan.FromSeconds(1);

    private long _lastHeard;
    private long _stamp;
    private bool _wasOnline;
    private bool _wasResumed;
    private Gap.Types.Cause _outage = Gap.Types.Cause.Disconnected;

    /// <summary>Null for a channel that was never heard.</summary>
    public DateTimeOffset? LastHeard =>
        Interlocked.Read(ref _lastHeard) is var ticks and > 0 ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;

    /// <summary>Whether this process was online with the channel before.</summary>
    public bool WasOnline => _wasOnline;

    public void Hear(DateTimeOffset now)
    {
        Interlocked.Exchange(ref _stamp, clock.GetTimestamp());
        Interlocked.Exchange(ref _lastHeard, now.UtcTicks);
    }

    /// <summary>Takes over what an earlier process left durable.</summary>
    public void Restore(DateTimeOffset? durable)
    {
        if (durable is { } heard)
        {
            Interlocked.CompareExchange(ref _stamp, clock.GetTimestamp(), 0);
            Interlocked.CompareExchange(ref _lastHeard, heard.UtcTicks, 0);
        }
    }

    /// <summary>The attempt that had been online has ended.</summary>
    public void Lose(bool stalled) => _outage = stalled ? Gap.Types.Cause.Stalled : Gap.Types.Cause.Disconnected;

    /// <summary>The channel is heard again: what is missing since it was last heard, or null when nothing is.</summary>
    public Gap? ComeOnline(Continuity continuity, bool hadCheckpoint, DateTimeOffset now)
    {
        var heard = LastHeard;
        if (heard > now)
        {
            // The wall clock was set back since: only the monotonic clock knows how long ago that was.
            heard = now - clock.GetElapsedTime(Interlocked.Read(ref _stamp));
        }

        var cause = _wasOnline switch
        {
            false => Gap.Types.Cause.HostDown,
            true when hadCheckpoint && _wasResumed => Gap.Types.Cause.ResumeRefused,
            true => _outage,
        };
        _wasOnline = true;
        Hear(now);

        if (continuity == Continuity.FromCheckpoint)
        {
            _wasResumed = true;
            return null;
        }

        return heard is { } since
            ? new Gap
            {
                StartedAt = (since - InTransit).ToTimestamp(),
                EndedAt = now.ToTimestamp(),
                Cause = cause,
            }
            : null;
    }

    /// <summary>The gap could not be written: as if the channel had not come online, so that the next attempt tells of it again.</summary>
    public void Unhear(Gap gap) => Hear(gap.StartedAt.ToDateTimeOffset() + InTransit);
}

using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Plugins.Mastodon.Tests.Support;

/// <summary>A clock that, while it <see cref="Jumps"/>, is at the end of the waits between two looks as soon as they begin.</summary>
internal sealed class JumpingClock(DateTimeOffset start) : FakeTimeProvider(start)
{
    public bool Jumps { get; set; }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (Jumps && MastodonDistributor.Waits.Contains(dueTime))
        {
            // Later: who asked for the timer has to have it first.
            _ = Task.Run(() => Advance(dueTime));
        }

        return timer;
    }
}

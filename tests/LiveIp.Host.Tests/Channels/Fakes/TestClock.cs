using LiveIp.Host.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace LiveIp.Host.Tests.Channels.Fakes;

/// <summary>A clock that tells when somebody began to wait, so that a test never advances it too early.</summary>
internal sealed class TestClock() : FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero))
{
    private readonly Lock _lock = new();
    private readonly List<TimeSpan> _armed = [];
    private TaskCompletionSource _news = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        lock (_lock)
        {
            _armed.Add(dueTime);
            _news.TrySetResult();
            _news = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return timer;
    }

    /// <summary>Waits until somebody waits for a time between the two, since the last call.</summary>
    public async Task<TimeSpan> ArmedAsync(TimeSpan from, TimeSpan to)
    {
        while (true)
        {
            Task news;
            lock (_lock)
            {
                var found = _armed.FindIndex(d => d >= from && d <= to);
                if (found >= 0)
                {
                    var due = _armed[found];
                    _armed.Clear();
                    return due;
                }

                news = _news.Task;
            }

            await news.WaitAsync(Deadline.Limit);
        }
    }

    public Task<TimeSpan> ArmedAsync(double fromSeconds, double toSeconds) =>
        ArmedAsync(TimeSpan.FromSeconds(fromSeconds), TimeSpan.FromSeconds(toSeconds));

    /// <summary>Goes on in small steps, so that chains of short waits all get their turn.</summary>
    public void AdvanceSeconds(double seconds) => Advance(TimeSpan.FromSeconds(seconds));
}

using LiveIp.Contracts;
using LiveIp.Host.Channels.Connections;
using LiveIp.Host.Tests.Channels.Fakes;

namespace LiveIp.Host.Tests.Channels;

public sealed class SilenceWatchTests
{
    private readonly TestClock _clock = new();
    private readonly Hearing _hearing;
    private readonly SilenceWatch _watch;

    public SilenceWatchTests()
    {
        _hearing = new Hearing(_clock);
        _watch = new SilenceWatch(_hearing, _clock, TimeSpan.FromMinutes(5));
        _hearing.ComeOnline(Continuity.FromNow, hadCheckpoint: false, _clock.GetUtcNow());
        _watch.ComeOnline(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public void A_connection_that_speaks_before_the_watchdog_looks_cannot_hide_its_silence()
    {
        var heard = _hearing.LastHeard;
        _clock.AdvanceSeconds(21);
        _watch.Hear();
        _watch.Hear();
        Assert.True(_watch.Tripped.IsCompleted);
        Assert.Equal(heard, _hearing.LastHeard);
    }

    [Fact]
    public void Waiting_for_the_hosts_own_queue_is_not_the_platforms_silence()
    {
        _watch.Hold();
        _clock.AdvanceSeconds(60);
        _watch.Release();
        _clock.AdvanceSeconds(20);
        _watch.Hear();
        Assert.False(_watch.Tripped.IsCompleted);
        Assert.Equal(_clock.GetUtcNow(), _hearing.LastHeard);
    }
}
